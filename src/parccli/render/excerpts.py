"""The beginning of a text, for cards and for posts without a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.render.sanitising import BLOCKS
from parccli.render.tree import LAYOUT, collapse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

WORDS: Final = 55
_LEFT_OUT: Final = frozenset(
    {"audio", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "section", "table", "video"}
)


def excerpt(text: str, words: int = WORDS) -> str:
    """Cut `text` after its first `words` words, as WordPress does; what a no-break space holds together is one word."""
    found = [word for word in LAYOUT.split(text) if word]
    return " ".join(found) if len(found) <= words else f"{' '.join(found[:words])} […]"


def running_text(root: Element) -> str:
    """The sentences of an article as plain text, without headings, figures, tables and notes."""
    return collapse("".join(_texts(root))).strip()


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        gap = " " if child.tag in BLOCKS or child.tag == "br" else ""
        yield gap
        # A link with a label of its own is a mark, such as the number of a note.
        if child.tag not in _LEFT_OUT and not (child.tag == "a" and child.get("aria-label")):
            yield from _texts(child)
        yield gap
        yield child.tail or ""
