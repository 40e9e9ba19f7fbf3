"""The HTML fragments, as FRAGMENTS.md numbers what they must be."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from parccli.config import Config, NewsletterSettings, Provider
from parccli.errors import ParcError
from parccli.exporters import html
from parccli.post import Post
from parccli.render.article import Edition, FileFacts
from parccli.render.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable

SITE = Config(
    title="Parc des Trois-Canaux",
    url="https://www.example.org",
    public_url="https://media.example.org",
    permalink="/actualites/{slug}/",
    categories=("Travaux", "Vie du Parc"),
)
NEWSLETTER = NewsletterSettings(
    provider=Provider.GENERIC,
    action="https://www.example.org/abonnement?a=1&b=2",
    privacy_policy="https://www.example.org/donnees",
)
PHOTO = FileFacts(path="posts/media/giratoire.jpg", size=90_000, media_type="image/jpeg", width=800, height=600)
POST = Post(
    title="Giratoire : l'été des travaux",
    id="urn:uuid:1",
    date=date(2021, 2, 26),
    slug="giratoire",
    status="published",
    summary="Cinq mois de chantier...",
    categories=("Travaux",),
    tags=("voirie",),
    image="media/giratoire.jpg",
    image_alt="Le giratoire",
    image_caption="Vue du ciel",
    image_credit="Syndicat",
    body="Le [carrefour] change[^1].\n\n## Calendrier\n\nVoir [le début](#calendrier).\n\n[^1]: Enfin.",
    path="posts/giratoire.md",
)

# What people and their tools have tried in texts that end up in HTML.
VECTORS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//h.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="javascript:alert(1)">',
    "<img src=x:x onerror=alert(1)//",
    "<image/src/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//h.example/>",
    "<link rel=stylesheet href=//h.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import '//h.example/x.css';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<div style=width:expression(alert(1))>x</div>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java&#x0A;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href=vbscript:alert(1)>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "[x](javascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "![x](javascript:alert(1))",
    "![x](x \"' onerror=alert(1) '\")",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title></textarea></style><img src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video>",
    "<video poster=javascript:alert(1) src=x onloadstart=alert(1)></video>",
    "<input autofocus onfocus=alert(1)>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<table background=javascript:alert(1)><tr><td>x</td></tr></table>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<x onclick=alert(1)>x</x>",
    "{{ 7*7 }}{% raw %}{# x #}",
    "<b/onclick=alert(1)>x",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "[gallery][/gallery]",
    "<!--#exec cmd='id' --><?php echo 1 ?>",
    "\u2028<script\u2028>alert(1)</script>",
)
ALLOWED_SCHEMES = re.compile(r"https?://[^\s\"<>]+|#[\w-]+|mailto:|tel:|\?parc-page=\d+")


def edition(posts: Iterable[Post] = (POST,), config: Config = SITE, **templates: str) -> Edition:
    """Render `posts`, newest first already; `templates` are the site's own, by name without `.html`."""
    files = {PHOTO.path: PHOTO}
    return Edition(
        config=config,
        at=datetime(2025, 1, 1, tzinfo=UTC),
        articles=tuple(render(post, config, lookup=files.get, links={}) for post in posts),
        templates={f"{name}.html": text for name, text in templates.items()},
    )


def exported(made: Edition) -> dict[str, str]:
    """Every output as text, by its path."""
    return {output.path: output.data.decode() for output in html.export(made)}


def many(count: int) -> list[Post]:
    """Posts with numbers, the categories of every third."""
    return [
        replace(POST, slug=f"n-{n}", id=f"urn:x:{n}", title=f"N° {n}", categories=("Travaux",) if n % 3 == 0 else ())
        for n in range(count)
    ]


def parsed(text: str) -> etree._Element:
    """The elements of a fragment, as a browser would find them."""
    return etree.fromstring(f"<html><body>{text}</body></html>".encode(), etree.HTMLParser(encoding="utf-8"))


