"""A stored body, of blocks or of the classic editor, -> HTML to convert, and what of it could not be taken along."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from parccli.importers.wxr.paragraphs import paragraphs
from parccli.importers.wxr.shortcodes import Attachment, Library, expand, others

if TYPE_CHECKING:
    from collections.abc import Mapping

# WordPress writes no `--` in the values: what a mark that is never closed holds ends where the next one begins.
_DELIMITER: Final = re.compile(
    r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][\w-]*(?:/[a-z][\w-]*)?)\s+"
    r"(?P<values>\{(?:[^<-]|<(?!!--)|-(?!-))*?\}\s+)?(?P<alone>/)?-->"
)
_CLASSIC: Final = frozenset({"freeform", "core/freeform"})
_EMPTY: Final = frozenset({"more", "nextpage", "separator", "spacer"})
# WordPress shows an address that stands alone as what it leads to.
_ADDRESS: Final = re.compile(r"^([ \t]*)(https?://[^\s<>\"]+)([ \t]*)$", re.MULTILINE)
_LONE_ADDRESS: Final = re.compile(r"(<p(?:\s[^<>]*)?>\s*)(https?://[^\s<>\"]+)(\s*</p>)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """`html` is what visitors see. `shortcodes` stand in it as text; `blocks` have no text until they are shown.

    `missing` are pictures of galleries that the export does not hold, by number.
    """

    html: str
    shortcodes: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def show(stored: str, *, attachments: Mapping[str, Attachment], post: str) -> Shown:
    """Show the body of the post of number `post`."""
    library = Library(attachments=attachments, post=post)
    parts: list[str] = []
    dynamic: dict[str, None] = {}
    around: list[str] = []
    last = 0
    for found in _DELIMITER.finditer(stored):
        parts.append(_part(stored[last : found.start()], around, library))
        last = found.end()
        name = found["name"].removeprefix("core/")
        if found["alone"]:
            if name not in _EMPTY:
                dynamic[name] = None
        elif found["end"]:
            around = around[:-1]
        else:
            around = [*around, name]
    parts.append(_part(stored[last:], around, library))
    html = _LONE_ADDRESS.sub(r'\1<a href="\2">\2</a>\3', "".join(parts))
    return Shown(
        html=html, shortcodes=tuple(others(html)), blocks=tuple(dynamic), missing=tuple(dict.fromkeys(library.missing))
    )


def _part(text: str, around: list[str], library: Library) -> str:
    """Show a stretch between the marks of blocks: what is in none is of the classic editor."""
    html = expand(text, library)
    if around and around[-1] not in _CLASSIC:
        return (
            _ADDRESS.sub(r'\1<a href="\2">\2</a>\3', html) if around[-1].startswith(("embed", "core-embed")) else html
        )
    return paragraphs(_linked(html)) if text.strip() else ""


def _linked(html: str) -> str:
    return _ADDRESS.sub(r'\1<a href="\2">\2</a>\3', html)
