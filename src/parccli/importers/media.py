"""A row and what finds an image by its address -> the row with the image beside its post, and the address replaced."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from parccli import markdown
from parccli.errors import ParcError
from parccli.french.slugs import slugify
from parccli.i18n import gettext as _
from parccli.importers.row import Attachment, Row
from parccli.markdown import Edge, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REMOTE: Final = re.compile(r"https?://", re.IGNORECASE)
_IMAGE: Final = re.compile(r"!\[|<img", re.IGNORECASE)
_IMG: Final = re.compile(r"""<img\b[^>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HOLDING_IMAGES: Final = frozenset({Kind.IMAGE, Kind.INLINE_HTML, Kind.HTML_BLOCK})
_LONGEST_STEM: Final = 60
_DIGEST: Final = 8
# Only what every browser shows; SVG, which may hold scripts, is none of them.
_SIGNATURES: Final = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), ".avif"),
)
EXTENSIONS: Final = tuple(extension for _signature, extension in _SIGNATURES)


def localised(row: Row, find: Callable[[str], Attachment | None]) -> Row:
    """Give the row its remote images as attachments.

    `find` gives the image at an address, None to leave it where it is, or raises a ParcError that tells why it
    cannot; then it stays there too, and the row says so.
    """
    post = row.post
    if post is None:
        return row
    found: dict[str, Attachment] = {}
    for address in dict.fromkeys(_addresses(post.image, post.body)):
        try:
            image = find(address)
        except ParcError as error:
            message = _("the image {address} stays where it is: {reason}")
            row = row.noting("image_remote", message.format(address=address, reason=error.message))
        else:
            found |= {address: image} if image else {}
    if not found:
        return row
    image = found.get(post.image or "")
    body = _with_names(post.body, {address: attachment.name for address, attachment in found.items()})
    post = replace(post, image=image.name if image else post.image, body=body)
    attachments = dict.fromkeys((*row.attachments, *found.values()))
    return replace(row, post=post, attachments=tuple(attachments))


def digest_of(address: str) -> str:
    """The part of a file's name that tells which address it came from."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def attachment_of(address: str, data: bytes) -> Attachment:
    """Make the file of the image at `address`; raises ParcError if `data` is none.

    Its name depends on the address, so that the next import finds it again without asking the network.
    """
    extension = next((extension for signature, extension in _SIGNATURES if signature.match(data)), None)
    if extension is None:
        raise ParcError(_("it is not a picture in PNG, JPEG, GIF, WebP or AVIF"))
    stem = slugify(PurePosixPath(unquote(urlsplit(address).path)).stem)[:_LONGEST_STEM].strip("-") or "image"
    return Attachment(name=f"{stem}-{digest_of(address)}{extension}", data=data)


def _addresses(image: str | None, body: str) -> Iterator[str]:
    if image and _REMOTE.match(image):
        yield image
    yield from (address for _start, _end, address in _places(body))


def _places(body: str) -> list[tuple[int, int, str]]:
    """Where remote addresses of images are written, and what they are once entities are resolved."""
    # Most texts have no picture, and a sign is found sooner than a pattern.
    if not ("![" in body or ("<" in body and _IMAGE.search(body))) or not _REMOTE.search(body):
        return []
    places: list[tuple[int, int, str]] = []
    for event in markdown.events(body, _HOLDING_IMAGES):
        if event.kind is Kind.IMAGE and event.edge is Edge.OPENS and _REMOTE.match(event.destination):
            places += _written(body, event.start, event.end, event.destination)
        elif event.kind is Kind.INLINE_HTML or (event.kind is Kind.HTML_BLOCK and event.edge is Edge.OPENS):
            for match in _IMG.finditer(body, event.start, event.end):
                group = match.lastindex or 1
                if _REMOTE.match(match[group]):
                    places.append((*match.span(group), html.unescape(match[group])))
    return sorted(set(places))


def _written(body: str, start: int, end: int, address: str) -> list[tuple[int, int, str]]:
    """The place of an image's address: between its own brackets, else in the definition that it refers to."""
    for written in (address, address.replace("&", "&amp;")):
        place = body.rfind(written, start, end)
        if place >= 0:
            return [(place, place + len(written), address)]
        definition = re.search(rf"^ {{0,3}}\[[^\]\n]+\]:[ \t]*<?({re.escape(written)})(?=[>\s]|\Z)", body, re.MULTILINE)
        if definition:
            return [(*definition.span(1), address)]
    return []


def _with_names(body: str, names: dict[str, str]) -> str:
    for start, end, address in reversed(_places(body)):
        if address in names:
            body = body[:start] + names[address] + body[end:]
    return body
