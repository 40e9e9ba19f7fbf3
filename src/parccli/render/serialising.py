"""A tree of elements → HTML text that WordPress gives back as it is.

A line begins with each block and ends with it, and nowhere else: `wpautop` takes two line ends for a new paragraph
and one in running text for a line break. In `pre` they are written `&#010;`; `br` has the slash that it adds.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from parccli.render.sanitising import ATTRIBUTES, BLOCKS, INLINE
from parccli.render.structure import VOID
from parccli.render.tree import collapse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OWN: Final = frozenset(
    {"aria-label", "class", "controls", "loading", "preload", "role", "sizes", "srcset", "tabindex"}
)
"""Attributes that `render` sets itself; an author's were taken away before."""
_GENERAL: Final = (ATTRIBUTES["*"] | _OWN) - {"style"}
_WRITTEN: Final = {tag: ATTRIBUTES.get(tag, frozenset()) - {"style"} | _GENERAL for tag in INLINE | BLOCKS}
"""The attributes of each tag that is written."""
_LINE_ENDS: Final = str.maketrans("\n\r\t", "   ")
_BREAK: Final = re.compile(r" *<br /> *")


def serialise(root: Element) -> str:
    """Write the inside of `root`, whose texts must have no tags but those of the sanitising lists."""
    first, *others = _inside(root, preformatted=False).split("\n")
    if not others:
        return first
    *between, last = others
    lines = (first.rstrip(" "), *(line.strip(" ") for line in between), last.lstrip(" "))
    return "\n".join(line for line in lines if line)


def _inside(element: Element, *, preformatted: bool) -> str:
    text = _text(element.text, preformatted=preformatted)
    if not len(element):
        return text
    parts = [text]
    for child in element:
        parts.append(_outside(child, preformatted=preformatted))
        if tail := child.tail:
            parts.append(_text(tail, preformatted=preformatted))
    return "".join(parts)


def _outside(element: Element, *, preformatted: bool) -> str:
    tag = str(element.tag)
    if tag not in _WRITTEN:
        return _inside(element, preformatted=preformatted)
    line = "\n" if tag in BLOCKS else ""
    if tag in VOID:
        slash = " /" if tag == "br" else ""
        return f"{line}<{tag}{_attributes(element, tag)}{slash}>{line}"
    inside = _inside(element, preformatted=preformatted or tag == "pre")
    if line and tag != "pre":
        inside = inside.strip(" ")
        if "<br" in inside:
            inside = _BREAK.sub("<br />", inside)
    return f"{line}<{tag}{_attributes(element, tag)}>{inside}</{tag}>{line}"


def _text(text: str | None, *, preformatted: bool) -> str:
    if not text:
        return ""
    written = escape(text, quote=False)
    return written.replace("\n", "&#010;") if preformatted else collapse(written)


def _attributes(element: Element, tag: str) -> str:
    # Most elements have none, and finding out is five times quicker than going through none.
    attributes = element.items()
    if not attributes:
        return ""
    allowed = _WRITTEN[tag]
    return "".join(f' {name}="{_value(str(value))}"' for name, value in attributes if name in allowed)


def _value(text: str) -> str:
    return escape(text.translate(_LINE_ENDS), quote=False).replace('"', "&quot;")
