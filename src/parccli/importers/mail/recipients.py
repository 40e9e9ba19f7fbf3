"""Whom a letter was sent to, in every spelling that senders hide in it -> texts and links that do not tell."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import md5, sha1, sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_LEADING: Final = ("href", "src")


def without(text: str, addresses: frozenset[str], instead: str = "…") -> str:
    """`text` without these e-mail addresses, in clear, percent-encoded, in base64 or as a digest."""
    return _pattern(addresses).sub(instead, text) if addresses else text


def erase(root: HtmlElement, addresses: frozenset[str]) -> int:
    """Take the addresses out of links, pictures and titles, and count those; a link that is made of one goes."""
    count = 0
    for element in list(root.iter()) if addresses else []:
        for name, value in list(element.attrib.items()):
            if not _tells(value, addresses):
                continue
            count += 1
            kept = _led(value, addresses) if name in _LEADING else without(value, addresses)
            if kept is not None:
                element.set(name, kept)
            elif element.tag == "a":
                element.drop_tag()
            else:
                element.drop_tree()
    return count


def _led(address: str, addresses: frozenset[str]) -> str | None:
    """A web address without the parameters and the anchor that tell; None where the rest tells too."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    pairs = [pair for pair in re.split(r"&(?:amp;)?", parts.query) if pair and not _tells(pair, addresses)]
    fragment = "" if _tells(parts.fragment, addresses) else parts.fragment
    kept = urlunsplit(parts._replace(query="&".join(pairs), fragment=fragment))
    return None if _tells(kept, addresses) or parts.scheme.lower() not in {"http", "https", ""} else kept


def _tells(text: str, addresses: frozenset[str]) -> bool:
    return any(_pattern(addresses).search(form) for form in (text, unquote(text)))


@cache
def _pattern(addresses: frozenset[str]) -> re.Pattern[str]:
    forms = {form for address in addresses for form in (*_spellings(address), *_spellings(address.lower()))}
    alternatives = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    return re.compile(rf"(?<![\w.+-])(?:{alternatives})(?![\w-])=*", re.IGNORECASE)


def _spellings(address: str) -> Iterator[str]:
    data = address.encode("utf-8", "replace")
    yield address
    yield address.replace("@", "=")  # as in the addresses to which what cannot be delivered goes back
    yield (once := quote(address, safe="", errors="replace"))
    yield quote(once, safe="")
    in_base64 = b64encode(data).decode().rstrip("=")
    yield in_base64
    yield in_base64.translate(str.maketrans("+/", "-_"))
    for digest in (md5, sha1, sha256):
        yield digest(data, usedforsecurity=False).hexdigest()
