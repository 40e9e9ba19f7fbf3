"""A post's Markdown body → HTML as written, not yet safe; or its events, with their places in the body.

The only module that knows the engine. It reads CommonMark with tables, footnotes and strikethrough, nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyromark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ENGINE: Final = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_STRIKETHROUGH
)
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")


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


def events(body: str) -> list[Event]:
    """List the events of `body` in order; places are characters of `body`, though the engine counts bytes."""
    text = _encodable(body)
    bounds, surplus = _surplus(text)
    return [
        _event(
            event,
            span["start"] - surplus[bisect_right(bounds, span["start"])],
            span["end"] - surplus[bisect_right(bounds, span["end"])],
        )
        for event, span in _ENGINE.events_with_range(text)
    ]


def shape(body: str) -> list[object]:
    """Everything that the engine sees in `body` but the words of its texts and the places."""
    return [None if "Text" in event else event for event in _ENGINE.events(_encodable(body), merge_text=True)]


def _encodable(body: str) -> str:
    """`body` as the engine takes it: a lone surrogate, which no file holds but a program may pass, becomes `?`."""
    return body if body.isascii() else body.encode("utf-8", "replace").decode("utf-8")


def _surplus(text: str) -> tuple[list[int], list[int]]:
    """The offsets in bytes at which characters beyond ASCII end, and how many bytes too many there are from each on."""
    bounds: list[int] = []
    surplus = [0]
    extra = 0
    for match in _BEYOND_ASCII.finditer(text):
        character = match[0]
        extra += 1 if character < "\u0800" else 2 if character < "\U00010000" else 3
        bounds.append(match.end() + extra)
        surplus.append(extra)
    return bounds, surplus


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
