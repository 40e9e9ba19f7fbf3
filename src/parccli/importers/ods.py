"""A LibreOffice spreadsheet -> one row a line of its sheets, the values of formulas as they were last saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.i18n import mark as N_
from parccli.importers.row import Material, Options, Row, Shape
from parccli.importers.workbooks import encrypted, read_sheets, require_near, sheets, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parccli.config import Config

NAME: Final = "ods"
SUMMARY: Final = N_("a LibreOffice spreadsheet")
SUFFIXES: Final = (".ods",)
SHAPE: Final = Shape.TABLE

_ROW: Final = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_CELL: Final = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)")
_REPEATED: Final = re.compile(rb"""-repeated=["'](\d{1,10})["']""")
_FILLED: Final = b":value-type="

_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def recognises(head: bytes) -> bool:
    """Look for the type, which the archive begins with (OpenDocument 1.3, part 2, 3.3)."""
    return head.startswith(b"PK\x03\x04") and _TYPE in head[:128]


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the rows of all sheets, or of those of `options.sheets`; raises ParcError for what is no spreadsheet."""
    del config
    parts = unpack(material)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise encrypted()
    _require_near(parts.get("content.xml", b""))
    found = list(sheets(parts, options.sheets, _nothing_missing))
    yield from read_sheets(found, Row(importer=NAME, source=material.name), options)


def _nothing_missing(_sheet: str) -> Mapping[int, str]:
    # LibreOffice stores the value of every formula, and its errors in words.
    return {}


def _require_near(content: bytes) -> None:
    """Count the rows and columns up to the last filled ones, which may be written once and repeated by the million."""
    for table in content.split(b"<table:table ")[1:]:
        rows = columns = last = 0
        for row in _ROW.finditer(table):
            last += _times(row[1])
            if _FILLED in row[2]:
                rows, columns = last, max(columns, _width(row[2]))
        require_near(rows, columns)


def _width(row: bytes) -> int:
    width = last = 0
    for cell in _CELL.finditer(row):
        last += _times(cell[1])
        width = last if _FILLED in cell[1] else width
    return width


def _times(attributes: bytes) -> int:
    repeated = _REPEATED.search(attributes)
    return int(repeated[1]) if repeated else 1