def test_the_files_of_a_site_of_one_post() -> None:
    """Each list has a first page, each configured category too; a form needs its settings."""
    assert list(exported(edition())) == [
        "fragments/articles/giratoire.html",
        "fragments/articles/giratoire.body.html",
        "fragments/head/giratoire.html",
        "fragments/head/giratoire.jsonld",
        "fragments/latest.html",
        "fragments/list/page-1.html",
        "fragments/list/travaux/page-1.html",
        "fragments/list/vie-du-parc/page-1.html",
        "fragments/head/feeds.html",
        "assets/parc.css",
    ]
    assert "fragments/newsletter.html" in exported(edition(config=replace(SITE, newsletter=NEWSLETTER)))


def test_a_file_of_one_post_names_it() -> None:
    """And the others name none."""
    outputs = {output.path: (output.source, output.id) for output in html.export(edition())}
    of_the_post = [path for path, origin in outputs.items() if origin == ("posts/giratoire.md", "urn:uuid:1")]
    assert of_the_post == list(outputs)[:4]
    assert set(list(outputs.values())[4:]) == {(None, None)}


def test_a_whole_article() -> None:
    """Points 2 to 6, 8 and 10: date, title, image, lead, body, one block a line."""
    assert exported(edition())["fragments/articles/giratoire.html"] == (
        '<article class="parc-article" id="parc-giratoire" lang="fr">\n'
        '<p class="parc-article__meta"><span class="parc-article__date">Posté le <time datetime="2021-02-26">'
        "26 février 2021</time></span></p>\n"
        '<h2 class="parc-article__title">Giratoire\u00a0: l’été des travaux</h2>\n'
        '<figure class="parc-article__figure" role="figure" aria-label="Vue du ciel Crédit\u00a0: Syndicat">'
        '<img src="https://media.example.org/media/media/giratoire.jpg" alt="Le giratoire" width="800" height="600"'
        ' loading="lazy">\n'
        '<figcaption>Vue du ciel <span class="parc-article__credit">Crédit\u00a0: Syndicat</span></figcaption>\n'
        "</figure>\n"
        '<p class="parc-article__lead">Cinq mois de chantier…</p>\n'
        '<div class="parc-article__body">\n'
        '<p>Le &#091;carrefour] change<sup><a href="#parc-giratoire--note-1" id="parc-giratoire--ref-1"'
        ' aria-label="Note 1">1</a></sup>.</p>\n'
        '<h3 id="parc-giratoire--calendrier">Calendrier</h3>\n'
        '<p>Voir <a href="#parc-giratoire--calendrier">le début</a>.</p>\n'
        '<section class="parc-article__notes" aria-label="Notes">\n<ol>\n'
        '<li id="parc-giratoire--note-1">\n'
        '<p>Enfin. <a href="#parc-giratoire--ref-1" aria-label="Retour à l’appel de note 1">↑</a></p>\n'
        "</li>\n</ol>\n</section>\n"
        "</div>\n"
        "</article>\n"
    )


def test_a_body_alone() -> None:
    """The same text for a theme that prints the rest."""
    made = exported(edition([replace(POST, body="Un *mot*.")]))
    assert made["fragments/articles/giratoire.body.html"] == (
        '<div class="parc-article__body" lang="fr">\n<p>Un <em>mot</em>.</p>\n</div>\n'
    )


def test_an_update_is_dated_when_it_is_of_another_day() -> None:
    """A correction of the same day is no news."""
    later = exported(edition([replace(POST, updated=date(2025, 9, 1))]))["fragments/articles/giratoire.html"]
    assert (
        'Posté le <time datetime="2021-02-26">26 février 2021</time></span>, <span class="parc-article__updated">'
        'mis à jour le <time datetime="2025-09-01">1er septembre 2025</time></span></p>' in later
    )
    same = exported(edition([replace(POST, updated=datetime(2021, 2, 26, 18))]))  # noqa: DTZ001 -- the site's own zone
    assert "mis à jour" not in same["fragments/articles/giratoire.html"]


