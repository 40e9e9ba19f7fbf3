"""Running text in shape -> Markdown on one line, or on lines that each break where a `br` stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from parccli.unhtml.escaping import destination, escape, quoted
from parccli.unhtml.serialising import opening, to_html
from parccli.unhtml.tree import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_SIGNS: Final = {"em": "*", "strong": "**", "del": "~~"}
_AUTOLINK: Final = re.compile(r"(?:https?|mailto):[^\s<>]+")


@dataclass(frozen=True, kw_only=True)
class Style:
    """How to write running text: line breaks, and whether marks are tags, which no letter beside them can spoil."""

    line_break: str = "\\\n"
    tags: bool = False


def inline(element: HtmlElement, style: Style) -> str:
    """Write what `element` holds."""
    parts = [escape(element.text or "")]
    for child in element:
        written = _write(child, style)
        if written.startswith("[") and parts[-1].endswith("!"):
            # “!” in front of a link would make it a picture.
            parts[-1] = parts[-1][:-1] + "\\!"
        parts += (written, escape(child.tail or ""))
    text = "".join(parts)
    return re.sub(r" *\\\n *", "\\\\\n", text)


def _write(element: HtmlElement, style: Style) -> str:
    tag = str(element.tag)
    if tag == "br":
        return style.line_break
    if tag == "note":
        return f"[^{element.get('label')}]"
    if tag == "img":
        return to_html(element) if style.tags or element.get("width") else _image(element)
    writer = _WRITERS.get(tag)
    is_plain = not set(element.attrib) - {"href", "title"}
    if writer and is_plain and not style.tags:
        return writer(element, style)
    if tag in {"audio", "iframe", "video"} or (tag == "code" and len(element)):
        return to_html(element)
    return f"{opening(element)}{inline(element, style)}</{tag}>"


def _marked(element: HtmlElement, style: Style) -> str:
    sign = _SIGNS[str(element.tag)]
    return f"{sign}{inline(element, style)}{sign}"


def _link(element: HtmlElement, style: Style) -> str:
    address, title = element.get("href", ""), element.get("title")
    if not len(element) and element.text == address and not title and _AUTOLINK.fullmatch(address):
        return f"<{address}>"
    text = inline(element, style)
    if not len(element):
        text = text.replace("]", "\\]")
    return f"[{text}]({destination(address)}{' ' + quoted(title) if title else ''})"


def _image(element: HtmlElement) -> str:
    title = element.get("title")
    alt = escape(element.get("alt", "")).replace("]", "\\]")
    return f"![{alt}]({destination(element.get('src', ''))}{' ' + quoted(title) if title else ''})"


def _code(element: HtmlElement, style: Style) -> str:
    text = LAYOUT.sub(" ", element.text or "")
    if len(element) or style.tags or not text.strip(" "):
        return to_html(element)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


_WRITERS: Final[dict[str, Callable[[HtmlElement, Style], str]]] = {
    "a": _link,
    "code": _code,
    "del": _marked,
    "em": _marked,
    "strong": _marked,
}
