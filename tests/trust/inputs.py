"""Sources such as come in, and the same damaged: what the laws of this folder are tried on."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

_TESTS: Final = Path(__file__).parents[1]
_SAMPLES: Final = {
    "csv": ("data/import-list.csv",),
    "xlsx": ("importers/samples/xlsx.xlsx",),
    "ods": ("importers/samples/ods.ods",),
    "docx": ("importers/samples/docx.docx",),
    "feed": ("data/feed-rss.xml", "data/feed-atom.xml", "data/feed.json"),
    "html": ("data/saved-page.html",),
    "json": ("data/feed.json",),
    "jsonl": ("data/import-list.jsonl",),
    "mail": ("importers/samples/mail.eml",),
    "markdown": ("data/markdown-folder/bornes-de-recharge.md",),
    "text": ("data/pasted-page.txt",),
    "wxr": ("data/wordpress-export.xml",),
}
SAMPLES: Final = {name: tuple((_TESTS / path).read_bytes() for path in paths) for name, paths in _SAMPLES.items()}
"""Whole sources by the importer that reads them."""

# What has a meaning to one parser or another, and what stands at the edge of what is text.
WORDS: Final = (
    "", " ", "\n", "\r", "\r\n\r\n", "\t", "\0", "\x0b", "\x1b[2J", "\x85", "\u00a0", "\u202f", "\u2028", "\ufeff",
    "\ufffe", "\U0001f600", "é", "e\u0301", "’", "«", "»", '"', "'", "`", "```", "---", "...", "***", "| a | b |",
    "|-|-|", "- [ ]", "[^1]", "[^1]: note", "[a]: b", "](", "![", "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[",
    "]]>", "<?", "?>", "<!DOCTYPE x [<!ENTITY e 'e'>]>", "&e;", "&amp;", "&#0;", "&#x110000;", "&#55296;", "&nbsp;",
    "{", "}", "[", "]", ":", ": ", " #", "&a", "*a", "!!python/object", "%", "@", "=1+1", "-1", "0", "1e400", "NaN",
    "null", "true", "12:30", "2025-02-30", "0000-00-00", "9999-12-31T23:59:60Z", "1er septembre 2025", "31/12/1",
    "published", "../../etc/passwd", "con.md", "a" * 300, "draft: false", "status: published", "id: x", "title:",
    "<p>", "</p>", "<b>", "<table>", "<tr>", "<td>", "<li>", "<a href='javascript:x'>", "<img src=x onerror=y>",
    "<div>", "date:", "https://[", "http://a:b:c/", "//", "a@b",
    "<svg>", "<style>", "<script>", "[gallery ids='1']", "[/caption]", "<!-- wp:html -->", "{{ 7*7 }}", "{% for %}",
    "Posté le 26 février 2021", "Content-Type: text/html; charset=x-unknown", "=?utf-8?q?=00?=", "Bcc: a@example.org",
)  # fmt: skip
_ONE: Final = st.one_of(
    st.sampled_from(WORDS), st.text(max_size=8), st.text(alphabet="aé 1.:!?;«»'\"-–,()[]*_<>&#|\\/\n", max_size=20)
)
texts: Final[SearchStrategy[str]] = st.lists(_ONE, max_size=12).map("".join)
"""Texts that hold what parsers stumble over."""
lines: Final = texts.map(lambda text: " ".join(text.split("\n")))


@st.composite
def damaged(draw: st.DrawFn, samples: Sequence[bytes]) -> bytes:
    """A sample with pieces taken out, put in, doubled, or cut off: what a disk, an editor or an enemy makes of it."""
    data = bytearray(draw(st.sampled_from(samples)))
    for _turn in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 60)))
        piece = draw(st.one_of(st.sampled_from(WORDS).map(str.encode), st.binary(max_size=4)))
        match draw(st.integers(0, 3)):
            case 0:
                data[start:end] = piece
            case 1:
                data[start:start] = data[start:end] * draw(st.integers(1, 5))
            case 2:
                del data[end:]
            case _:
                data[start:start] = piece
    return bytes(data)


@st.composite
def repacked(draw: st.DrawFn, samples: Sequence[bytes]) -> bytes:
    """An archive, one of its parts damaged: unlike a damaged archive, it is opened and read."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(samples)))) as old, zipfile.ZipFile(data, "w") as new:
        names = old.namelist()
        struck = draw(st.sampled_from(names))
        for name in names:
            part = old.read(name)
            new.writestr(name, draw(damaged([part])) if name == struck else part)
    return data.getvalue()


_KEYS: Final = st.sampled_from(
    (
        "title",
        "titre",
        "date",
        "slug",
        "status",
        "statut",
        "id",
        "guid",
        "body",
        "summary",
        "tags",
        "image",
        "lang",
        "x",
    )
)
_VALUES: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
objects: Final = st.lists(st.dictionaries(_KEYS | texts, _VALUES | texts, max_size=6), max_size=4)


def _table(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([["titre", "date", "statut", "corps", "id"], *rows])
    return text.getvalue().encode("utf-8", "replace")


def _item(name: str, fields: tuple[str, str, str, str, str]) -> str:
    title, date, body, slug, identity = map(escape, fields)
    return (
        f"<item><title>{title}</title><link>https://www.example.org/{slug}</link><guid>{identity}</guid>"
        f"<pubDate>{date}</pubDate><content:encoded>{body}</content:encoded><description>{body}</description>"
        f"<wp:post_date>{date}</wp:post_date><wp:post_name>{slug}</wp:post_name><wp:status>publish</wp:status>"
        f"<wp:post_type>{name}</wp:post_type></item>"
    )


def _channel(items: list[tuple[str, str, str, str, str]]) -> bytes:
    text = "".join(_item("post", fields) for fields in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Parc</title>{text}</channel></rss>'
    ).encode("utf-8", "replace")


_CELLS: Final = st.tuples(texts, lines, texts, lines, lines)
_BUILT: Final = {
    "csv": st.lists(st.lists(texts, max_size=5), max_size=4).map(_table),
    "json": objects.map(lambda value: json.dumps(value).encode()),
    "jsonl": objects.map(lambda value: "\n".join(map(json.dumps, value)).encode()),
    "wxr": st.lists(_CELLS, max_size=3).map(_channel),
    "feed": st.lists(_CELLS, max_size=3).map(_channel),
    "html": texts.map(
        lambda text: f"<title>Titre</title><article><h1>T</h1>{text}</article>".encode("utf-8", "replace")
    ),
    "text": texts.map(lambda text: text.encode("utf-8", "replace")),
    "markdown": texts.map(lambda text: f"---\ntitle: T\n---\n{text}".encode("utf-8", "replace")),
}


def sources(name: str) -> SearchStrategy[bytes]:
    """What the importer `name` may be given."""
    samples = SAMPLES[name]
    packed = [repacked(samples)] if name in {"docx", "ods", "xlsx"} else []
    built = [_BUILT[name]] if name in _BUILT else []
    return st.one_of(damaged(samples), *packed, *built)
