"""A picture of the site -> what is published of it: upright, without metadata, and smaller copies for small screens."""

from __future__ import annotations

import io
import os
import sys
import warnings
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.errors import ParcError
from parccli.folder import disk
from parccli.folder.metadata import without_metadata
from parccli.folder.reading import read_bytes
from parccli.folder.state import is_own_folder
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

WIDTHS: Final = (400, 800, 1200, 1600)
"""Of the smaller copies, in pixels (FRAGMENTS.md §10)."""

COPY_TYPE: Final = "image/webp"
_QUALITY: Final = 82
_UPRIGHT_QUALITY: Final = 92
# Only these are tried on a file: Pillow knows eighty formats, some of which call other programs.
_FORMATS: Final = ("AVIF", "BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
_SCALED: Final = frozenset({"AVIF", "JPEG", "PNG", "WEBP"})
_STRIPPED: Final = frozenset({"GIF", "JPEG", "PNG", "WEBP"})  # by `metadata`, without being encoded again
_ORIENTATION: Final = 0x0112
_TURNED: Final = range(5, 9)
"""EXIF 4.6.4: these orientations show the picture's rows as columns."""


class Look(NamedTuple):
    """What a picture's header tells: its size as it is seen, whether it is to be encoded again, and can be scaled."""

    width: int
    height: int
    is_encoded_again: bool
    is_scalable: bool


def look_at(data: bytes, shown: str) -> Look | None:
    """Read a picture's header; None for a file that is no picture, or only a part of one.

    Raises ParcError for one that would unpack to an unreasonable size.
    """
    # A third of a second that most commands do not need.
    from PIL import Image  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                width, height = picture.size
                exif = picture.getexif()
                orientation = exif.get(_ORIENTATION, 1)
                frames = getattr(picture, "n_frames", 1)
                format_name = picture.format
                is_whole = _ends(data, format_name)
                # Of several pictures each may tell something: only the first one was looked at.
                tells = bool(exif) or "xmp" in picture.info or frames > 1
                is_bomb = width * height * frames > (Image.MAX_IMAGE_PIXELS or sys.maxsize)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(shown) from error
    except Exception:  # noqa: BLE001 -- a damaged picture makes Pillow raise anything
        return None
    if not is_whole:
        return None
    width, height = (height, width) if orientation in _TURNED else (width, height)
    is_turned = orientation in range(2, 9)
    is_encoded_again = is_turned or (format_name not in _STRIPPED and tells)
    if is_encoded_again and is_bomb:
        raise _too_large(shown)
    return Look(width, height, is_encoded_again, frames == 1 and format_name in _SCALED)


def _too_large(shown: str) -> ParcError:
    return ParcError(
        _("the picture has more pixels than a page can use: it may be made to exhaust memory"),
        path=shown,
        hint=_("Save a smaller copy of it, 2,000 pixels wide for example."),
    )


def _ends(data: bytes, format_name: str | None) -> bool:
    """Whether the file is not cut off, as by a copy that was interrupted; as far as that shows without unpacking it."""
    match format_name:
        case "JPEG":
            return b"\xff\xd9" in data
        case "PNG":
            return b"IEND" in data
        case "WEBP":
            return int.from_bytes(data[4:8], "little") + 8 <= len(data)
    return True


def widths_below(width: int) -> list[int]:
    """The widths of the copies of a picture of `width` pixels: smaller ones only."""
    return [each for each in WIDTHS if each < width]


def height_at(look: Look, width: int) -> int:
    """The height of the copy of that width."""
    return max(1, round(look.height * width / look.width))


def published(data: bytes, look: Look) -> bytes:
    """The picture in its own size: turned upright if it is not, and without what it tells of place and maker."""
    if not look.is_encoded_again:
        return without_metadata(data)
    from PIL import Image, ImageOps, ImageSequence  # noqa: PLC0415

    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        format_name = picture.format or "PNG"
        if getattr(picture, "n_frames", 1) == 1:
            return _encoded(ImageOps.exif_transpose(picture), format_name, _UPRIGHT_QUALITY)
        loop, frames, times = picture.info.get("loop", 0), [], []
        for frame in ImageSequence.Iterator(picture):
            frame.load()  # before it knows how long it is shown
            times.append(frame.info.get("duration", 0))
            frames.append(ImageOps.exif_transpose(frame))
        moving = {"save_all": True, "append_images": frames[1:], "duration": times, "loop": loop}
        return _encoded(frames[0], format_name, _UPRIGHT_QUALITY, **moving)


def scaled(data: bytes, width: int, height: int) -> bytes:
    """A smaller copy, upright, as WebP."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        upright = ImageOps.exif_transpose(picture)
        plain = upright if upright.mode in {"RGB", "RGBA"} else upright.convert(_mode_for(upright))
        return _encoded(plain.resize((width, height), Image.Resampling.LANCZOS), "WEBP", _QUALITY)


def kept(cache: Path, data: bytes, width: int, height: int) -> bytes:
    """`scaled`, done once: the copy is kept in the folder `cache`, under the digest of what it is made of.

    What is found there is used only if it is whole and was made there; where nothing can be kept, it only costs time.
    """
    from PIL import __version__ as engine  # noqa: PLC0415

    name = sha256(data + f"\n{width}x{height} {_QUALITY} {engine}".encode()).hexdigest()
    place = cache / f"{name}.webp"
    try:
        digest, copy = (stored := read_bytes(place, name))[:32], stored[32:]
        if _seal(cache, copy) == digest:
            return copy
    except ParcError:
        pass
    copy = scaled(data, width, height)
    _keep(place, copy)
    return copy


def _seal(cache: Path, copy: bytes) -> bytes:
    """What only a whole copy has that was made in this folder, and not brought along with it from elsewhere."""
    return sha256(b"%d\n%b" % (cache.stat().st_ino, copy)).digest()


def _keep(place: Path, copy: bytes) -> None:
    if not is_own_folder(place.parent):
        return
    beside = disk.temporary_in(place.parent)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        disk.fill(beside, _seal(place.parent, copy) + copy, durable=False)
        os.replace(beside, place)  # noqa: PTH105
    except OSError:
        disk.discard(beside)


def _mode_for(picture: Image) -> str:
    return "RGBA" if picture.has_transparency_data else "RGB"


def _encoded(picture: Image, format_name: str, quality: int, **extra: object) -> bytes:
    buffer = io.BytesIO()
    profile = picture.info.get("icc_profile")
    if profile:
        extra["icc_profile"] = profile
    picture.save(buffer, format_name, quality=quality, exif=b"", **extra)
    return buffer.getvalue()
