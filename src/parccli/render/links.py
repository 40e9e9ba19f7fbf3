"""Links: to other posts, to documents with their type and size (RGAA 13.3), to anywhere else as absolute addresses."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from parccli.render.addresses import absolute
from parccli.render.media import is_page
from parccli.render.structure import is_empty
from parccli.render.tree import text_of, unwrap

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from parccli.render.article import FileFacts
    from parccli.render.page import Page
    from parccli.render.words import Words

_POSTS: Final = (".md", ".markdown")
_SIZE: Final = re.compile(r"\d[\d.,\s]*(?:o|ko|Mo|Go|B|kB|KB|MB|GB|octets|bytes)\b")
_UNITS: Final = {"G": 10**9, "M": 10**6}
_TYPE_AT_END: Final = re.compile(r"\s*\((\w+)\)\s*$")


def place_links(root: Element, page: Page) -> None:
    """Give every link its public address; one that has none, or no text, leaves its text. `#…` is left as it is."""
    for link in list(root.iter("a")):
        address = link.get("href", "").strip()
        if address.startswith("#") and not is_empty(link):
            continue
        url = _address(link, address, page)
        if url is not None and not is_empty(link):
            link.set("href", url)
        elif link.get("id"):
            link.tag = "span"
            link.attrib.pop("href", "")
        else:
            unwrap(link)


def _address(link: Element, address: str, page: Page) -> str | None:
    media = page.media
    path = media.path_of(address)
    if path is None:
        return absolute(address, page.url) if address else None
    if path.lower().endswith(_POSTS):
        if path not in page.posts and media.lookup(path) is None:
            media.missing.append(path)
        return page.posts.get(path)
    if is_page(path):
        return absolute(address, page.url)
    facts = media.find(path)
    if facts is None:
        return None
    announce(link, facts, page.words)
    return absolute(f"#{urlsplit(address).fragment}", media.url(facts))


def announce(link: Element, facts: FileFacts, words: Words) -> None:
    """Complete the text of a link to a document with its type and size, as far as they are not there."""
    text = text_of(link)
    kind = PurePosixPath(facts.path).suffix[1:].upper()
    named, sized = re.search(rf"\b{re.escape(kind)}\b", text, re.IGNORECASE), _SIZE.search(text)
    last = link[-1] if len(link) else None
    ending = (last.tail if last is not None else link.text) or ""
    parts = [part for part, present in ((kind, named), (size(facts.size, words), sized)) if not present]
    if not text or not parts:
        return
    in_brackets = _TYPE_AT_END.search(ending)
    if in_brackets and not sized and in_brackets[1].upper() == kind:
        completed = f"{ending[: in_brackets.start(1)]}{in_brackets[1]}, {parts[0]})"
    else:
        completed = f"{ending.rstrip()} ({', '.join(parts)})"
    if last is not None:
        last.tail = completed
    else:
        link.text = completed


def size(count: int, words: Words) -> str:
    """Write a number of bytes for a reader: `4 ko`, `2,3 Mo`."""
    for unit, factor in _UNITS.items():
        if count >= factor:
            # One decimal for a small number of large units.
            amount = f"{count / factor:.1f}".removesuffix(".0") if count < 10 * factor else f"{count / factor:.0f}"
            return f"{amount.replace('.', words.decimal_mark)}\u00a0{unit}{words.bytes}"
    return f"{max(1, round(count / 1000))}\u00a0k{words.bytes}"
