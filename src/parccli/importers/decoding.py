"""Bytes of unknown origin -> text: byte order mark, strict UTF-8, UTF-16 with its mark, then Windows-1252."""

from __future__ import annotations

import codecs
from io import TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO, Final

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.importers.row import Material

_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK: Final = 1 << 20


def decode(material: Material) -> str:
    """Read the text of `material`; raises ParcError for an empty file and for bytes that are no text."""
    data = material.data
    try:
        text = data.decode("utf-16") if data.startswith(_UTF16_MARKS) else _from_bytes(data)
    except UnicodeDecodeError as error:
        raise _no_text(material, data.count(b"\n", 0, error.start) + 1) from error
    if not text.strip():
        raise _empty(material)
    return text


def lines(material: Material) -> Iterator[str]:
    """Read the text of `material` line by line, each with its end; raises ParcError like `decode`, before the first.

    Lines end at LF, or at CR where there is no LF at all, and have LF then: Excel for Mac once wrote them so.
    """
    encoding, is_unix = _encoding_of(material)
    with TextIOWrapper(material.open(), encoding, newline="\n" if is_unix else "\r") as text:
        if is_unix:
            yield from text
        else:
            yield from (line.replace("\r", "\n") for line in text)


def _encoding_of(material: Material) -> tuple[str, bool]:
    """The encoding in which all of it can be read, and whether it has line feeds."""
    likely = ("utf-16",) if material.head(2) in _UTF16_MARKS else ("utf-8-sig", "cp1252")
    line = 1
    for encoding in likely:
        with material.open() as stream:
            line, is_text, is_filled = _scanned(stream, encoding)
        if not is_text:
            continue
        if not is_filled:
            raise _empty(material)
        return encoding, line > 1
    raise _no_text(material, line)


def _scanned(stream: BinaryIO, encoding: str) -> tuple[int, bool, bool]:
    """The number of the last line that can be read, whether that is the end, and whether there is anything at all."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, is_filled = 1, False
    while True:
        data = stream.read(_CHUNK)
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            return line + error.object[: error.start].count(b"\n"), False, is_filled
        line += text.count("\n")
        is_filled = is_filled or not (not text or text.isspace())
        if not data:
            return line, True, is_filled


def _no_text(material: Material, line: int) -> ParcError:
    return ParcError(
        _("the file is no text: its bytes are neither UTF-8 nor Windows-1252"),
        hint=_("Open it in the program that made it, and save it as UTF-8."),
        path=material.name,
        line=line,
    )


def _empty(material: Material) -> ParcError:
    return ParcError(_("the file is empty"), path=material.name, line=1)


def _from_bytes(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def first_line(head: bytes) -> str:
    """Guess at the first line that is not blank in the beginning of a file."""
    encoding = "utf-16" if head.startswith(_UTF16_MARKS) else "utf-8-sig"
    lines = head.decode(encoding, errors="replace").splitlines()
    return next((line.strip() for line in lines if line.strip()), "")
