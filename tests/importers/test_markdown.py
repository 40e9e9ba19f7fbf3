from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from parccli.config import Config
from parccli.importers import IMPORTERS, Material, Options, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from parccli.importers import Decision, Row


def _folder(name: str, text: str, files: Mapping[str, bytes]) -> Row:
    """Read the file `name` of a folder that holds `files` too."""
    config = Config(title="Parc des Trois-Canaux", url="https://www.example.org")
    material = Material.of(name, text.encode(), files.get)
    [row] = read([(IMPORTERS["markdown"], material)], config, Options(today=date(2026, 1, 15)))
    return row


def test_plain_file(rows: Callable[..., list[Row]]) -> None:
    """Without front matter, title and day come from the first heading and the file's name."""
    [row] = rows("markdown", "# Le canal #\n\nRouvert.\n\n# Suite\n", name="notes/2021-02-26-le_canal.md")
    assert row.post is not None
    assert (row.post.title, row.post.date, row.post.slug) == ("Le canal", date(2021, 2, 26), "le_canal")
    assert row.post.body.strip() == "Rouvert.\n\n# Suite"


def test_front_matter_goes_before_the_name(rows: Callable[..., list[Row]]) -> None:
    """What the header says is not taken from the file's name, and the body stays whole."""
    text = "---\ntitre: Le pont\ndate: 2021-03-01\nslug: pont\n---\n\n# Le canal\n"
    [row] = rows("markdown", text, name="2021-02-26-canal.md")
    assert row.post is not None
    assert (row.post.title, row.post.date, row.post.slug) == ("Le pont", date(2021, 3, 1), "pont")
    assert row.post.body == "\n# Le canal\n"


def test_bundle_is_named_by_its_folder(rows: Callable[..., list[Row]]) -> None:
    """A Hugo page bundle takes its day and slug from the folder."""
    [row] = rows("markdown", "# Le canal\n", name="contenu/2021-02-26-canal/index.md")
    assert row.post is not None
    assert (row.post.date, row.post.slug) == (date(2021, 2, 26), "canal")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("2021-02-31-canal.md", "# Le canal\n", "date_unreadable"), ("canal.md", "# Le\0canal\n", "value_unreadable")],
)
def test_file_that_cannot_be_a_post(name: str, text: str, code: str, rows: Callable[..., list[Row]]) -> None:
    """A day that does not exist in the file's name, or a zero byte in its text, refuses the file."""
    [row] = rows("markdown", text, name=name)
    assert (row.post, row.messages[0].code) == (None, code)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("---\ntitle: T\ndraft: true\n---\n", "draft"),
        ("---\ntitle: T\ndraft: false\n---\n", "published"),
        ("---\ntitle: T\npublished: false\n---\n", "draft"),
        ("---\ntitle: T\npublished: true\n---\n", "published"),
        ('+++\ntitle = "T"\ndraft = true\n+++\n', "draft"),
        ('+++\ntitle = "T"\npublished = true\n+++\n', "published"),
    ],
)
def test_status_of_other_tools(header: str, status: str, rows: Callable[..., list[Row]]) -> None:
    """Hugo's `draft` and Jekyll's `published` say what they mean there."""
    [row] = rows("markdown", f"{header}Texte.\n", name="2021-02-26-t.md")
    assert row.post is not None
    assert (row.post.status, row.says_status) == (status, True)


def test_toml_header(rows: Callable[..., list[Row]]) -> None:
    """Hugo's TOML gives typed dates and lists."""
    text = '+++\ntitle = "T"\ndate = 2021-02-26T09:00:00+01:00\nlastmod = 2021-03-01\ntags = ["eau"]\n+++\n\nTexte.\n'
    [row] = rows("markdown", text)
    assert row.post is not None
    assert (str(row.post.date), row.post.updated) == ("2021-02-26 09:00:00+01:00", date(2021, 3, 1))
    assert (row.post.tags, row.post.body.strip()) == (("eau",), "Texte.")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: T\n", 1),
        ("---\ntitle: T\ntitle: U\n---\n", 3),
        ("---\ntitle: A : B\n---\n", 2),
        ('+++\ntitle = "T"\ntags = x\n+++\n', 3),
    ],
)
def test_header_that_cannot_be_read(text: str, line: int, rows: Callable[..., list[Row]]) -> None:
    """A broken header refuses the file, and names its line."""
    [row] = rows("markdown", text)
    assert (row.post, row.line) == (None, line)


def test_values_that_cannot_be_read(rows: Callable[..., list[Row]]) -> None:
    """An impossible date refuses the file; an unknown key is only named."""
    [row] = rows("markdown", "---\ntitle: T\nlayout: post\ndate: 2021-02-31\n---\n")
    assert row.post is None
    assert [message.code for message in row.messages] == ["key_unknown", "date_unreadable"]
    assert row.messages[1].message.startswith("line 4: ")