def test_a_post_without_summary_has_no_lead() -> None:
    """Its first words would stand there twice."""
    assert "__lead" not in exported(edition([replace(POST, summary=None)]))["fragments/articles/giratoire.html"]


def test_the_latest_news_are_three_cards() -> None:
    """Point 9: date, linked title, excerpt; the title's level is below that of the block."""
    made = exported(edition(many(5)))["fragments/latest.html"]
    assert made.startswith(
        '<section class="parc-list parc-list--latest" lang="fr">\n'
        '<h2 class="parc-list__title">Dernières actualités</h2>\n'
        '<article class="parc-card">\n'
        '<p class="parc-card__date">Posté le <time datetime="2021-02-26">26 février 2021</time></p>\n'
        '<h3 class="parc-card__title"><a href="https://www.example.org/actualites/n-0/">N°\u00a00</a></h3>\n'
        '<p class="parc-card__excerpt">Cinq mois de chantier…</p>\n'
        "</article>\n"
    )
    assert made.count("<article ") == 3


def test_a_post_without_words_has_a_card_without_an_empty_paragraph() -> None:
    """WordPress would leave half of it, and a screen reader stop at it; nor is its page described as nothing."""
    made = exported(edition([replace(POST, summary=None, body="![Le giratoire](media/giratoire.jpg)")]))
    assert "<p></p>" not in re.sub(r' class="[^"]*"', "", made["fragments/latest.html"])
    assert "card__excerpt" not in made["fragments/latest.html"]
    assert 'name="description"' not in made["fragments/head/giratoire.html"]


@pytest.mark.parametrize("title", ["", "\u200b", "\u00a0 "])
def test_a_post_without_a_title_is_called_by_its_slug(title: str) -> None:
    """Its card is a link, and nobody could tell where an unnamed one leads (RGAA 6.2); `validate` asks for a title."""
    made = exported(edition([replace(POST, title=title, slug="rue-du-canal")]))
    assert (
        '<a href="https://www.example.org/actualites/rue-du-canal/">Rue du canal</a>' in made["fragments/latest.html"]
    )


def test_the_wording_is_configurable() -> None:
    """Point 8; the site's wording is not for a post in another language."""
    settings = replace(
        SITE.fragments, posted="Publié ce {date} par nous", latest_title="À la une", cards=2, heading_level=4
    )
    posts = [POST, replace(POST, slug="english", lang="en", title="News")]
    made = exported(edition(posts, replace(SITE, fragments=settings)))["fragments/latest.html"]
    assert '<h4 class="parc-list__title">À la une</h4>' in made
    assert 'Publié ce <time datetime="2021-02-26">26 février 2021</time> par nous</p>' in made
    assert '<article class="parc-card" lang="en">\n<p class="parc-card__date">Posted on <time' in made
    assert made.count("<h5 ") == 2


def test_lists_have_ten_posts_a_page() -> None:
    """Newest first; the pages name their neighbours."""
    made = exported(edition(many(21)))
    assert [path for path in made if path.startswith("fragments/list/page-")] == [
        f"fragments/list/page-{page}.html" for page in (1, 2, 3)
    ]
    second = made["fragments/list/page-2.html"]
    assert re.findall(r"N°\u00a0(\d+)", second) == [str(number) for number in range(10, 20)]
    assert second.endswith(
        '<nav class="parc-list__pages" aria-label="Pages de la liste">\n<ul>\n'
        '<li><a href="?parc-page=1" rel="prev">Page précédente</a></li>\n'
        "<li>Page 2 sur 3</li>\n"
        '<li><a href="?parc-page=3" rel="next">Page suivante</a></li>\n'
        "</ul>\n</nav>\n</div>\n"
    )
    assert "Page suivante" not in made["fragments/list/page-3.html"]
    assert re.findall(r"N°\u00a0(\d+)", made["fragments/list/travaux/page-1.html"]) == [
        "0",
        "3",
        "6",
        "9",
        "12",
        "15",
        "18",
    ]


