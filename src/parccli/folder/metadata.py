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
_GIF_IMAGE: Final = 0x2C
_GIF_EXTENSION: Final = 0x21
_GIF_TIMING: Final = 0xF9
_GIF_APPLICATION: Final = 0xFF
_GIF_LONGEST: Final = 10 + 768 + 1 + 256
"""Bytes of a picture's head, its table of colours and one block, at most."""
_GIF_NEEDED: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""How often it is played, and its colours; XMP is an application's too."""


def without_metadata(data: bytes) -> bytes:
    """Leave out the metadata of a GIF, JPEG, PNG or WebP file; any other is given back as it is."""
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


def _gif(data: bytes) -> Iterator[bytes]:
    """Give the pictures, what times them and what repeats them; comments and other programs' notes are left out."""
    # GIF89a §17 to §27: the lowest bits of a flag byte tell how long the table of colours after it is.
    data += bytes(_GIF_LONGEST)  # a file that was cut off ends there, within whatever part
    place = 13 + _gif_colours(data[10])
    yield data[:place]
    while (kind := data[place]) in {_GIF_IMAGE, _GIF_EXTENSION}:
        if kind == _GIF_IMAGE:
            head = 10 + _gif_colours(data[place + 9]) + 1
            is_needed = True
        else:
            head, label = 2, data[place + 1]
            is_needed = label == _GIF_TIMING or (label == _GIF_APPLICATION and data.startswith(_GIF_NEEDED, place + 3))
        end = _after_blocks(data, place + head)
        if is_needed:
            yield data[place:end]
        place = end
    yield data[place : place + 1]


def _gif_colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    """Where the blocks end that begin at `place`, each with its length before it, the last of which is empty."""
    while size := data[place]:
        place += size + 1
    return place + 1


_FORMATS: Final[dict[bytes, Callable[[bytes], Iterator[bytes]]]] = {
    b"\xff\xd8": _jpeg,
    _PNG_SIGNATURE: _png,
    b"RIFF": _webp,
    b"GIF8": _gif,
}