def test_without_any_title(run: Callable[..., list[Decision]]) -> None:
    """A file that no title can be found in is refused."""
    [decision] = run("markdown", "Du texte.\n")
    assert (decision.action, decision.messages[-1].code) == ("refused", "title_missing")


def test_pelican_header(rows: Callable[..., list[Row]]) -> None:
    """Lines of keys and values above a blank line are a header, continued lines included."""
    text = """\
Title: Le pont : un chantier
Date: 2021-02-26 09:00
Modified: 2021-03-01
Category: Travaux
Tags: eau, pont
Slug: pont
Status: published
Summary: Il rouvre lundi
    aux piétons.

Texte.
"""
    [row] = rows("markdown", text)
    assert row.post is not None
    assert (row.post.title, row.post.slug, row.post.status) == ("Le pont : un chantier", "pont", "published")
    assert (row.post.date, row.post.updated) == (datetime(2021, 2, 26, 9), date(2021, 3, 1))  # noqa: DTZ001
    assert (row.post.categories, row.post.tags) == (("Travaux",), ("eau", "pont"))
    assert (row.post.summary, row.post.body, row.messages) == ("Il rouvre lundi aux piétons.", "Texte.\n", ())


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Titre : Le pont\nDate : 26/02/2021\n\nTexte.", "Le pont", "Texte."),
        ("Date: 2021-02-26\n\n# Le pont\n\nTexte.", "Le pont", "Date: 2021-02-26\n\nTexte."),
        ("# Le pont\n\nTitle: rien\n\nTexte.", "Le pont", "Title: rien\n\nTexte."),
    ],
)
def test_lines_that_are_a_header_or_not(text: str, title: str, body: str, rows: Callable[..., list[Row]]) -> None:
    """Only lines at the very top that give a title are a header."""
    [row] = rows("markdown", text)
    assert row.post is not None
    assert (row.post.title, row.post.body) == (title, body)


def test_pelican_hidden(rows: Callable[..., list[Row]]) -> None:
    """What Pelican hides is a draft."""
    [row] = rows("markdown", "Title: Le pont\nStatus: hidden\n\nTexte.")
    assert row.post is not None
    assert (row.post.status, row.says_status) == ("draft", True)


def test_section_page_is_left_out(run: Callable[..., list[Decision]]) -> None:
    """Hugo's `_index.md` is no post, in any language; it is named and skipped."""
    for name in ("contenu/actualites/_index.md", "_index.fr.md"):
        [decision] = run("markdown", "---\ntitle: Actualités\n---\n", name=name)
        assert (decision.action, decision.messages[0].code) == ("skipped", "section_page")


def test_drafts_folder(rows: Callable[..., list[Row]]) -> None:
    """What lies in Jekyll's `_drafts` is a draft, whatever its header says."""
    [row] = rows("markdown", "---\ntitle: Le pont\nstatus: published\n---\n", name="_drafts/pont.md")
    assert row.post is not None
    assert (row.post.status, row.post.slug, row.says_status) == ("draft", "pont", True)


@pytest.mark.parametrize(
    ("name", "slug", "language"),
    [
        ("pont.en.md", "pont", "en"),
        ("actualites/2021-02-26-pont/index.fr.md", "pont", "fr"),
        ("index.md", "index", None),
        ("bilan-2.0.md", "bilan-2-0", None),
    ],
)
def test_language_in_the_name(name: str, slug: str, language: str | None, rows: Callable[..., list[Row]]) -> None:
    """Hugo tells a translation by the name of its file."""
    [row] = rows("markdown", "# Le pont\n", name=name)
    assert row.post is not None
    assert (row.post.slug, row.post.lang) == (slug, language)


def test_files_of_a_page_bundle() -> None:
    """Pictures and documents that a post refers to come with it, under names that no other post uses."""
    text = """\
---
title: Le pont
image: vue.jpg
---
![Vue](vue.jpg) et ![plan](<./plans/plan 1.png> "Plan") : [le dossier](dossier.pdf#page=2), [![Vue](vue.jpg)][vue].

<img src="/photos/quai.jpg" alt="Quai">

[vue]: vue.jpg
"""
    files = {
        "contenu/pont/vue.jpg": b"vue",
        "contenu/pont/plans/plan 1.png": b"plan",
        "contenu/pont/dossier.pdf": b"dossier",
        "static/photos/quai.jpg": b"quai",
        "contenu/pont/reste.jpg": b"reste",
    }
    row = _folder("contenu/pont/index.md", text, files)
    assert row.post is not None
    assert (row.post.slug, row.post.image) == ("pont", "vue-56438226.jpg")
    assert (
        row.post.body
        == """\
![Vue](vue-56438226.jpg) et ![plan](<plan-1-64879f7d.png> "Plan") : \
[le dossier](dossier-c8ec03ed.pdf#page=2), [![Vue](vue-56438226.jpg)][vue].

<img src="quai-3233fc4b.jpg" alt="Quai">

[vue]: vue-56438226.jpg
"""
    )
    assert [file.data for file in row.attachments] == [b"vue", b"plan", b"dossier", b"quai"]
    assert row.messages == ()