def test_an_empty_list_says_so() -> None:
    """The site includes a file that is there."""
    made = exported(edition([]))
    assert made["fragments/list/page-1.html"] == (
        '<div class="parc-list" lang="fr">\n<p class="parc-list__empty">Aucune actualité pour le moment.</p>\n</div>\n'
    )
    assert "Aucune actualité" in made["fragments/latest.html"]
    assert "Aucune actualité" in made["fragments/list/travaux/page-1.html"]


def test_the_form_asks_for_an_address_and_nothing_else() -> None:
    """Point 11 and RGAA 11: required notice first, label with its star and an example, notice before the button."""
    made = exported(edition(config=replace(SITE, newsletter=NEWSLETTER)))["fragments/newsletter.html"]
    assert made.index("* Champs obligatoires") < made.index("<form ") < made.index("<label for") < made.index("<input ")
    assert made.index("consentement") < made.index("<button ")
    assert '<label for="parc-newsletter-email">Adresse e-mail * (exemple\u00a0: nom@example.org)</label>' in made
    [email] = [field for field in parsed(made).iter("input") if field.get("type") == "email"]
    assert {str(name): value for name, value in email.attrib.items()} == {
        "class": "parc-newsletter__input",
        "type": "email",
        "id": "parc-newsletter-email",
        "name": "email",
        "autocomplete": "email",
        "required": "",
        "aria-describedby": "parc-newsletter-error",
    }
    assert 'id="parc-newsletter-error"' in made
    assert (
        '<form class="parc-newsletter__form" action="https://www.example.org/abonnement?a=1&amp;b=2" method="post">'
        in made
    )
    assert '<div hidden><label for="parc-newsletter-trap">' in made
    assert '<a href="https://www.example.org/donnees">Politique de confidentialité</a>' in made
    assert "Responsable du traitement\u00a0: Parc des Trois-Canaux. " in made
    assert "jusqu’à votre désinscription" in made
    assert not re.search(r"checked|<script|<img|http:", made)


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        (
            {"provider": Provider.BREVO},
            ['name="EMAIL"', 'name="email_address_check"', '<input type="hidden" name="locale" value="fr">'],
        ),
        (
            {
                "provider": Provider.MAILCHIMP,
                "action": "https://parc.us1.list-manage.com/subscribe/post?u=ab12&id=cd34",
            },
            ['name="EMAIL"', 'name="b_ab12_cd34"', "post?u=ab12&amp;id=cd34"],
        ),
        ({"provider": Provider.MAILCHIMP}, ['name="EMAIL"', 'name="parc_website"']),
        (
            {"method": "get", "email_field": "courriel", "honeypot_field": "piege"},
            ['method="get"', 'name="courriel"', 'name="piege"'],
        ),
        (
            {"controller": "Syndicat", "retention": "trois ans", "contact": "dpo@example.org"},
            ["Responsable du traitement\u00a0: Syndicat", "conservée trois ans.", "en écrivant à dpo@example.org"],
        ),
    ],
)
def test_each_provider_has_its_fields(settings: dict[str, Any], shown: list[str]) -> None:
    """As in the forms that they generate; the notice tells what is configured."""
    made = exported(edition(config=replace(SITE, newsletter=replace(NEWSLETTER, **settings))))
    for text in shown:
        assert text in made["fragments/newsletter.html"]


def test_a_hosted_form_is_a_link() -> None:
    """Mailjet keeps its form for itself: nothing is asked for here, the notice stays."""
    config = replace(SITE, newsletter=replace(NEWSLETTER, provider=Provider.MAILJET))
    made = exported(edition(config=config))["fragments/newsletter.html"]
    assert (
        '<a class="parc-newsletter__submit" href="https://www.example.org/abonnement?a=1&amp;b=2">S’inscrire à la'
        in made
    )
    assert not re.search(r"<form|<input|obligatoires", made)
    assert "Politique de confidentialité" in made


