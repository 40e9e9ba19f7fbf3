"""A seed → posts such as people write, paste and import: every block of Markdown, and HTML in all states of health."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Final
from uuid import UUID

from parccli.config import Config, FragmentSettings, NewsletterSettings, Provider
from parccli.exporters import html
from parccli.post import Post
from parccli.render.article import Edition, FileFacts
from parccli.render.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

CATEGORIES: Final = ("Vie du Parc", "Économie", "R&D", "Emploi et formation")
SITE: Final = Config(
    title="Parc d’activités des Trois-Canaux",
    url="https://www.example.org",
    public_url="https://media.example.org",
    permalink="/actualites/{slug}/",
    categories=CATEGORIES,
    newsletter=NewsletterSettings(
        provider=Provider.BREVO,
        action="https://forms.example.org/parc?a=1&b=2",
        privacy_policy="https://www.example.org/confidentialite/",
    ),
)
ELSEWHERE: Final = Config(
    title="Zone d'activités",
    url="https://zone.example.org",
    permalink="/{slug}",
    fragments=FragmentSettings(prefix="zone", heading_level=4, posted='Paru le {date} ("zone")', per_page=7),
    newsletter=NewsletterSettings(
        provider=Provider.MAILJET,
        action="https://forms.example.org/zone",
        privacy_policy="https://zone.example.org/donnees",
    ),
)
FILES: Final = {
    facts.path: facts
    for facts in (
        FileFacts(path="posts/media/plan.pdf", size=2_345_678, media_type="application/pdf"),
        FileFacts(path="posts/media/vue.jpg", size=90_000, media_type="image/jpeg", width=800, height=600),
        FileFacts(path="posts/media/film.mp4", size=9_000_000, media_type="video/mp4"),
        FileFacts(
            path="posts/media/été large.jpg",
            size=900_000,
            media_type="image/jpeg",
            width=2400,
            height=1600,
            copies=(FileFacts(path=".parccli/400.webp", size=9_000, media_type="image/webp", width=400, height=267),),
        ),
    )
}
WORDS: Final = {
    "fr": (
        'L\'eau des canaux est "claire" : 20 % de nitrates en moins depuis 2019.',
        "Le chantier s’achève fin novembre… ou au printemps !",
        "Quinze entreprises (dont 3 nouvelles) recrutent -- et forment.",
        "Rendez-vous de 9h à 17h, salle n°4, au 1er étage.",
        "« Venez à pied », conseille le Syndicat ; le parking est plein dès 8 h 30.",
        "Une dalle de 3x4 m, posée rue du Halage, pèse 1 200 kg...",
        "Coût : 1,9 M€ ; subvention : 30 %. Qui paie ? Tout le monde :)",
        "La navette part du quai à 7 h 12, puis toutes les 20 minutes.",
        "Wordpress - ou un autre - publie 2 - 3 textes par semaine.",
        "HTTPS://WWW.EXAMPLE.ORG/",
        "Inscription par [gallery] ou par &lt;courriel&gt; ; R&D comprise.",
        "Voir https://www.example.org/plan_du_parc?a=1&b=2 pour le détail.",
    ),
    "en": (
        'It\'s "open" to everyone -- bring your own lunch...',
        "Three hundred people work here; they don't all drive.",
        "The plot measures 30x40 m, and the quay is 9' deep.",
        "Open 9 - 5 - Wordpress or not.",
        "Call us: we answer in English, French & Dutch.",
    ),
}
SHORT: Final = (
    "Calendrier",
    "L'accès : 3 points",
    "Qui fait quoi ?",
    "R&D « ouverte »",
    "Bilan 2025",
    "3x4 [video] (tm)",
)
PIECES: Final = (
    "<div>", "</div>", "<span>", "</span>", "<p>", "</p>", "<br>", "<br/><br />", "<b>", "</b>", "<i>", "</i>",
    "<ul>", "<li>", "</li>", "</ul>", "<ol start='3' reversed>", "</ol>", "<dl>", "<dt>", "<dd>", "</dl>",
    "<table>", "<tr>", "<td>", "<td colspan=2>", "<th>", "</td>", "</tr>", "</table>",
    "<thead>", "<tfoot>", "<tr>", "<td rowspan=2>", "<td colspan=3>", "<caption>Légende</caption>",
    "<h1>", "</h1>", "<h4>", "</h4>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<code>", "</code>",
    "<figure>", "<figcaption>", "</figcaption>", "</figure>", "<details>", "<summary>", "</summary>", "</details>",
    '<a href="/acces">', '<a href="#calendrier">', "</a>", '<img src="media/vue.jpg" alt="Vue">', "<hr>",
    '<a href="media/plan.pdf" title="Le plan">', "<a href=''>", '<img src="media/vue.jpg">',
    "<img src=media/vue.jpg alt=''>", "\u200b", "&shy;",
    "<sub>", "</sub>",
    "<center>", "</center>", "<font color=red>", "</font>", "<section>", "</section>", "<article>", "</article>",
    "<iframe src=https://video.example.org/3></iframe>", "<video src=media/film.mp4></video>", "<form>", "</form>",
    '<q cite="/x">', "</q>", "<abbr title='Parc'>", "</abbr>", "<o:p>&nbsp;</o:p>", "&nbsp;", "\u00a0\u202f", "<wbr>",
    '<p style="text-align:center" class="MsoNormal" align=right>', '<p lang="en" dir="ltr" id="ancre">', "<!-- fin -->",
    "<nav>", "</nav>", "<footer>", "<aside>", "</aside>", "<address>", "<input value=a>", "<button>", "<object>",
)  # fmt: skip


def generated(count: int, seed: int = 2021) -> list[Post]:
    """Make `count` posts, newest first; the same every time."""
    return [_post(number, Random(f"{seed}/{number}")) for number in range(1, count + 1)]  # noqa: S311 -- an example


def edition(posts: Iterable[Post], config: Config = SITE) -> Edition:
    """Render posts whose files are FILES."""
    return Edition(
        config=config,
        at=datetime(2026, 1, 1, tzinfo=UTC),
        articles=tuple(render(post, config, lookup=FILES.get, links={}) for post in posts),
        templates={},
    )


def fragments(made: Edition) -> dict[str, str]:
    """Every output of the target `html`, by its path."""
    return {output.path: output.data.decode() for output in html.export(made)}


def _post(number: int, random: Random) -> Post:
    author = _Author(random, "en" if number % 7 == 0 else "fr")
    day = date(2025, 12, 31) - timedelta(days=3 * number)
    pictured = number % 3 == 0
    return Post(
        title=f"{random.choice(SHORT)} ({number})",
        id=UUID(int=number).urn,
        date=day,
        updated=day + timedelta(days=2) if number % 4 == 0 else None,
        slug=f"n-{number}",
        status="published",
        summary=author.sentence() if number % 2 else None,
        categories=tuple(random.sample(CATEGORIES, number % 3)),
        tags=("eau & vie", "[tag]")[: number % 3],
        author='Service "presse"' if number % 5 == 0 else None,
        image=random.choice(("media/vue.jpg", "media/été large.jpg", "https://images.example.org/a b.jpg"))
        if pictured
        else None,
        image_alt=author.sentence() if pictured else None,
        image_caption=author.sentence() if pictured and number % 2 else None,
        image_credit="Syndicat" if pictured and number % 4 else None,
        lang="en" if author.language == "en" else None,
        body="\n\n".join(author.block() for _ in range(random.randint(4, 12))),
        path=f"posts/{day}-n-{number}.md",
    )


class _Author:
    """Writes blocks of a post, in one language, as `random` has it."""

    def __init__(self, random: Random, language: str) -> None:
        self.random = random
        self.language = language
        self.notes = 0

    def block(self) -> str:
        return self.random.choice(_BLOCKS)(self)

    def sentence(self) -> str:
        return self.random.choice(WORDS[self.language])

    def inline(self) -> str:
        """A sentence with something in it, or none."""
        words = self.sentence()
        return self.random.choice((
            words,
            f"**{words}** _{words}_ ~~non~~ `code 'a' [b] -- 3x4`",
            f'[{words[:12]}](media/plan.pdf) et [le site](../acces/ "Titre")',
            f"{words}  \n{words}\\\n{words}",
            f"{words} <https://www.example.org/a?b=1&c=[2]>, <nom@example.org>",
            f"![{words}](media/vue.jpg) dans le texte",
            'Un <abbr title="Parc">P.</abbr>, <kbd>Ctrl</kbd>, m<sup>2</sup>, <span lang="en">it\'s</span>, <u>a</u>',
        ))  # fmt: skip

    def paragraph(self) -> str:
        return " ".join(self.inline() for _ in range(self.random.randint(1, 3)))

    def heading(self) -> str:
        return f"{'#' * self.random.randint(1, 6)} {self.random.choice(SHORT)}\n\n{self.paragraph()}"

    def items(self) -> str:
        mark = self.random.choice(("-", "1.", "7."))
        gap = self.random.choice(("\n", "\n\n"))
        item = f"{mark} {self.inline()}\n    - {self.sentence()}\n    - {self.sentence()}"
        return gap.join((f"{mark} {self.sentence()}", item, f"{mark} {self.sentence()}"))

    def quotation(self) -> str:
        return f"> {self.sentence()}\n>\n> - {self.sentence()}\n>\n> > {self.sentence()}"

    def table(self) -> str:
        row = " | ".join(self.random.choice(SHORT) for _ in range(3))
        return f"| | 2024 | 2025 |\n|---|:---:|---:|\n| {row} |\n| **Total** | 3x4 | |"

    def note(self) -> str:
        self.notes += 1
        label = f"n{self.notes}"
        return (
            f"{self.sentence()}[^{label}] Encore[^{label}].\n\n[^{label}]: {self.inline()}\n\n    - {self.sentence()}"
        )

    def code(self) -> str:
        return self.random.choice((
            "```html\n<p class=\"a\">[gallery]</p>\n\n'a' -- 3x4...\n```",
            "    ligne 1\n\n      ligne 2\n",
            "~~~\n\n~~~",
        ))  # fmt: skip

    def picture(self) -> str:
        return self.random.choice((
            "![Le quai](media/vue.jpg \"L'été au quai...\")",
            "![](media/vue.jpg) à côté",
            '![Un plan "large"](<media/été large.jpg>)',
            "[![Le quai](https://images.example.org/é.jpg)](/quai)",
            "[![](media/vue.jpg)](/quai)",
            "[![](media/vue.jpg)](<media/été large.jpg>) [![](media/vue.jpg)](media/plan.pdf)",
            '<a href="https://www.example.com/a"><img src="media/vue.jpg"><img src="media/vue.jpg" alt=" "></a>',
            "[\u200b](/vide) [&shy;](media/plan.pdf) [![](media/absente.jpg)](/quai)",
            '<figure><img src="media/vue.jpg" alt="Vue"><figcaption>Vue <em>du ciel</em></figcaption></figure>',
            "![absente](media/absente.jpg)",
            ('<p><img src="https://images.example.org/a.jpg" alt="Vue" width="9" srcset="/a-300.jpg 300w, b:c 9w, '
            'https://images.example.org/é.jpg 1024w" sizes="auto, (max-width: 300px) 100vw, 300px"></p>'),
        ))  # fmt: skip

    def markup(self) -> str:
        return self.random.choice((
            f'<div class="x"><div>{self.sentence()}<p>Un<p>Deux</div></div>',
            f"<details><summary>{self.sentence()}</summary>\n\n{self.paragraph()}\n\n</details>",
            f"<dl><dt>Où ?<dd>Au quai<dt>Quand ?<dd>{self.sentence()}</dl>",
            "<table border=1><tr><th>Jour<th>Heure<tr><th>Lundi<td>9h<tr><td colspan=2>Fermé</table>",
            f"<ul><li><p>{self.sentence()}</p><ol><li>a</ol><li>b</ul>",
            '<iframe src="https://video.example.org/v/1" title="Le film"></iframe>',
            '<video src="media/film.mp4" width=640 height=360 autoplay><track src="a.vtt" kind=captions></video>',
            '<p align="center"><font face="Arial">Texte&nbsp;: <b></b><br><br>suite</font></p>',
            '<a name="bas"></a><h2>Titre <a href="#bas">bas</a></h2><hr>',
            f'<blockquote lang="en"><p>"{WORDS["en"][0]}"</blockquote>',
        ))  # fmt: skip

    def soup(self) -> str:
        """Tags in any order, opened and closed or not: what tools and hurried hands leave behind."""
        return "<div>" + "".join(
            self.random.choice((*PIECES, *PIECES, self.sentence(), " mot ")) for _ in range(self.random.randint(5, 30))
        )

    def rule(self) -> str:
        return "---"


_BLOCKS: Final[Sequence[Callable[[_Author], str]]] = (
    _Author.paragraph, _Author.paragraph, _Author.heading, _Author.items, _Author.quotation, _Author.table,
    _Author.note, _Author.code, _Author.picture, _Author.markup, _Author.markup, _Author.soup, _Author.rule,
)  # fmt: skip
