"""A link to a document, with the type and size of what it leads to in its name (RGAA 13.3)."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from parccli.render.tree import is_blank, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from parccli.render.article import FileFacts
    from parccli.render.words import Words

_SIZE: Final = re.compile(r"\d[\d.,\s]*(?:o|ko|Mo|Go|B|kB|KB|MB|GB|octets|bytes)\b")
_UNITS: Final = {"G": 10**9, "M": 10**6}
_TYPE_AT_END: Final = re.compile(r"\s*\((\w+)\)\s*$")


def announce(link: Element, facts: FileFacts, words: Words) -> None:
    """Complete the name of a link to a document with its type and size, as far as they are not there."""
    text = text_of(link)
    images = [image for image in link.iter("img") if image.get("alt")] if is_blank(text) else []
    name = images[0].get("alt", "") if images else text
    kind = PurePosixPath(facts.path).suffix[1:].upper()
    named, sized = re.search(rf"\b{re.escape(kind)}\b", name, re.IGNORECASE), _SIZE.search(name)
    parts = [part for part, present in ((kind, named), (size(facts.size, words), sized)) if not present]
    if not name or not parts:
        return
    kind_at_end = kind if not sized else ""
    last = link[-1] if len(link) else None
    if images:
        images[0].set("alt", _completed(name, parts, kind_at_end))
    elif last is not None:
        last.tail = _completed(last.tail or "", parts, kind_at_end)
    else:
        link.text = _completed(link.text or "", parts, kind_at_end)


def _completed(ending: str, parts: list[str], kind: str) -> str:
    """Add `parts` in brackets, within those that hold the `kind` already."""
    in_brackets = _TYPE_AT_END.search(ending)
    if in_brackets and in_brackets[1].upper() == kind:
        return f"{ending[: in_brackets.start(1)]}{in_brackets[1]}, {parts[0]})"
    return f"{ending.rstrip()} ({', '.join(parts)})"


def size(count: int, words: Words) -> str:
    """Write a number of bytes for a reader: `4 ko`, `2,3 Mo`."""
    for unit, factor in _UNITS.items():
        if count >= factor:
            # One decimal for a small number of large units.
            amount = f"{count / factor:.1f}".removesuffix(".0") if count < 10 * factor else f"{count / factor:.0f}"
            return f"{amount.replace('.', words.decimal_mark)}\u00a0{unit}{words.bytes}"
    return f"{max(1, round(count / 1000))}\u00a0k{words.bytes}"