def test_the_head_of_an_article() -> None:
    """Canonical address, description, Open Graph."""
    assert exported(edition())["fragments/head/giratoire.html"] == (
        '<link rel="canonical" href="https://www.example.org/actualites/giratoire/">\n'
        '<meta name="description" content="Cinq mois de chantier…">\n'
        '<meta property="og:type" content="article">\n'
        '<meta property="og:title" content="Giratoire\u00a0: l’été des travaux">\n'
        '<meta property="og:description" content="Cinq mois de chantier…">\n'
        '<meta property="og:url" content="https://www.example.org/actualites/giratoire/">\n'
        '<meta property="og:site_name" content="Parc des Trois-Canaux">\n'
        '<meta property="og:locale" content="fr_FR">\n'
        '<meta property="article:published_time" content="2021-02-26T12:00:06+01:00">\n'
        '<meta property="article:modified_time" content="2021-02-26T12:00:06+01:00">\n'
        '<meta property="article:section" content="Travaux">\n'
        '<meta property="article:tag" content="voirie">\n'
        '<meta property="og:image" content="https://media.example.org/media/media/giratoire.jpg">\n'
        '<meta property="og:image:alt" content="Le giratoire">\n'
        '<meta property="og:image:width" content="800">\n'
        '<meta property="og:image:height" content="600">\n'
    )


@pytest.mark.parametrize(("language", "locale"), [("fr", "fr_FR"), ("fr-CA", "fr_CA"), ("en", "en_GB"), ("nl", "nl")])
def test_the_locale_of_open_graph(language: str, locale: str) -> None:
    """The post's language, with its country."""
    made = exported(edition([replace(POST, lang=language)]))["fragments/head/giratoire.html"]
    assert f'<meta property="og:locale" content="{locale}">' in made


def test_json_ld_is_a_file_that_no_text_can_end() -> None:
    """Point 7: apart from the article, and safe within a script."""
    post = replace(POST, title="</script><b>", summary="<!-- & \u2028", tags=("<x>",), author="Service voirie")
    text = exported(edition([post]))["fragments/head/giratoire.jsonld"]
    assert not re.search("[<>&\u2028\u2029]", text)
    described = json.loads(text)
    assert described["headline"] == "</script><b>"
    assert described["@type"] == "NewsArticle"
    assert described["identifier"] == "urn:uuid:1"
    assert described["image"]["width"] == 800
    assert described["author"]["name"] == "Service voirie"
    assert described["publisher"] == {
        "@type": "Organization",
        "name": "Parc des Trois-Canaux",
        "url": "https://www.example.org",
    }


def test_feeds_are_found_from_every_page() -> None:
    """The site's three, then each category's."""
    made = exported(edition())["fragments/head/feeds.html"].splitlines()
    assert made[0] == (
        '<link rel="alternate" type="application/rss+xml" title="Parc des Trois-Canaux (RSS)"'
        ' href="https://media.example.org/feeds/rss.xml">'
    )
    assert made[8] == (
        '<link rel="alternate" type="application/feed+json" title="Parc des Trois-Canaux – Vie du Parc (JSON Feed)"'
        ' href="https://media.example.org/feeds/vie-du-parc/feed.json">'
    )
    assert len(made) == 9


def test_the_stylesheet_has_nothing_outside_its_prefix() -> None:
    """No rule reaches the theme's own elements, whatever the prefix."""
    sheet = exported(edition(config=replace(SITE, fragments=replace(SITE.fragments, prefix="zone"))))["assets/parc.css"]
    selectors = re.findall(r"^ *([^@\s{}/][^{}]*)\{", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL), re.MULTILINE)
    assert len(selectors) > 20
    for selector in ",".join(re.sub(r"\([^)]*\)", "", text) for text in selectors).split(","):
        assert selector.strip().startswith(".zone-"), selector
    assert "parc-" not in sheet
    assert "url(" not in sheet


