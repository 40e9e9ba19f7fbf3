from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from parccli.importers.wxr.paragraphs import paragraphs
from parccli.importers.wxr.shortcodes import others

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Decision, Row
    from parccli.post import PostFile

_DATA = Path(__file__).parents[1] / "data"
_EXPORT = (_DATA / "wordpress-export.xml").read_bytes()
_EXPECTED = json.loads((_DATA / "wordpress-export.expected.json").read_text("utf-8"))


def _export(*items: str, version: str = "1.2", scheme: str = "http") -> str:
    spaces = (
        f'xmlns:wp="{scheme}://wordpress.org/export/{version}/" '
        f'xmlns:excerpt="{scheme}://wordpress.org/export/{version}/excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {spaces}><channel>{"".join(items)}</channel></rss>'
    )


def _item(title: str = "Le quai", *, content: str = "", **parts: str) -> str:
    values = {"post_id": "1", "status": "publish", "post_type": "post", "post_date": "2025-09-01 09:30:00"} | parts
    told = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in values.items())
    guid = f"<guid isPermaLink='false'>https://www.example.org/?p={values['post_id']}</guid>"
    return f"<item><title>{title}</title>{guid}<content:encoded><![CDATA[{content}]]></content:encoded>{told}</item>"


def test_export(rows: Callable[..., list[Row]], told: Callable[[Row], dict[str, Any]]) -> None:
    """Posts of any type come in with all they have; files, menus and the bin are named and left out."""
    assert [told(row) for row in rows("wxr", _EXPORT)] == _EXPECTED


def test_everything_is_accounted_for(run: Callable[..., list[Decision]]) -> None:
    """What is read in is written or left out, and each item says which."""
    decisions = run("wxr", _EXPORT)
    assert len(decisions) == _EXPORT.count(b"<item>")
    assert [decision.action for decision in decisions] == [
        "created", "skipped", "skipped", "created", "created", "skipped", "skipped"
    ]  # fmt: skip
    assert all(decision.messages for decision in decisions if decision.action == "skipped")


