"""The bytes of a Word file -> its parts, once they are known to be small, in clear, and without tricks of XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from lxml import etree

from parccli.errors import ParcError
from parccli.i18n import gettext as _

MEGABYTE: Final = 1_000_000
LARGEST: Final = 200 * MEGABYTE
DENSEST: Final = 100
_SMALL: Final = MEGABYTE
"""So little is no bomb, however well it was packed."""

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DOCUMENT: Final = "word/document.xml"
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ISO/IEC 29500 “strict” documents have namespaces of their own; mammoth knows them too.
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """How much Word shows and the text will not, or the other way round (`hidden`)."""

    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    hidden: int = 0
    margins: tuple[str, ...] = ()
    """The text of each page header and footer."""


def inspect(data: bytes) -> Unseen:
    """Count what will not come through; raises ParcError for what is no Word file, or not one to be opened."""
    _refuse_others(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive, len(data))
            return _counted(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, ValueError) as error:
        raise damaged() from error


def damaged() -> ParcError:
    """The refusal of a file that Word itself would have to mend."""
    return ParcError(
        _("the Word document is damaged"), hint=_("Open it in Word, let it be repaired, and save it again as .docx.")
    )


def _refuse_others(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise ParcError(
                _("the Word document is protected by a password"),
                hint=_("Open it in Word, take the password off under File > Info, and save it again."),
            )
        raise ParcError(
            _("this is a document of Word 97–2003 (.doc)"),
            hint=_("Open it in Word or LibreOffice, and save it as “Word document (.docx)”."),
        )
    if not data.startswith(b"PK"):
        raise ParcError(
            _("the file is no Word document"), hint=_("Open it in Word or LibreOffice, and save it as .docx.")
        )


def _refuse_bomb(archive: zipfile.ZipFile, size: int) -> None:
    # zipfile never reads more of a part than is declared here.
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > LARGEST or (unpacked > _SMALL and unpacked > DENSEST * size):
        message = _("the document would unpack to {size} MB, far more than a document holds")
        raise ParcError(
            message.format(size=round(unpacked / MEGABYTE)),
            hint=_("Ask whoever sent it for another copy; do not open this one."),
        )
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise ParcError(_("the Word document is protected by a password"), hint=_("Save it without a password."))


def _counted(archive: zipfile.ZipFile) -> Unseen:
    names = archive.namelist()
    if _DOCUMENT not in names:
        raise ParcError(
            _("the file is no Word document"), hint=_("Open it in Word or LibreOffice, and save it as .docx.")
        )
    parts = {name: _parsed(archive.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    document = parts[_DOCUMENT]
    comments = parts.get("word/comments.xml")
    margins = [parts[name] for name in sorted(parts) if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    return Unseen(
        insertions=_count(document, "ins", "moveTo"),
        deletions=_count(document, "del", "moveFrom"),
        comments=0 if comments is None else _count(comments, "comment"),
        hidden=_count(document, "vanish"),
        margins=tuple(text for part in margins if (text := _text(part))),
    )


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ParcError(
            _("the document declares XML entities, which Word never does"),
            hint=_("Ask whoever sent it for another copy; do not open this one."),
        )
    return root


def _count(root: etree._Element, *names: str) -> int:
    return sum(1 for _element in root.iter(*(space + name for name in names for space in (_WORD, _STRICT))))


def _text(root: etree._Element) -> str:
    words = [part.text or "" for space in (_WORD, _STRICT) for part in root.iter(f"{space}t")]
    return " ".join("".join(words).split())
