"""Tables as text, such as Excel's “CSV” -> one row a line of the table, whatever its encoding and separator."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.importers.decoding import decode, first_line
from parccli.importers.row import Material, Options, Row, Shape
from parccli.importers.tables import Line, read_table
from parccli.post import canonical_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parccli.config import Config

NAME: Final = "csv"
SUMMARY: Final = N_("tables as text: a spreadsheet saved as CSV")
SUFFIXES: Final = (".csv", ".tsv")
SHAPE: Final = Shape.TABLE

DELIMITERS: Final = (";", ",", "\t")
LONGEST_CELL: Final = 10_000_000
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+\Z")
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
_ANNOUNCED: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)


def recognises(head: bytes) -> bool:
    """Look for a column of titles in the first line."""
    line = first_line(head)
    delimiter = _delimiter(line)
    return delimiter in line and "title" in {canonical_key(cell.strip('" ')) for cell in line.split(delimiter)}


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the rows under the header; raises ParcError for a table without one."""
    del config
    # The library's own limit is less than a long page; it can only be set for all its users.
    csv.field_size_limit(LONGEST_CELL)
    lines = _LINE.findall(_with_newlines(decode(material)))
    start = 0
    delimiter = _delimiter(next(line for line in lines if line.strip()))
    if announced := _ANNOUNCED.fullmatch(lines[0]):
        # Excel's own way to name the separator, in a line that it does not show.
        delimiter, start = announced[1], 1
    yield from read_table(_records(lines, start, delimiter), Row(importer=NAME, source=material.name), options.mapping)


def _records(lines: Sequence[str], start: int, delimiter: str) -> Iterator[Line]:
    """Yield every record, blank ones too; after a fault, go on with the line after the one where it began."""
    position = start

    def feed() -> Iterator[str]:
        nonlocal position
        while position < len(lines):
            position += 1
            yield lines[position - 1]

    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    number = 0
    while position < len(lines):
        first = position
        number += 1
        try:
            yield Line(number=number, line=first + 1, cells=tuple(next(reader)))
        except csv.Error:
            fault = _("a quotation mark on this line is not closed, or is not doubled inside a cell")
            yield Line(number=number, line=first + 1, cells=(lines[first].rstrip("\r\n"),), fault=fault)
            position = first + 1
            reader = csv.reader(feed(), delimiter=delimiter, strict=True)


def _delimiter(line: str) -> str:
    bare = _QUOTED.sub("", line)
    return max(DELIMITERS, key=bare.count)


def _with_newlines(text: str) -> str:
    # Excel for Mac once ended lines with CR alone.
    return text if "\n" in text else text.replace("\r", "\n")