def test_twice(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """A second import changes nothing."""
    site = apply(run("wxr", _EXPORT))
    assert [decision.action for decision in run("wxr", _EXPORT, site) if decision.row.post] == ["unchanged"] * 3


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_versions(version: str, scheme: str, rows: Callable[..., list[Row]]) -> None:
    """Every version, with either spelling of its namespaces, is read."""
    [row] = rows("wxr", _export(_item(content="Fermé."), version=version, scheme=scheme))
    assert row.post is not None
    assert (row.post.title, row.post.body, row.post.status) == ("Le quai", "Fermé.", "published")


@pytest.mark.parametrize(
    ("status", "expected"),
    [("publish", "published"), ("future", "published"), ("draft", "draft"), ("pending", "draft"), ("private", "draft")],
)
def test_status(status: str, expected: str, rows: Callable[..., list[Row]]) -> None:
    """WordPress's statuses become ours; what only some could read comes as a draft."""
    [row] = rows("wxr", _export(_item(status=status)))
    assert row.post is not None
    assert (row.post.status, row.says_status) == (expected, True)


def test_unknown_status(rows: Callable[..., list[Row]]) -> None:
    """A status of some plug-in makes a draft, and is named."""
    [row] = rows("wxr", _export(_item(status="embargo")))
    assert row.post is not None
    assert (row.post.status, [message.code for message in row.messages]) == ("draft", ["status_unknown"])


def test_password(rows: Callable[..., list[Row]]) -> None:
    """A post behind a password does not become public."""
    [row] = rows("wxr", _export(_item(post_password="clef")))  # noqa: S106 -- of a made-up post
    assert row.post is not None
    assert (row.post.status, [message.code for message in row.messages]) == ("draft", ["private"])


def test_universal_time(rows: Callable[..., list[Row]]) -> None:
    """The instant in UTC counts: the clock of the old site may have stood in another zone."""
    [row] = rows("wxr", _export(_item(post_date="2025-09-01 07:30:00", post_date_gmt="2025-09-01 07:30:00")))
    assert row.post is not None
    assert row.post.date == datetime(2025, 9, 1, 9, 30)  # noqa: DTZ001 -- the site's own time


def test_picture_that_is_not_there(rows: Callable[..., list[Row]]) -> None:
    """A main picture that was not exported is named, and the post comes in."""
    meta = "<wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>5</wp:meta_value>"
    [row] = rows("wxr", _export(_item(postmeta=meta)))
    assert row.post is not None
    assert [message.code for message in row.messages] == ["picture_missing"]


def test_bad_date(rows: Callable[..., list[Row]]) -> None:
    """An item with an impossible date is refused, and the next one comes in."""
    bad, good = rows("wxr", _export(_item(post_date="2025-02-30 08:00:00"), _item(post_id="2")))
    assert (bad.post, bad.messages[0].code) == (None, "date_unreadable")
    assert good.post is not None


def test_control_characters(rows: Callable[..., list[Row]]) -> None:
    """A control character, which WordPress exports and XML forbids, stops nothing."""
    [row] = rows("wxr", _export(_item(content="Un\x0bdeux")))
    assert row.post is not None
    assert row.post.body == "Un deux"


def test_blank_lines_first(rows: Callable[..., list[Row]]) -> None:
    """Blank lines before the declaration, which XML forbids, stop nothing and move no line."""
    [row] = rows("wxr", "\n\n" + _export("\n", _item()))
    assert row.post is not None
    assert row.line == 5


def test_utf16(rows: Callable[..., list[Row]]) -> None:
    """A file that an editor saved as UTF-16 is read as what it is."""
    [row] = rows("wxr", _export(_item("Été")).replace("UTF-8", "UTF-16").encode("utf-16"))
    assert row.post is not None
    assert row.post.title == "Été"


def test_truncated_file(rows: Callable[..., list[Row]]) -> None:
    """Of a file that breaks off, the whole items come in, and the line of the break is named."""
    good, broken = rows("wxr", _export(_item(), "\n<item><title>Le po"))
    assert good.post is not None
    assert (broken.post, broken.line, broken.messages[0].code) == (None, 3, "source_unreadable")


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE rss SYSTEM "http://www.example.org/rss.dtd">',
        '<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss [<!ENTITY a "ah"><!ENTITY b "&a;&a;&a;&a;">]>',
    ],
)
def test_doctype(declaration: str, rows: Callable[..., list[Row]]) -> None:
    """A file that could read others, or swell without end, is refused whole."""
    text = _export(_item("&secret;")).replace("\n", f"\n{declaration}", 1)
    [row] = rows("wxr", text)
    assert (row.post, row.messages[0].code) == (None, "source_unreadable")
    assert "DOCTYPE" in row.messages[0].message


@pytest.mark.parametrize(
    "data",
    [
        _export(_item("&nbsp;")).encode(),
        _export(_item("caf\u00e9")).encode("cp1252"),
        _export().encode(),
        b"<html><p>Ce n'est pas un export",
    ],
    ids=["entity", "encoding", "no item", "not XML"],
)
def test_broken_file(data: bytes, rows: Callable[..., list[Row]]) -> None:
    """What cannot be read is one refused row that names the line."""
    [row] = rows("wxr", data)
    assert (row.post, row.messages[0].code) == (None, "source_unreadable")
    assert row.line >= 1


def test_repeated_guid(run: Callable[..., list[Decision]]) -> None:
    """An item that stands twice is imported once."""
    first, second = run("wxr", _export(_item(), _item()))
    assert (first.action, second.action) == ("created", "skipped")


def test_mixed_body(rows: Callable[..., list[Row]]) -> None:
    """Text of the classic editor between blocks gets its paragraphs, the blocks keep theirs."""
    content = "Avant.\n\nEncore.\n<!-- wp:paragraph -->\n<p>Un\nbloc.</p>\n<!-- /wp:paragraph -->\nAprès\nla ligne."
    [row] = rows("wxr", _export(_item(content=content)))
    assert row.post is not None
    assert row.post.body == "Avant.\n\nEncore.\n\nUn bloc.\n\nAprès\\\nla ligne."


