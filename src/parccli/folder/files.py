"""The site's pictures and documents: what is known of one, and its bytes; nothing outside the site, and no post."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.errors import ParcError
from parccli.folder import drawings, failures, names, pictures
from parccli.folder.reading import read_inside
from parccli.folder.site import SETTINGS
from parccli.i18n import gettext as _
from parccli.render.article import FileFacts, Unfit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parccli.folder.site import SiteFolder
    from parccli.render.article import FileLookup

# The standard library's table depends on the machine, and outputs must not.
_PICTURES: Final = {
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
}
_OTHERS: Final = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".gpx": "application/gpx+xml",
    ".ics": "text/calendar",
    ".json": "application/json",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ogg": "audio/ogg",
    ".pdf": "application/pdf",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rtf": "application/rtf",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".vcf": "text/vcard",
    ".webm": "video/webm",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
_DRAWING: Final = "image/svg+xml"
_UNKNOWN: Final = "application/octet-stream"


def facts(root: Path) -> FileLookup:
    """Make the lookup of the site at `root`, which looks at each file once.

    It raises a ParcError for a picture that would unpack to an unreasonable size.
    """

    @cache
    def look_up(path: str) -> FileFacts | None:
        place = _find(root, path)
        if place is None:
            return None
        found = PurePosixPath(path).with_name(place.name).as_posix()
        media_type, shown = media_type_of(found), names.legible(path)
        if media_type in _PICTURES.values():
            return _picture(found, media_type, read_inside(root, place.real, shown))
        if media_type == _DRAWING:
            return _drawing(found, read_inside(root, place.real, shown))
        with failures.reading(shown):
            return FileFacts(path=found, size=(root / place.real).stat().st_size, media_type=media_type)

    return look_up


def read_media(site: SiteFolder, file: FileFacts) -> bytes:
    """The bytes to publish of a picture, a copy of one, or a document; a ParcError when it is none of the site."""
    path = file.copy_of or file.path
    place = _find(site.root, path)
    if place is None:
        raise ParcError(_("it is not a picture or document of the site folder"), path=names.legible(path))
    data = read_inside(site.root, place.real, path)
    if file.copy_of is not None:
        with _damaged(path):
            return pictures.kept(site.state / "pictures", data, file.width or 1, file.height or 1)
    look = pictures.look_at(data, path) if file.width and file.media_type != _DRAWING else None
    with _damaged(path):
        return pictures.published(data, look) if look else data


def _drawing(path: str, data: bytes) -> FileFacts:
    look = drawings.look_at(data)
    unfit = look if isinstance(look, Unfit) else None
    width, height = (None, None) if isinstance(look, Unfit) else look
    return FileFacts(path=path, size=len(data), media_type=_DRAWING, width=width, height=height, unfit=unfit)


@contextmanager
def _damaged(path: str) -> Iterator[None]:
    """Name a picture whose header was in order, and the rest is not: Pillow raises anything then."""
    try:
        yield
    except Exception as error:
        raise ParcError(
            _("the picture is damaged: part of it cannot be read"),
            path=names.legible(path),
            hint=_("Save it again from the program that made it, or copy it once more."),
        ) from error


def _picture(path: str, media_type: str, data: bytes) -> FileFacts:
    look = pictures.look_at(data, path)
    if look is None:
        return FileFacts(path=path, size=len(data), media_type=media_type, unfit=Unfit.NO_PICTURE)
    copies = (
        FileFacts(
            path=f"{path}.webp",
            size=0,
            media_type=pictures.COPY_TYPE,
            width=width,
            height=pictures.height_at(look, width),
            copy_of=path,
        )
        for width in pictures.widths_below(look.width)
        if look.is_scalable
    )
    try:
        size = len(pictures.published(data, look))
    except Exception:  # noqa: BLE001 -- a damaged picture makes Pillow raise anything
        return FileFacts(path=path, size=len(data), media_type=media_type, unfit=Unfit.NO_PICTURE)
    return FileFacts(
        path=path,
        size=size,
        media_type=media_type,
        width=look.width,
        height=look.height,
        copies=tuple(copies),
    )


def media_type_of(path: str) -> str:
    """The MIME type that the file's extension stands for."""
    extension = PurePosixPath(path).suffix.lower()
    return _PICTURES.get(extension) or _OTHERS.get(extension) or _UNKNOWN


class _Place(NamedTuple):
    """Where a file is found: its name as the disk spells it, and its path below the site by no symbolic link."""

    name: str
    real: str


def _find(root: Path, path: str) -> _Place | None:
    if "\0" in path or "\\" in path or not _is_offered(path):
        return None
    for candidate in _spellings(root / path):
        real = os.path.realpath(candidate)
        inside = os.path.relpath(real, root).replace(os.sep, "/")
        if _is_offered(inside) and _is_file(real):
            return _Place(candidate.name, inside)
    return None


def _spellings(place: Path) -> Iterator[Path]:
    """The name as written, then as a disk may keep it: with its accents apart."""
    yield place
    if not place.name.isascii():
        wanted = names.composed(place.name)
        with suppress(OSError):
            yield from sorted(other for other in place.parent.iterdir() if names.composed(other.name) == wanted)


def _is_offered(path: str) -> bool:
    parts = path.split("/")
    private = any(part == "" or part.startswith(".") for part in parts)
    return not private and path != SETTINGS and not names.is_post_name(parts[-1])


def _is_file(real: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(real).st_mode)  # noqa: PTH116
    except OSError:
        return False
