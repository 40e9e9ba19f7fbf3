"""An element in shape -> HTML that Markdown lets through as it is: no blank line in it, each block on its line."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from parccli.unhtml.tree import BLOCKS, VOID

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ROWS: Final = frozenset(
    {"blockquote", "details", "div", "dl", "figure", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
"""Blocks whose parts have lines of their own."""


def to_html(element: HtmlElement) -> str:
    """Write `element` with what it holds, without the text after it."""
    return _write(element, in_pre=False).strip("\n")


def opening(element: HtmlElement) -> str:
    """Write a start tag."""
    attributes = (f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    return f"<{element.tag}{''.join(attributes)}>"


def _write(element: HtmlElement, *, in_pre: bool) -> str:
    if element.tag == "note":
        return f"<sup>{escape(element.get('label', ''))}</sup>"
    if element.tag in VOID:
        return opening(element)
    in_pre = in_pre or element.tag == "pre"
    parts = [_text(element.text, in_pre=in_pre)]
    for child in element:
        parts += (_write(child, in_pre=in_pre), _text(child.tail, in_pre=in_pre))
        if child.tag in BLOCKS and not in_pre:
            parts.append("\n")
    if element.tag in _ROWS:
        parts = ["\n", *(part for part in parts if part.strip(" "))]
    inside = "".join(parts)
    if element.tag in _ROWS:
        inside = "\n".join(line for line in inside.split("\n") if line) + "\n"
        inside = "\n" + inside if inside != "\n" else ""
    return f"{opening(element)}{inside}</{element.tag}>"


def _text(text: str | None, *, in_pre: bool) -> str:
    written = escape(text or "", quote=False)
    # A blank line ends a block of HTML; at the start of `pre` the first line end is overlooked.
    return written.replace("\n\n", "\n&#10;").replace("\n\n", "\n&#10;") if in_pre else written
