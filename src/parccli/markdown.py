"""A post's Markdown body → HTML as written, not yet safe; or its events, with their places in the body.

The only module that knows the engine. It reads CommonMark with tables, footnotes and strikethrough, nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyromark

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

_ENGINE: Final = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_STRIKETHROUGH
)
_INNER_BYTE: Final = re.compile(rb"[\x80-\xbf]")


class Kind(StrEnum):
    """What an event is: a leaf of the text, or an element that opens and closes."""

    TEXT = "text"
    CODE = "code"
    HTML = "html"
    INLINE_HTML = "inline_html"
    SOFT_BREAK = "soft_break"
    HARD_BREAK = "hard_break"
    RULE = "rule"
    FOOTNOTE_REFERENCE = "footnote_reference"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BLOCK_QUOTE = "block_quote"
    CODE_BLOCK = "code_block"
    HTML_BLOCK = "html_block"
    LIST = "list"
    ITEM = "item"
    FOOTNOTE_DEFINITION = "footnote_definition"
    TABLE = "table"
    TABLE_HEAD = "table_head"
    TABLE_ROW = "table_row"
    TABLE_CELL = "table_cell"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKETHROUGH = "strikethrough"
    LINK = "link"
    IMAGE = "image"


class Edge(StrEnum):
    """Which end of an element an event is; a leaf has none."""

    LEAF = "leaf"
    OPENS = "opens"
    CLOSES = "closes"


class Event(NamedTuple):
    """One step through the body: `body[start:end]` is what was written, of a whole element at both its edges.

    `text` is a leaf's text with its entities and escapes resolved, a footnote's label, or a code block's language.
    `level` is a heading's, `number` the first of an ordered list, `destination` and `title` a link's or an image's;
    `link` tells how it was written (`inline`, `reference`, `autolink`, `email`…). `alignments` has one word a column.
    """

    # A tuple and no dataclass: there are hundreds in a post, and a tuple is made in a fifth of the time.
    kind: Kind
    edge: Edge
    start: int
    end: int
    text: str = ""
    level: int = 0
    number: int | None = None
    destination: str = ""
    title: str = ""
    link: str = ""
    alignments: tuple[str, ...] = ()


def to_html(body: str) -> str:
    """Render `body`. What it holds of HTML passes through: sanitise the result, always."""
    return _ENGINE.html(_encodable(body))


def events(body: str, kinds: Container[Kind] | None = None) -> list[Event]:
    """List the events of `body` in order; places are characters of `body`, though the engine counts bytes.

    With `kinds`, only those: making an event costs ten times what it costs the engine to find it.
    """
    text = _encodable(body)
    every = _ENGINE.events_with_range(text)
    found = [(event, span) for event, span in every if kinds is None or _kind(event) in kinds]
    inner = _inner_bytes(text) if found else []
    return [
        _event(
            event,
            span["start"] - bisect_left(inner, span["start"]),
            span["end"] - bisect_left(inner, span["end"]),
        )
        for event, span in found
    ]


def shape(body: str) -> list[object]:
    """Everything that the engine sees in `body` but the words of its texts and the places."""
    return [None if "Text" in event else event for event in _ENGINE.events(_encodable(body), merge_text=True)]


def _encodable(body: str) -> str:
    """`body` as the engine takes it: a lone surrogate, which no file holds but a program may pass, becomes `?`."""
    return body if body.isascii() else body.encode("utf-8", "replace").decode("utf-8")


def _inner_bytes(text: str) -> list[int]:
    """Where the bytes of `text` stand that do not begin a character: as many as stand before it, a place is too far."""
    return [] if text.isascii() else [match.start() for match in _INNER_BYTE.finditer(text.encode())]


def _kind(event: Any) -> Kind:  # noqa: ANN401 -- the engine's words and one-key mappings
    while not isinstance(event, str):
        [(name, value)] = event.items()
        event = value if name in _EDGES else name
    return _KINDS[event]


def _event(event: Any, start: int, end: int) -> Event:  # noqa: ANN401 -- the engine's words and one-key mappings
    if isinstance(event, str):
        return Event(_KINDS[event], Edge.LEAF, start, end)
    [(name, value)] = event.items()
    if name not in _EDGES:
        return Event(_KINDS[name], Edge.LEAF, start, end, value)
    edge = _EDGES[name]
    if isinstance(value, str):
        return Event(_KINDS[value], edge, start, end)
    [(tag, detail)] = value.items()
    details = _DETAILS[tag](detail) if edge is Edge.OPENS and tag in _DETAILS else {}
    return Event(_KINDS[tag], edge, start, end, **details)


def _link(detail: Any) -> dict[str, Any]:  # noqa: ANN401 -- the engine's mapping
    return {"destination": detail["dest_url"], "title": detail["title"], "link": detail["link_type"].lower()}


_DETAILS: Final[Mapping[str, Callable[[Any], dict[str, Any]]]] = {
    "Heading": lambda detail: {"level": int(detail["level"][1:])},
    "Link": _link,
    "Image": _link,
    "List": lambda detail: {"number": detail},
    "Table": lambda detail: {"alignments": tuple(alignment.lower() for alignment in detail)},
    "FootnoteDefinition": lambda detail: {"text": detail},
    "CodeBlock": lambda detail: {"text": "" if detail == "Indented" else detail["Fenced"]},
}
_EDGES: Final = {"Start": Edge.OPENS, "End": Edge.CLOSES}
_KINDS: Final = {"".join(word.capitalize() for word in kind.split("_")): kind for kind in Kind}
