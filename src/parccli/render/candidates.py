"""An author's `srcset`, as pages and WordPress have it → the candidates that may be published, each address checked.

HTML Living Standard, 4.8.4.2.1: candidates stand between commas, but an address may hold commas of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.render.addresses import absolute

if TYPE_CHECKING:
    from parccli.render.page import Page

_CANDIDATE: Final = re.compile(r"[\s,]*(?P<address>\S*[^\s,])(?:\s+(?P<descriptor>[^\s,]+))?\s*(?:,|\Z)")
_DESCRIPTOR: Final = re.compile(r"[1-9]\d{0,4}w|\d(?:\.\d{1,3})?x", re.ASCII)
_LENGTH: Final = r"\d{1,5}(?:\.\d{1,4})?(?:px|em|rem|vw)"
_LENGTHS: Final = re.compile(
    rf"(?:auto,)?\s*((?:\((?:min|max)-width:\s*{_LENGTH}\)\s+{_LENGTH},\s*)*{_LENGTH})", re.ASCII
)


def candidates(srcset: str, page: Page) -> str:
    """Write anew the candidates that lead to pictures, all told by their widths or all by their densities."""
    found: dict[str, str] = {}
    for match in _CANDIDATE.finditer(srcset):
        descriptor = match["descriptor"] or "1x"
        url = _url(match["address"], page) if _DESCRIPTOR.fullmatch(descriptor) else None
        if url:
            found.setdefault(descriptor, url.replace(",", "%2C"))
    if len({descriptor[-1] for descriptor in found}) > 1:
        return ""
    return ", ".join(f"{url} {descriptor}" for descriptor, url in found.items())


def lengths(sizes: str) -> str:
    """An author's `sizes` in the usual form, widths of the window with a length each and one for all others."""
    match = _LENGTHS.fullmatch(sizes.strip())
    return match[1] if match else ""


def _url(address: str, page: Page) -> str | None:
    path = page.media.path_of(address)
    if path is not None:
        facts = page.media.find(path, as_picture=True)
        return page.media.url(facts) if facts else None
    url = absolute(address, page.url)
    return url if url and url.startswith("http") else None
