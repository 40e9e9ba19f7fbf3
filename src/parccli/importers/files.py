"""A post that refers to files of the folder of its source -> the same, with these files beside it under new names."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from parccli.i18n import gettext as _
from parccli.importers.row import Attachment, Material, Row
from parccli.markdown import Edge, Event, Kind, events
from parccli.source import Edit, Source

if TYPE_CHECKING:
    from parccli.post import Post

# Where Hugo, Jekyll and Pelican look for what is addressed from the root of the site.
_ROOTS: Final = ("", "static", "assets", "content", "source")
# {static}/photos/pont.jpg in Pelican; |filename| in its first versions.
_PELICAN: Final = re.compile(r"(?:\{|%7B|\|)(static|attach|filename)(?:\}|%7D|\|)", re.IGNORECASE)
_REMOTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\?|$")
_ATTRIBUTE: Final = re.compile(r"""\b(src|href|poster)\s*=\s*(["'])(.*?)\2""", re.IGNORECASE)
_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)", re.MULTILINE)
# Nearly every text has addresses, and few have one of a file: only these are worth taking a text apart.
# With one first sign for both, the engine looks for that alone.
_LINK: Final = re.compile(rf"\](?::|\(\s*<?(?!/|{_REMOTE.pattern}))")
_PICTURE: Final = re.compile(rf"\](?::|\(\s*<?(?!{_REMOTE.pattern}))")
_IN_HTML: Final = re.compile(rf"""\b(?:src|href|poster)\s*=\s*["']?(?!{_REMOTE.pattern})""", re.IGNORECASE)
_ADDRESSED: Final = frozenset({Kind.LINK, Kind.IMAGE, Kind.HTML, Kind.INLINE_HTML})
_OPENS: Final = re.compile(r"\]\(\s*<?\Z")
_ENDS: Final = frozenset(" \t\r\n>)")
_MOST: Final = 10
_PAGES: Final = ("", ".asp", ".aspx", ".htm", ".html", ".js", ".markdown", ".md", ".mdown", ".php", ".rst")
"""Endings of addresses that lead to a page; anything else is a file."""


@dataclass(frozen=True, kw_only=True, order=True)
class _Place:
    """Where an address is written: `text[start:end]`; `shown` tells a picture from a link."""

    start: int
    end: int
    address: str
    shown: bool


def with_files(row: Row, material: Material) -> Row:
    """Bring the files that the row's post refers to; those that the folder does not hold are named."""
    post = row.post
    if post is None or not (post.image or _may_refer(post.body)):
        return row
    post, attachments, missing = _brought(post, material)
    row = replace(row, post=post, attachments=tuple(dict.fromkeys((*row.attachments, *attachments))))
    if not missing:
        return row
    named = ", ".join((*missing[:_MOST], "…") if len(missing) > _MOST else missing)
    return row.noting("file_missing", _("the folder has no file for: {addresses}").format(addresses=named))


def is_there(address: str, material: Material) -> bool:
    """Tell whether the folder holds the picture at `address`."""
    return _is_file(address, shown=True) and _find(address, material) is not None


def _may_refer(text: str) -> bool:
    written = _PICTURE if "![" in text else _LINK
    return bool(written.search(text) or ("<" in text and _IN_HTML.search(text)))


def _brought(post: Post, material: Material) -> tuple[Post, tuple[Attachment, ...], tuple[str, ...]]:
    """Find the files that `post` refers to; those of its pictures and documents that are missing come last."""
    found: dict[str, Attachment | None] = {}
    places = _places(post.body)
    for address, shown in [(post.image or "", True), *((place.address, place.shown) for place in places)]:
        if address not in found and _is_file(address, shown=shown):
            found[address] = _find(address, material)
    names = {address: attachment.name + _place_in(address) for address, attachment in found.items() if attachment}
    edits = (Edit(start=at.start, end=at.end, text=names[at.address]) for at in places if at.address in names)
    body = Source(material.name, post.body).edited(edits).text
    attachments = dict.fromkeys(attachment for attachment in found.values() if attachment)
    missing = tuple(address for address, attachment in found.items() if attachment is None)
    return replace(post, body=body, image=names.get(post.image or "", post.image)), tuple(attachments), missing


def _is_file(address: str, *, shown: bool) -> bool:
    if _REMOTE.match(address):
        return False
    suffix = posixpath.splitext(_path(address))[1].lower()
    # From the root of the site a link may lead anywhere; a picture was in the folder.
    return shown or (suffix not in _PAGES and not address.startswith("/"))


def _place_in(address: str) -> str:
    """What an address adds to lead to a place in a file, such as `#page=2`."""
    return "".join(address.partition("#")[1:])


def _path(address: str) -> str:
    return unquote(re.split(r"[?#]", address, maxsplit=1)[0])


def _find(address: str, material: Material) -> Attachment | None:
    prefix = _PELICAN.match(address)
    path = _path(address[prefix.end() :] if prefix else address)
    folder = posixpath.dirname(material.name)
    beside = (
        [] if path.startswith("/") or (prefix and prefix[1].lower() == "static") else [posixpath.join(folder, path)]
    )
    for place in (*beside, *(posixpath.join(root, path.lstrip("/")) for root in _ROOTS)):
        data = material.beside(posixpath.normpath(place))
        if data is not None:
            return Attachment.named(path, data)
    return None


def _places(text: str) -> list[_Place]:
    """Every local address of `text` in its order: in links and pictures, in what they refer to, in HTML."""
    places: list[_Place] = []
    referred: dict[str, bool] = {}
    for event in events(text, _ADDRESSED):
        if event.kind in {Kind.LINK, Kind.IMAGE} and event.edge is Edge.OPENS and not _REMOTE.match(event.destination):
            if event.link == "inline":
                places += _written(text, event)
            else:
                referred[event.destination] = referred.get(event.destination, False) or event.kind is Kind.IMAGE
        elif event.kind in {Kind.HTML, Kind.INLINE_HTML}:
            places += (
                _place(match, 3, shown=match[1].lower() != "href")
                for match in _ATTRIBUTE.finditer(text, event.start, event.end)
            )
    if referred:
        definitions = (match for match in _DEFINITION.finditer(text) if match[1] in referred)
        places += (_place(match, 1, shown=referred[match[1]]) for match in definitions)
    return sorted(set(places))


def _written(text: str, event: Event) -> list[_Place]:
    """Where the address of a link or picture stands, after its brackets; those of a picture in a link come before."""
    address, end = event.destination, event.end
    while (at := text.rfind(address, event.start, end)) >= 0:
        end = at + len(address)
        if text[end : end + 1] in _ENDS and _OPENS.search(text, event.start, at):
            return [_Place(start=at, end=end, address=html.unescape(address), shown=event.kind is Kind.IMAGE)]
        end -= 1
    return []


def _place(match: re.Match[str], group: int, *, shown: bool) -> _Place:
    start, end = match.span(group)
    return _Place(start=start, end=end, address=html.unescape(match[group]), shown=shown)