def test_a_template_of_the_sites_own_stands_in() -> None:
    """Of one part alone; the rest is as packaged."""
    made = exported(
        edition(card='<p class="{{ prefix }}-card">{{ article.title }} {{ article.tags|join(", ") }}</p>\n')
    )
    assert (
        '</h2>\n<p class="parc-card">Giratoire\u00a0: l’été des travaux voirie</p>\n' in made["fragments/latest.html"]
    )


def test_a_fault_in_it_stops_the_export() -> None:
    """With the file, the line and what to do."""
    with pytest.raises(ParcError) as caught:
        exported(edition(latest="<section>\n{{ titel }}\n</section>"))
    assert caught.value.where == "templates/latest.html:2"


def test_no_shortcode_is_left() -> None:
    """Point 6: neither in a text nor in an attribute."""
    post = replace(
        POST,
        title="[x]",
        summary="[x]",
        image_alt="[x]",
        image_caption="[x]",
        body="[x] `[x]` ![[x]](https://h.example/[x].png '[x]')",
    )
    for path, text in exported(edition([post])).items():
        assert path.endswith((".css", ".jsonld")) or "[" not in text, path


@pytest.mark.parametrize("vector", VECTORS)
def test_no_text_acts(vector: str) -> None:
    """Point 1, wherever people write: title, summary, alt, caption, credit, tag, category, author, settings, body."""
    post = replace(
        POST,
        title=vector,
        summary=vector,
        image_alt=vector,
        image_caption=vector,
        image_credit=vector,
        tags=(vector,),
        categories=(vector,),
        author=vector,
        body=f"{vector}\n\n*{vector}*\n\n- {vector}\n\n| {vector} |\n|--|\n| {vector} |\n\n![{vector}](https://h.example/a.png)",
    )
    config = replace(
        SITE, title=vector, newsletter=replace(NEWSLETTER, controller=vector, contact=vector, retention=vector)
    )
    for path, text in exported(edition([post], config)).items():
        assert not path.endswith(".jsonld") or not re.search("[<>&]", text)
        if path.endswith(".html"):
            _assert_inert(text)


def _assert_inert(text: str) -> None:
    assert "\n\n" not in text
    assert "[" not in text
    forbidden = {
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "base",
        "marquee",
        "template",
        "h1",
        "main",
    }
    for element in parsed(text).iter():
        assert element.tag not in forbidden
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            assert name not in {"style", "srcdoc", "formaction", "background", "target"}
            if name in {"href", "src", "poster", "srcset", "action"}:
                assert ALLOWED_SCHEMES.match(str(value)), value


def test_every_fragment_keeps_to_the_line() -> None:
    """Points 1 and 4: UTF-8 with LF, no block within a line, no blank line, no id of a stranger's."""
    posts = [replace(POST, body=POST.body + "\n\n```\na\n\nb\n```\n\n> x\n\n- a\n  - b"), replace(POST, slug="autre")]
    for path, text in exported(edition(posts, replace(SITE, newsletter=NEWSLETTER))).items():
        if not path.endswith(".html"):
            continue
        assert text.endswith("\n")
        assert "\r" not in text
        for line in text.removesuffix("\n").split("\n"):
            assert line
            assert line == line.strip()
        assert all(identity.startswith("parc-") for identity in re.findall(r' id="([^"]*)"', text))


def test_ids_are_unique_across_all_fragments() -> None:
    """RGAA 8.2: they can all stand on one page, but for the two files of one article."""
    posts = [replace(POST, slug=slug, id=slug) for slug in ("a", "a-b", "newsletter")]
    posts[0] = replace(posts[0], body="## B\n\n## Email")
    made = exported(edition(posts, replace(SITE, newsletter=NEWSLETTER)))
    page = "".join(text for path, text in made.items() if path.endswith(".html") and not path.endswith(".body.html"))
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert len(ids) > 8
