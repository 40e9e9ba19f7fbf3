"""Tables as text, such as Excel's “CSV” -> one row a line of the table, whatever its encoding and separator."""

from __future__ import annotations

import csv
import re
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Final

from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.importers import decoding
from parccli.importers.row import Material, Options, Row, Shape
from parccli.importers.tables import Line, read_table
from parccli.post import canonical_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.config import Config

NAME: Final = "csv"
SUMMARY: Final = N_("tables as text: a spreadsheet saved as CSV")
SUFFIXES: Final = (".csv", ".tsv")
SHAPE: Final = Shape.TABLE

DELIMITERS: Final = (";", ",", "\t")
LONGEST_CELL: Final = 10_000_000
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
_ANNOUNCED: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)


def recognises(head: bytes) -> bool:
    """Look for a column of titles in the first line."""
    line = decoding.first_line(head)
    delimiter = _delimiter(line)
    return delimiter in line and "title" in {canonical_key(cell.strip('" ')) for cell in line.split(delimiter)}


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the rows under the header; raises ParcError for a table without one."""
    del config
    # The library's own limit is less than a long page; it can only be set for all its users.
    csv.field_size_limit(LONGEST_CELL)
    lines = decoding.lines(material)
    above = [next(lines)]
    announced = _ANNOUNCED.fullmatch(above[0])
    if announced:
        # Excel's own way to name the separator, in a line that it does not show.
        delimiter = announced[1]
    else:
        while not above[-1].strip():
            above.append(next(lines))
        delimiter = _delimiter(above[-1])
    records = _records(material, chain([] if announced else above, lines), delimiter, shown=0 if announced else 1)
    yield from read_table(records, Row(importer=NAME, source=material.name), options.mapping)


def _records(material: Material, lines: Iterator[str], delimiter: str, *, shown: int) -> Iterator[Line]:
    """Yield every record, blank ones too; `lines` are those of the material from the second on, or from the first."""
    before = 1 - shown
    number, line = 0, before
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            yield Line(number=number, line=line + 1, cells=tuple(cells))
            line = before + reader.line_num
    except csv.Error:
        # From the record with the fault on, it takes care: that is slower.
        yield from _records_and_faults(_Lines(islice(decoding.lines(material), line, None), line), delimiter, number)


class _Lines:
    """Lines of a file, which can be given back: a cell that is not closed swallows those after it."""

    def __init__(self, lines: Iterator[str], number: int) -> None:
        self.number = number
        self._lines = lines
        self._taken: list[str] = []
        self._ahead: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ahead.pop() if self._ahead else next(self._lines)
        self.number += 1
        self._taken.append(line)
        return line

    def mark(self) -> None:
        """Forget the lines before this point: they will not be given back."""
        self._taken.clear()

    def give_back(self, *, keep: int) -> str:
        """Give back what was taken since the mark, all but the first `keep` lines, which are returned."""
        rest = self._taken[keep:]
        self.number -= len(rest)
        self._ahead += reversed(rest)
        return "".join(self._taken[:keep])


def _records_and_faults(lines: _Lines, delimiter: str, before: int) -> Iterator[Line]:
    """Yield every record after those `before`; after a fault, go on with the line after the one where it began."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for number in count(before + 1):
        lines.mark()
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            fault = _("a quotation mark on this line is not closed, or is not doubled inside a cell")
            written = lines.give_back(keep=1).rstrip("\r\n")
            yield Line(number=number, line=first, cells=(written,), fault=fault)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        else:
            yield Line(number=number, line=first, cells=tuple(cells))


def _delimiter(line: str) -> str:
    bare = _QUOTED.sub("", line)
    return max(DELIMITERS, key=bare.count)
