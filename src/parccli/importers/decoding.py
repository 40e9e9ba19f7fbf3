"""Bytes of unknown origin -> text: byte order mark, strict UTF-8, UTF-16 with its mark, then Windows-1252."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from parccli.importers.row import Material

_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(material: Material) -> str:
    """Read the text of `material`; raises ParcError for an empty file and for bytes that are no text."""
    data = material.data
    try:
        text = data.decode("utf-16") if data.startswith(_UTF16_MARKS) else _from_bytes(data)
    except UnicodeDecodeError as error:
        raise ParcError(
            _("the file is no text: its bytes are neither UTF-8 nor Windows-1252"),
            hint=_("Open it in the program that made it, and save it as UTF-8."),
            path=material.name,
            line=data.count(b"\n", 0, error.start) + 1,
        ) from error
    if not text.strip():
        raise ParcError(_("the file is empty"), path=material.name, line=1)
    return text


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
