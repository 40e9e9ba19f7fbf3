"""Export, import elsewhere, export again: the same bytes, in every format, but for what one cannot carry.

| from | what does not come back |
| --- | --- |
| all | that a picture is a file of the site: it has its public address, and no size, so no enclosure |
| all | when a post expires; the e-mail address of an author |
| RSS | when a post was updated |
| RSS, Atom | a main picture of another site that the text shows too, further down |
| JSON Feed | the caption of such a picture; which labels are categories that `parccli.toml` does not list |

And what Markdown or the importers read otherwise: items of a list that stand apart come back close, a note that only
another note refers to loses that reference, fractions of a second go, and a main picture that the text opens with
is no longer in the text.

Bare dates come back as such for ids that parccli gave; with another's id, as noon and some seconds.
"""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date
from typing import TYPE_CHECKING

import pytest

from parccli.post import read
from parccli.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Call, Site

AT = ("--at", "2025-10-01T12:00")
ID = "urn:uuid:018f0000-0000-7000-8000-00000000000"
FILES = ("feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json", "wxr/posts.xml")
LOST = {
    "feeds/rss.xml": (
        r"<lastBuildDate>.*?</lastBuildDate>",
        r"<updated>.*?</updated>",
        r'"date_modified": ".*?"',
        r"<wp:post_modified(?:_gmt)?>.*?</wp:post_modified(?:_gmt)?>",
    )
}
LOST_BY_ALL = (
    r"\s*<enclosure [^>]*>",
    r'\s*<link [^>]*rel="enclosure"[^>]*>',
    r"\s*<media:content .*?</media:content>",
    r',\s*"attachments": \[.*?\]',
    r' width=\\?"\d+\\?" height=\\?"\d+\\?"',
)
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
POSTS = {
    "horaires": f"""---
title: Horaires du quai nord
id: {ID}1
date: 2025-09-01
slug: horaires-du-quai-nord
status: published
categories: [Travaux]
tags: [quai, R&D]
summary: Le quai ouvre plus tôt, dès lundi.
---

Le quai nord ouvre plus tôt[^tot] : voir le [plan](https://plan.example.org/?a=1&b=2)[^plan], encore[^tot].

## Les horaires

| Jour | Ouverture | Quai |
| --- | ---: | :-: |
| Lundi | 7 h | A \\| B |
| Mardi | 8 h 30 | **C** |

[^tot]: Sauf les *jours fériés*.
[^plan]: Le plan a deux pages.

    La seconde est au dos.
""",
    "laureats": f"""---
title: "« R&D <b> » : les lauréats 🏭 ]]>"
id: {ID}2
date: 2025-09-02T09:30
updated: 2025-09-04T10:15
slug: les-laureats
status: published
categories: [Emploi & formation, Travaux]
tags: [🏭, Œuvre]
author: Service presse
summary: Trois projets & <b> ]]> retenus.
---

Trois projets sont retenus, selon [les horaires](horaires.md) :

- un *atelier* de réparation
- une **cantine**, ouverte à tous
  1. midi
  2. soir

> Une année riche,
> dit le jury.

Ligne une\\
ligne deux, `code < 3 && a > b`, ~~barré~~, H<sub>2</sub>O, 1 * 2 et \\[sic] ]]>.

    a  b

[caption]rien[/caption]

https://video.example.org/visite
""",
    "jetee": f"""---
title: The pier in summer
id: {ID}3
date: 2025-09-03
updated: 2025-09-05
slug: the-pier
status: published
lang: en
image: https://images.example.org/quai%20nord.jpg
image_alt: Le quai « nord » & <sud>
image_caption: Le quai en été
image_credit: Service communication
---

Open all summer.

![Une grue](https://images.example.org/grue.jpg "La grue")
""",
    "quai": f"""---
title: Le quai "sud" ... c'est l'été !
id: {ID}4
date: 2025-03-30T02:59:59
slug: quai_sud
status: published
image: pixel.png
image_alt: Le quai sud
image_credit: Service communication
---

![Le quai de près](autre.png)

Ouvert.
""",
}


