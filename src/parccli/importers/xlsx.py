"""An Excel workbook -> one row a line of its sheets, the values of formulas as they were last saved."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Final

from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.importers.row import Material, Options, Row, Shape
from parccli.importers.workbooks import damaged, read_sheets, require_near, sheets, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parccli.config import Config

NAME: Final = "xlsx"
SUMMARY: Final = N_("an Excel workbook")
SUFFIXES: Final = (".xlsx", ".xlsm", ".xls")
SHAPE: Final = Shape.TABLE

_BOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_CELL: Final = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*?\br=["\']([A-Z]{1,3})(\d{1,7})["\'])[^>]*[^/]>')
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b")
_ANY_CELL: Final = re.compile(rb"<(?:\w+:)?c\b")
_VALUELESS: Final = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*?\br=["']([A-Z]+)(\d+)["'])
    (?: [^>]*\bt=["']e["'][^>]*>
      | [^>]*[^/]> \s* <(?:\w+:)?f\b (?: [^>]*/> | [^>]*>[^<]*</(?:\w+:)?f> ) \s* (?: <(?:\w+:)?v\s*/> \s* )? </ )
    """,
    re.VERBOSE,
)


def recognises(head: bytes) -> bool:
    """Look for the parts of a workbook in the archive."""
    return head.startswith(b"PK\x03\x04") and (b"xl/" in head or b"spreadsheetml" in head)


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the rows of all sheets, or of those of `options.sheets`; raises ParcError for what is no workbook."""
    del config
    parts = unpack(material)
    found = list(sheets(parts, options.sheets, partial(_look, parts, _places(parts))))
    yield from read_sheets(found, Row(importer=NAME, source=material.name), options)


def _places(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The name of each sheet's part in the archive, by the sheet's own."""
    # Slow to import, and for workbooks alone.
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        roots = [etree.fromstring(parts.get(name, b"<none/>"), parser) for name in (_BOOK, _RELATIONS)]
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    targets = {str(element.get("Id")): str(element.get("Target")) for element in roots[1].iter("{*}Relationship")}
    places: dict[str, str] = {}
    for element in roots[0].iter("{*}sheet"):
        id_ = next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")
        places[str(element.get("name"))] = posixpath.normpath(posixpath.join("/xl", targets.get(id_, "")))[1:]
    return places


def _look(parts: Mapping[str, bytes], places: Mapping[str, str], sheet: str) -> Mapping[int, str]:
    """Refuse a sheet with a cell far away, and tell by row which cells have no value although they should."""
    # A sheet that is found elsewhere than it says is one of those that are there.
    data = parts.get(places.get(sheet, "")) or b"".join(part for part in parts.values() if b"sheetData" in part)
    filled = _CELL.findall(data)
    rows = max((int(row) for _letters, row in filled), default=0)
    columns = max(map(_column, {letters for letters, _row in filled}), default=0)
    # A writer may leave the places out: then cells follow each other.
    lengths = [len(_ANY_CELL.findall(row)) for row in _ROW.split(data)]
    require_near(max(rows, len(lengths)), max(columns, *lengths))
    empty: dict[int, list[str]] = defaultdict(list)
    for match in _VALUELESS.finditer(data):
        empty[int(match[2])].append((match[1] + match[2]).decode())
    message = _("no value is stored in {cells} (an error, or a formula never worked out): taken as empty")
    return {row: message.format(cells=", ".join(cells)) for row, cells in empty.items()}


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number
