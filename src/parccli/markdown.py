"""A post's Markdown body → HTML as written, not yet safe; or its events, with their places in the body.

The only module that knows the engine. It reads CommonMark with tables, footnotes and strikethrough, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import pyromark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_ENGINE: Final = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_STRIKETHROUGH
)


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One step through the body: `body[start:end]` is what was written, of a whole element at both its edges.

    `text` is a leaf's text with its entities and escapes resolved, a footnote's label, or a code block's language.
    `level` is a heading's, `number` the first of an ordered list, `destination` and `title` a link's or an image's;
    `link` tells how it was written (`inline`, `reference`, `autolink`, `email`…). `alignments` has one word a column.
    """

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
    found = list(_ENGINE.events_with_range(text))
    places = _characters(text, {span[edge] for _event, span in found for edge in ("start", "end")})
    return [_event(event, places[span["start"]], places[span["end"]]) for event, span in found]


def _encodable(body: str) -> str:
    """`body` as the engine takes it: a lone surrogate, which no file holds but a program may pass, becomes `?`."""
    return body if body.isascii() else body.encode("utf-8", "replace").decode("utf-8")


def _characters(text: str, offsets: Iterable[int]) -> Mapping[int, int]:
    """The character offset of each byte offset."""
    if text.isascii():
        return {offset: offset for offset in offsets}
    data = text.encode("utf-8")
    characters: dict[int, int] = {}
    last = count = 0
    for offset in sorted(offsets):
        count += len(data[last:offset].decode("utf-8"))
        characters[offset] = count
        last = offset
    return characters


def _event(event: Any, start: int, end: int) -> Event:  # noqa: ANN401 -- the engine's words and one-key mappings
    if isinstance(event, str):
        return Event(kind=_KINDS[event], edge=Edge.LEAF, start=start, end=end)
    [(name, value)] = event.items()
    if name not in {"Start", "End"}:
        return Event(kind=_KINDS[name], edge=Edge.LEAF, start=start, end=end, text=value)
    edge = Edge.OPENS if name == "Start" else Edge.CLOSES
    if isinstance(value, str):
        return Event(kind=_KINDS[value], edge=edge, start=start, end=end)
    [(tag, detail)] = value.items()
    details = _DETAILS[tag](detail) if edge is Edge.OPENS and tag in _DETAILS else {}
    return Event(kind=_KINDS[tag], edge=edge, start=start, end=end, **details)


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
_KINDS: Final = {"".join(word.capitalize() for word in kind.split("_")): kind for kind in Kind}
