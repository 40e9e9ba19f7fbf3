"""Sanitised HTML ↔ a tree of elements, and what lxml lacks for changing one without losing the text around."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.render.nesting import DEEPEST, too_deep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

LAYOUT: Final = re.compile(r"[ \t\r\n\f]+")
"""White space that shows as one space; no-break spaces are text."""
MOST_CELLS: Final = 100_000
"""A table fills up its rows: two lines of a thousand signs each would make a million cells of them."""
_is_too_deep: Final = etree.XPath(f"boolean(/html/body/div{'/*' * (DEEPEST + 1)})")
_LATE_VOID: Final = re.compile(r'<(source|track)(?: [\w-]+="[^"]*")*>')
_WHITE: Final = " \t\r\n\f\u00a0\u202f"
_UNSEEN: Final = f"{_WHITE}\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""With what has no width: typography removes some of it, and nothing must be empty then."""


def parse(html: str) -> Element:
    """Read a fragment into a `div`. Raises ParcError for one of more than DEEPEST levels or MOST_CELLS cells."""
    # Few are so long that they can have as many.
    if len(html) > MOST_CELLS and html.count("<td") + html.count("<th") > MOST_CELLS:
        raise ParcError(
            _("the text has tables of more than {limit} cells").format(limit=MOST_CELLS),
            hint=_("Put the table into a document, and link to it."),
        )
    # libxml2 does not know that these hold nothing, and would take the text that follows for their inside.
    html = _LATE_VOID.sub(r"\g<0></\1>", html)
    parser = etree.HTMLParser(encoding="utf-8")
    # The element that stands around everything also makes libxml2 read what follows as the inside of a body.
    tree = etree.fromstring(f"<html><body><div>{html}</div></body></html>".encode(), parser)
    # Where the parser itself gives up (256), it says so.
    if _is_too_deep(tree) or any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise too_deep()
    return tree[0][0]


def make(tag: str, *, text: str | None = None, **attributes: str) -> Element:
    """Make an element; `class_` stands for `class`, `aria_label` for `aria-label`."""
    names = {name: name.rstrip("_").replace("_", "-") for name in attributes}
    element = etree.Element(tag, {names[name]: value for name, value in attributes.items()})
    element.text = text
    return element


def collapse(text: str) -> str:
    """`text` with its white space as it shows."""
    # Most texts have single spaces only, and finding out is ten times quicker than replacing each by itself.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return LAYOUT.sub(" ", text)
    return text


def text_of(element: Element) -> str:
    """The text of an element and of all it holds, with white space as it shows."""
    # Most headings and links hold text alone, which is there for the asking.
    text = "".join(map(str, element.itertext())) if len(element) else element.text or ""
    return collapse(text).strip(_WHITE)


def is_blank(text: str | None) -> bool:
    """Tell whether nothing of `text` shows."""
    # Nearly all begin with what shows, and finding out takes half the time.
    return not text or (text[0] in _UNSEEN and not text.strip(_UNSEEN))


def add_text(parent: Element, before: Element | None, text: str | None) -> None:
    """Append `text` after the child `before`, or at the start of `parent`."""
    if not text:
        return
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def drop(element: Element, replacement: str = "") -> None:
    """Take an element out with all it holds; `replacement` and the text after it stay."""
    parent = element.getparent()
    if parent is None:
        return
    add_text(parent, element.getprevious(), replacement + (element.tail or ""))
    element.tail = None
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Take an element out and leave what it holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    tail, element.tail = element.tail, None
    before = element.getprevious()
    add_text(parent, before, element.text)
    at = parent.index(element)
    children = list(element)
    parent[at : at + 1] = children
    add_text(parent, children[-1] if children else before, tail)


def replace(element: Element, replacement: Element) -> None:
    """Put `replacement` where `element` stands; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    replacement.tail, element.tail = element.tail, None
    parent.replace(element, replacement)


def wrap(children: Iterable[Element], wrapper: Element) -> None:
    """Put `wrapper` where the first of `children` stands, and neighbours into it with the text after each."""
    for child in children:
        if wrapper.getparent() is None:
            child.addprevious(wrapper)
        wrapper.append(child)
