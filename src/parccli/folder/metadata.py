"""A picture's bytes -> the same picture without what it tells of its maker: place, camera, comments.

The pixels are not touched: the parts of the file that hold metadata are left out of it.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# ITU T.81 B.1.1.2: fill bytes may stand before a marker; stuffed zeros and restarts (D0-D7) belong to the pixels.
_JPEG_MARKER: Final = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_JPEG_SCAN: Final = 0xDA
_JPEG_END: Final = 0xD9
_JPEG_ALONE: Final = 0x01
_JPEG_APPLICATIONS: Final = frozenset({*range(0xE0, 0xF0), 0xFE})
"""Exif, XMP, IPTC, comments, and whatever else programs write for themselves."""
_JPEG_NEEDED: Final = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PNG_METADATA: Final = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_WEBP_METADATA: Final = frozenset({b"EXIF", b"XMP "})
_WEBP_FLAGS: Final = 0x0C
"""In the VP8X header: Exif and XMP are there."""


def without_metadata(data: bytes) -> bytes:
    """Leave out the metadata of a JPEG, PNG or WebP file; any other is given back as it is."""
    for signature, strip in _FORMATS.items():
        if data.startswith(signature):
            try:
                return b"".join(strip(data))
            except (struct.error, IndexError):
                return data
    return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Give what shows the picture, to its end: what follows it is a preview or a map of depths, with its own Exif."""
    yield data[:2]
    place, in_pixels = 2, False
    while found := _JPEG_MARKER.search(data, place):
        marker, start = found[1][0], found.end()
        if in_pixels:
            yield data[place : found.start()]
        if marker == _JPEG_END:
            yield b"\xff\xd9"
            return
        if start + 2 > len(data):  # cut off before a pixel of it came
            return
        place = start + (0 if marker == _JPEG_ALONE else struct.unpack_from(">H", data, start)[0])
        if marker not in _JPEG_APPLICATIONS or data.startswith(_JPEG_NEEDED, start + 2):
            yield data[start - 2 : place]
        in_pixels = in_pixels or marker == _JPEG_SCAN
    yield data[place:]


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG_SIGNATURE
    place = len(_PNG_SIGNATURE)
    kind = b""
    # What follows the end of the picture is none of it; programs hide there what they like.
    while kind != b"IEND" and place + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + size
        if kind not in _PNG_METADATA:
            yield data[place:end]
        place = end


def _webp(data: bytes) -> Iterator[bytes]:
    chunks = [(kind, chunk) for kind, chunk in _riff(data) if kind not in _WEBP_METADATA]
    body = b"".join(_unflagged(chunk) if kind == b"VP8X" else chunk for kind, chunk in chunks)
    yield b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, last = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while place + 8 <= last:
        kind, size = struct.unpack_from("<4sI", data, place)
        end = place + 8 + size + size % 2
        yield kind, data[place:end]
        place = end


def _unflagged(chunk: bytes) -> bytes:
    return chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]


_FORMATS: Final[dict[bytes, Callable[[bytes], Iterator[bytes]]]] = {
    b"\xff\xd8": _jpeg,
    _PNG_SIGNATURE: _png,
    b"RIFF": _webp,
}
