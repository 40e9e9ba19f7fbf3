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

_TAGS: Final = INLINE | BLOCKS
_OWN: Final = frozenset(
    {"aria-label", "class", "controls", "loading", "preload", "role", "sizes", "srcset", "tabindex"}
)
"""Attributes that `render` sets itself; an author's were taken away before."""
_GENERAL: Final = ATTRIBUTES["*"] | _OWN
_LINE_ENDS: Final = str.maketrans("\n\r\t", "   ")
_LINES: Final = re.compile(r" *\n[ \n]*")
_BREAK: Final = re.compile(r" *<br /> *")


def serialise(root: Element) -> str:
    """Write the inside of `root`, whose texts must have no tags but those of the sanitising lists."""
    parts: list[str] = []
    _write_inside(root, parts, preformatted=False)
    return _LINES.sub("\n", "".join(parts)).strip("\n")


def _write(element: Element, parts: list[str], *, preformatted: bool) -> None:
    tag = str(element.tag)
    if tag not in _TAGS:
        _write_inside(element, parts, preformatted=preformatted)
    elif tag in VOID:
        slash = " /" if tag == "br" else ""
        line = "\n" if tag in BLOCKS else ""
        parts.append(f"{line}<{tag}{_attributes(element)}{slash}>{line}")
    else:
        line = "\n" if tag in BLOCKS else ""
        inside: list[str] = []
        _write_inside(element, inside, preformatted=preformatted or tag == "pre")
        text = "".join(inside)
        if line and tag != "pre":
            text = _BREAK.sub("<br />", text.strip(" "))
        parts.append(f"{line}<{tag}{_attributes(element)}>{text}</{tag}>{line}")


def _write_inside(element: Element, parts: list[str], *, preformatted: bool) -> None:
    parts.append(_text(element.text, preformatted=preformatted))
    for child in element:
        _write(child, parts, preformatted=preformatted)
        parts.append(_text(child.tail, preformatted=preformatted))


def _text(text: str | None, *, preformatted: bool) -> str:
    if not text:
        return ""
    written = escape(text, quote=False)
    return written.replace("\n", "&#010;") if preformatted else collapse(written)


def _attributes(element: Element) -> str:
    allowed = ATTRIBUTES.get(str(element.tag), frozenset()) | _GENERAL
    return "".join(
        f' {name}="{_value(str(value))}"'
        for name, value in element.attrib.items()
        if name in allowed and name != "style"
    )


def _value(text: str) -> str:
    return escape(text.translate(_LINE_ENDS), quote=False).replace('"', "&quot;")