def test_gallery_of_its_own(rows: Callable[..., list[Row]]) -> None:
    """A gallery that names no pictures shows those that were added to its post."""
    picture = _item(
        post_id="2", post_type="attachment", post_parent="1", attachment_url="https://www.example.org/a.jpg"
    )
    post, _picture = rows("wxr", _export(_item(content="[gallery]"), picture))
    assert post.post is not None
    assert post.post.body == "![](https://www.example.org/a.jpg)"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un.\n\nDeux.", "<p>Un.</p>\n<p>Deux.</p>"),
        ("Un\r\ndeux", "<p>Un<br>\ndeux</p>"),
        ("Un<br />\ndeux<br><br>trois", "<p>Un<br>\ndeux</p>\n<p>trois</p>"),
        ("Un\n \n\n\nDeux", "<p>Un</p>\n<p>Deux</p>"),
        ("Un\n<h2>Titre</h2>\nDeux", "<p>Un</p>\n<h2>Titre</h2><p>Deux</p>"),
        ("<ul>\n<li>un</li>\n<li>deux</li>\n</ul>", "<ul><li>un</li><li>deux</li></ul>"),
        ("<pre>a\n\n\n  b</pre>Fin", "<pre>a\n\n\n  b</pre>\n<p>Fin</p>"),
        ("<blockquote>Un\n\nDeux</blockquote>", "<blockquote><p>Un</p>\n<p>Deux</p>\n</blockquote>"),
        ("<div>Un</div>", "<div><p>Un</p>\n</div>"),
        ("<p>Déjà\n\nfait</p>", "<p>Déjà</p>\n<p>fait</p>"),
        ('Un <a\nhref="x">lien</a>', '<p>Un <a href="x">lien</a></p>'),
        ("Avant\n\n<hr>\n\nAprès", "<p>Avant</p>\n<hr><p>Après</p>"),
        ("<table><tr><td>a\nb</td></tr></table>", "<table><tr><td>a<br>\nb</td></tr></table>"),
        ("Suite<!--more-->\n\nFin", "<p>Suite<!--more--></p>\n<p>Fin</p>"),
        ("", ""),
    ],
)
def test_paragraphs(text: str, html: str) -> None:
    """Blank lines part paragraphs, line ends are breaks, blocks and preformatted text stand for themselves."""
    assert paragraphs(text).strip() == html


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('[contact-form-7 id="3"]', ["contact-form-7"]),
        ("[su_box]texte[/su_box]", ["su_box"]),
        ("[bouton url='/x']Ici[/bouton]", ["bouton"]),
        ("Il dit [sic], puis [1] et […].", []),
    ],
)
def test_other_shortcodes(text: str, names: list[str]) -> None:
    """Shortcodes of other programs are told from brackets in a text."""
    assert others(text) == names


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("[embed]https://v.example.org/1[/embed]", "<https://v.example.org/1>"),
        ('[audio mp3="https://www.example.org/a.mp3"][/audio]', "<https://www.example.org/a.mp3>"),
        ('[caption caption="Le quai"]<img src="a.jpg" alt="A" />[/caption]', '![A](a.jpg "Le quai")'),
        ("[caption]rien qu’un texte[/caption]", "rien qu’un texte"),
        ("[gallery ids='404']", "\\[gallery ids='404']"),
        ("Voir\nhttps://v.example.org/1\nici", "Voir\\\n<https://v.example.org/1>\\\nici"),
    ],
)
def test_own_shortcodes(content: str, body: str, rows: Callable[..., list[Row]]) -> None:
    """WordPress's own shortcodes, and addresses that stand alone, become what they show."""
    [row] = rows("wxr", _export(_item(content=content)))
    assert row.post is not None
    assert row.post.body == body