@pytest.fixture
def public(call: Call, site: Site) -> Path:
    """Give the folder of an export of the posts above, in all formats."""
    (site.root / "posts/pixel.png").write_bytes(PIXEL)
    (site.root / "posts/autre.png").write_bytes(PIXEL + b"\n")
    settings = site.root / "parccli.toml"
    text = settings.read_text(encoding="utf-8").replace('"Emploi"', '"Emploi & formation"')
    settings.write_text(f'{text}permalink = "/actualites/{{slug}}/"\n', encoding="utf-8")
    site.write(**POSTS)
    return exported(call, site.root)


def exported(call: Call, root: Path) -> Path:
    """Export a site as it is usual, then for WordPress."""
    for targets in ((), ("wxr",)):
        done = call("export", *targets, *AT, cwd=root)
        assert done.exit_code == 0, done.stderr
    return root / "public"


def brought_along(call: Call, public: Path, name: str) -> Path:
    """Import a file of an export to a fresh site with the same settings; its folder."""
    root = public.parent / "ailleurs"
    (root / "posts").mkdir(parents=True)
    (root / "parccli.toml").write_bytes((public.parent / "parccli.toml").read_bytes())
    done = call("import", public / name, "--status", "published", cwd=root)
    assert done.exit_code == 0, done.stderr
    return root


def texts(public: Path) -> dict[str, str]:
    """The files to compare."""
    return {name: (public / name).read_text(encoding="utf-8") for name in FILES}


def test_every_format_holds_what_it_is_tested_for(public: Path) -> None:
    """Nothing in the table of losses is about something that no export shows."""
    for pattern in (*LOST["feeds/rss.xml"], *LOST_BY_ALL):
        assert any(re.search(pattern, text, re.DOTALL) for text in texts(public).values()), pattern


@pytest.mark.parametrize("name", FILES)
def test_export_import_export_gives_the_same_bytes(call: Call, public: Path, name: str) -> None:
    """All that a format can carry comes back from it, whatever is exported then; and what is lost, is."""
    before = texts(public)
    after = texts(exported(call, brought_along(call, public, name)))
    for pattern in (*LOST.get(name, ()), *LOST_BY_ALL):
        found = [re.findall(pattern, text, re.DOTALL) for side in (before, after) for text in side.values()]
        assert found[: len(FILES)] != found[len(FILES) :], pattern
        before = {file: re.sub(pattern, "", text, flags=re.DOTALL) for file, text in before.items()}
        after = {file: re.sub(pattern, "", text, flags=re.DOTALL) for file, text in after.items()}
    for file, text in before.items():
        assert after[file].splitlines() == text.splitlines()


@pytest.mark.parametrize("name", FILES)
def test_what_a_format_cannot_carry_is_absent(call: Call, site: Site, name: str) -> None:
    """It is never something else instead, and what another format can carry is there."""
    site.write(
        a=f"---\nid: {ID}5\ntitle: A\ndate: 2025-09-01\nslug: a\nstatus: published\nexpires: 2026-01-01\n"
        "author: Service presse <presse@example.org>\ncategories: [Autre, Travaux]\n"
        "image: https://images.example.org/a.jpg\nimage_alt: A\nimage_caption: Le A\n---\n\n"
        "Texte.\n\n![A](https://images.example.org/a.jpg)\n"
    )
    root = brought_along(call, exported(call, site.root), name)
    (file,) = root.rglob("posts/**/*.md")
    post = read(Source.decode("posts/a.md", file.read_bytes())).post
    assert post is not None
    assert (post.date, post.expires, post.author) == (date(2025, 9, 1), None, "Service presse")
    labels = (("Travaux",), ("Autre",)) if name == "feeds/feed.json" else (("Autre", "Travaux"), ())
    assert (post.categories, post.tags) == labels
    address = "https://images.example.org/a.jpg"
    picture = {"feeds/feed.json": (address, None), "wxr/posts.xml": (address, "Le A")}.get(name, (None, None))
    assert (post.image, post.image_caption) == picture