def test_pelican_addresses() -> None:
    """`{static}` and `{attach}` are Pelican's words for the root and for the file's own folder."""
    text = "Title: Le pont\n\n![Quai]({static}/photos/quai.jpg) ![Vue]({attach}vue.jpg)\n"
    row = _folder("blog/pont.md", text, {"photos/quai.jpg": b"quai", "blog/vue.jpg": b"vue"})
    assert row.post is not None
    assert [attachment.data for attachment in row.attachments] == [b"quai", b"vue"]
    assert "{" not in row.post.body


def test_addresses_that_stay() -> None:
    """Addresses elsewhere, links between pages and places in code are left alone; a missing picture is named."""
    text = """\
# Le pont

[Site](/contact/) [page](autre.md) [ancre](#plan) [web](https://example.org/a.pdf) [mail](mailto:parc@example.org)
`![code](vue.jpg)` ![absente](absente.jpg) ![web](//example.org/vue.jpg)
"""
    row = _folder("pont.md", text, {"vue.jpg": b"vue", "autre.md": b"autre", "contact/": b""})
    assert row.post is not None
    assert (row.attachments, "# Le pont\n\n" + row.post.body) == ((), text)
    assert [message.message for message in row.messages] == ["the folder has no file for: absente.jpg"]


def test_same_files_give_the_same_names() -> None:
    """A second import finds the same names, and another picture of the same name has another."""
    rows = [
        _folder(name, "# T\n\n![Vue](vue.jpg)\n", {"vue.jpg": data}) for name, data in [("a.md", b"1"), ("b.md", b"1")]
    ]
    other = _folder("c.md", "# T\n\n![Vue](vue.jpg)\n", {"vue.jpg": b"2"})
    assert rows[0].attachments == rows[1].attachments != other.attachments


@pytest.mark.parametrize(
    ("body", "summary", "rest", "codes"),
    [
        ("Il rouvre\nlundi.\n\n<!--more-->\n\nSuite.\n", "Il rouvre lundi.", "Suite.\n", []),
        ("Il rouvre.<!-- more -->\n\nSuite.\n", "Il rouvre.", "Suite.\n", []),
        ("Un.\n\nDeux.\n\n<!--more-->\n\nSuite.\n", None, "Un.\n\nDeux.\n\n\nSuite.\n", ["summary_divider"]),
        ("Le [pont](/p/).\n\n<!--more-->\nSuite.\n", None, "Le [pont](/p/).\n\nSuite.\n", ["summary_divider"]),
        ("    <!--more-->\n", None, "    <!--more-->\n", []),
    ],
)
def test_summary_above_the_divider(
    body: str, summary: str | None, rest: str, codes: list[str], rows: Callable[..., list[Row]]
) -> None:
    """One plain paragraph above Hugo's divider is the summary; anything else stays in the text."""
    [row] = rows("markdown", f"---\ntitle: Le pont\n---\n{body}")
    assert row.post is not None
    assert (row.post.summary, row.post.body, [message.code for message in row.messages]) == (summary, rest, codes)


def test_summary_of_the_header_goes_before_the_divider(rows: Callable[..., list[Row]]) -> None:
    """With a summary of its own the post keeps its text whole."""
    [row] = rows("markdown", "---\ntitle: T\nsummary: Déjà dit\n---\nUn.\n\n<!--more-->\n\nDeux.\n")
    assert row.post is not None
    assert (row.post.summary, row.post.body) == ("Déjà dit", "Un.\n\n<!--more-->\n\nDeux.\n")


def test_tags_of_other_tools(rows: Callable[..., list[Row]]) -> None:
    """Liquid's tags and Hugo's shortcodes stay to the letter, and are named; those in code are text."""
    body = '{{< figure src="pont.jpg" >}}\n\n{% include a.html %}\n\n`{{ code }}`\n\n    {% bloc %}\n\nTitre {: .a}\n'
    [row] = rows("markdown", f"---\ntitle: Le pont\n---\n{body}")
    assert row.post is not None
    assert row.post.body == body
    [message] = row.messages
    assert message.message.endswith(': {{< figure src="pont.jpg" >}}, {% include a.html %}, {: .a}')


def test_restructured_text(rows: Callable[..., list[Row]]) -> None:
    """A .rst file is refused, with what converts it."""
    [row] = rows("markdown", "Le pont\n=======\n", name="pont.rst")
    assert (row.post, row.messages[0].code) == (None, "source_unreadable")
    assert "pandoc" in row.messages[0].message
