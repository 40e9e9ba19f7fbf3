"""A picture's bytes -> the same picture without what it tells of its maker: place, camera, comments.

The pixels are not touched: the parts of the file that hold metadata are left out of it.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# ITU T.81 B.1: APP1 (Exif, XMP), APP13 (IPTC), comments; colour profiles (APP2) and Adobe's transform stay.
_JPEG_METADATA: Final = frozenset({0xE1, 0xED, 0xFE})
_JPEG_SCAN: Final = 0xDA
_JPEG_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PNG_METADATA: Final = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_WEBP_METADATA: Final = frozenset({b"EXIF", b"XMP "})
_WEBP_FLAGS: Final = 0x0C
"""In the VP8X header: Exif and XMP are there."""


def without_metadata(data: bytes) -> bytes:
    """Leave out the metadata of a JPEG, PNG or WebP file; any other, and a damaged one, is given back as it is."""
    for signature, strip in _FORMATS.items():
        if data.startswith(signature):
            try:
                return b"".join(strip(data))
            except (struct.error, IndexError):
                return data
    return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    place = 2
    while data[place] == 0xFF:  # noqa: PLR2004 -- what every marker starts with
        marker = data[place + 1]
        if marker == _JPEG_SCAN:
            break
        length = 0 if marker in _JPEG_ALONE else struct.unpack_from(">H", data, place + 2)[0]
        end = place + 2 + length
        if marker not in _JPEG_METADATA:
            yield data[place:end]
        place = end
    yield data[place:]


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG_SIGNATURE
    place = len(_PNG_SIGNATURE)
    while place < len(data):
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
    place = 12
    while place < len(data):
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
