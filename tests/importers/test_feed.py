from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from parccli.importers import IMPORTERS, detect

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Decision, Row
    from parccli.post import PostFile

_DATA = Path(__file__).parents[1] / "data"
_FEEDS = {"feed-rss.xml": 5, "feed-atom.xml": 2, "feed.json": 3}
"""The samples, and how many entries each has."""


def _expected(name: str) -> Any:  # noqa: ANN401 -- JSON
    path = _DATA / f"{name.removesuffix('.xml').replace('.', '-')}.expected.json"
    return json.loads(path.read_text("utf-8"))


def _rss(*items: str) -> str:
    content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {content}><channel>{"".join(items)}</channel></rss>'


@pytest.mark.parametrize("name", _FEEDS)
def test_sample(name: str, rows: Callable[..., list[Row]], told: Callable[[Row], dict[str, Any]]) -> None:
    """The full text is taken before the extract, ids stay, dates are the site's, and what is no entry is named."""
    assert [told(row) for row in rows("feed", (_DATA / name).read_bytes())] == _expected(name)


@pytest.mark.parametrize("name", _FEEDS)
def test_everything_is_accounted_for(name: str, run: Callable[..., list[Decision]]) -> None:
    """What is read in is written or refused with a reason."""
    decisions = run("feed", (_DATA / name).read_bytes())
    assert len(decisions) == _FEEDS[name]
    assert all(decision.action == "created" or decision.messages for decision in decisions)


@pytest.mark.parametrize("name", _FEEDS)
def test_twice(name: str, run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """A second import changes nothing."""
    data = (_DATA / name).read_bytes()
    again = run("feed", data, apply(run("feed", data)))
    assert {decision.action for decision in again if decision.row.post} == {"unchanged"}
    assert all(decision.data is None for decision in again)


def test_ids(run: Callable[..., list[Decision]]) -> None:
    """An id that is an address stays; one that only counts within the feed becomes one of ours, the same each time."""
    long, short = run("feed", _rss("<item><title>A</title><guid>https://www.example.org/?p=1</guid></item>",
                                   '<item><title>B</title><guid isPermaLink="false">2</guid></item>'))  # fmt: skip
    assert long.id == "https://www.example.org/?p=1"
    assert short.id is not None
    assert short.id.startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("« R&amp;D &lt;b&gt; »", "« R&D <b> »"),
        ("L&amp;#8217;eau", "L’eau"),
        ("&lt;em&gt;Nouveau&lt;/em&gt; quai", "Nouveau quai"),
        ("&amp;amp; déjà écrit", "&amp; déjà écrit"),
    ],
)
def test_title(written: str, title: str, rows: Callable[..., list[Row]]) -> None:
    """A title is the text that it is; only one that is surely HTML is read as such."""
    [row] = rows("feed", _rss(f"<item><title>{written}</title></item>"))
    assert row.post is not None
    assert row.post.title == title


@pytest.mark.parametrize("end", ["[…]", "[...]", "[&amp;#8230;]", "…", "… Lire la suite →"])
def test_truncated(end: str, rows: Callable[..., list[Row]]) -> None:
    """A text that is cut is a summary, no body, and the row says so."""
    [row] = rows("feed", _rss(f"<item><title>A</title><description>Le début {end}</description></item>"))
    assert row.post is not None
    assert (row.post.body, [message.code for message in row.messages]) == ("", ["truncated"])
    assert (row.post.summary or "").startswith("Le début")


def test_frames_stay(rows: Callable[..., list[Row]]) -> None:
    """Frames, spans and figures of the content are kept, scripts go and are named."""
    table = '<table><tr><td colspan="2">a</td></tr></table>'
    html = f'<iframe src="https://video.example.org/1"></iframe><script>x</script>{table}'
    [row] = rows("feed", _rss(f"<item><title>A</title><content:encoded><![CDATA[{html}]]></content:encoded></item>"))
    assert row.post is not None
    assert row.post.body == (
        '<iframe src="https://video.example.org/1"></iframe>\n\n<table>\n<tr>\n<td colspan="2">a</td>\n</tr>\n</table>'
    )
    assert "<script>" in row.messages[0].message


def test_truncated_file(rows: Callable[..., list[Row]]) -> None:
    """Of a feed that breaks off, the whole entries come in; nothing of the half one does."""
    good, broken = rows("feed", "<rss><channel><item><title>A</title></item>\n<item><title>Le po")
    assert good.post is not None
    assert (broken.post, broken.line, broken.messages[0].code) == (None, 2, "source_unreadable")


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><item><title>&a;</title></item></rss>',
        b'<!DOCTYPE rss SYSTEM "http://www.example.org/rss.dtd"><rss><item><title>A</title></item></rss>',
        b"<rss><item><title>&nbsp;</title></item></rss>",
        b'<?xml version="1.0" encoding="UTF-8"?><rss><item><title>\xe9</title></item></rss>',
        b"<rss><channel></channel></rss>",
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": NaN}]}',
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [' + b"[" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"',
    ],
    ids=["entity", "DTD", "nbsp", "encoding", "no item", "no list", "NaN", "deep", "cut"],
)
def test_broken_file(data: bytes, rows: Callable[..., list[Row]]) -> None:
    """What cannot be read is one refused row."""
    [row] = rows("feed", data)
    assert (row.post, row.messages[0].code) == (None, "source_unreadable")


def test_too_large(rows: Callable[..., list[Row]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed larger than any feed is not read."""
    monkeypatch.setattr("parccli.importers.feed.LIMIT", 10)
    [row] = rows("feed", _rss("<item><title>A</title></item>"))
    assert (row.post, row.messages[0].code) == (None, "source_unreadable")


def test_recognised_among_json() -> None:
    """A feed that is named .json is told from a list of posts; neither is a page for the HTML in it."""
    feed, rss = (_DATA / "feed.json").read_bytes(), _rss("<item><description><![CDATA[<main>]]></description></item>")
    assert detect("feed.json", feed) is IMPORTERS["feed"]
    assert detect("liste.json", b'[\n{"title": "A"}]') is IMPORTERS["json"]
    assert detect("-", feed) is IMPORTERS["feed"]
    assert detect("flux.xml", rss.encode()) is IMPORTERS["feed"]
    assert detect("site.xml", (_DATA / "wordpress-export.xml").read_bytes()) is IMPORTERS["wxr"]
