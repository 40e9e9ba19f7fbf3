"""Lines of a table, from a text or a spreadsheet -> rows: the header names the keys, each line under it is a post."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError, UsageError
from parccli.french.dates import DateError, parse_moment
from parccli.i18n import gettext as _
from parccli.importers.records import column_name, read_record
from parccli.importers.row import Cells, Row
from parccli.moment import to_text
from parccli.post import FIELDS, Kind, canonical_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SERIAL: Final = re.compile(r"\d{5}(?:[.,]\d+)?")
_MOMENTS: Final = frozenset(field.name for field in FIELDS if field.kind is Kind.MOMENT)
_ABOVE: Final = 20
"""How many lines a list may have above its header: a banner, a date, a note."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table, which may be several of a file; with a `fault`, its cells cannot be told apart."""

    number: int
    line: int
    cells: tuple[str, ...] = ()
    fault: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self.fault and not is_filled(self.cells)


def read_table(lines: Iterable[Line], base: Row, mapping: Mapping[str, str], *, even: bool = False) -> Iterator[Row]:
    """Yield a row for every line that is not blank, but the header; `base` is what all of them have in common.

    `mapping` is that of `--map`. `even`: all lines have as many cells by nature, so that one beyond the last named
    column is a note beside the table, and not the trace of a stray separator. Raises ParcError for a table without
    header, UsageError for a column that `mapping` names and the table lacks.
    """
    filled = (line for line in lines if not line.is_blank)
    top = list(islice(filled, _ABOVE))
    place = next((index for index, line in enumerate(top) if names_titles(line, mapping)), 0)
    columns = _columns(top[place] if top else None, mapping, even=even)
    reported: set[str] = set()
    for line in top[:place]:
        row = replace(base, number=line.number, line=line.line, left_out=True)
        yield row.noting("above_header", _("it stands above the names of the columns, and is left out"))
    for line in chain(top[place + 1 :], filled):
        original = Cells(header=columns, cells=line.cells)
        row = replace(base, number=line.number, line=line.line, original=original)
        if line.fault:
            yield row.refused("row_unreadable", line.fault)
        else:
            yield _row(row, columns, line.cells, mapping, reported)


def names_titles(line: Line, mapping: Mapping[str, str]) -> bool:
    """Tell whether `line` can be a header: one of its cells is a name of the title, or is mapped to it."""
    return any((mapping.get(column_name(cell)) or canonical_key(cell)) == "title" for cell in line.cells)


def is_filled(cells: Iterable[str]) -> bool:
    """Tell whether any cell holds more than spaces."""
    return any(cell.strip() for cell in cells)


def _row(row: Row, columns: Sequence[str], cells: Sequence[str], mapping: Mapping[str, str], reported: set[str]) -> Row:
    if len(cells) < len(columns) or is_filled(cells[len(columns) :]):
        message = _("the row has {cells} cells, the header {columns}: a separator or a quotation mark is wrong")
        return row.refused("row_ragged", message.format(cells=len(cells), columns=len(columns)))
    try:
        values = {column: _cell(column, cell, mapping) for column, cell in zip(columns, cells, strict=False)}
    except DateError as error:
        return row.refused("date_unreadable", f"{error.message}. {error.hint}")
    return read_record(row, values, mapping, reported)


def _cell(column: str, cell: str, mapping: Mapping[str, str]) -> str:
    # A date column that lost its format comes out as day numbers.
    key = mapping.get(column_name(column)) or canonical_key(column)
    is_serial = key in _MOMENTS and _SERIAL.fullmatch(cell.strip())
    return to_text(parse_moment(cell, excel=True)) if is_serial else cell


def _columns(header: Line | None, mapping: Mapping[str, str], *, even: bool) -> tuple[str, ...]:
    """The names of the columns; raises ParcError if they cannot be those of a list of posts."""
    if header is None:
        raise ParcError(_("the table is empty"))
    if header.fault:
        raise ParcError(header.fault, line=header.line)
    line = header.line
    columns = [cell.strip() for cell in header.cells]
    while not columns[-1] and not even:
        columns.pop()
    columns = [column or _("column {number}").format(number=number) for number, column in enumerate(columns, 1)]
    names = [column_name(column) for column in columns]
    twice = next((column for number, column in enumerate(columns) if names[number] in names[:number]), None)
    if twice:
        raise ParcError(_("the column “{column}” stands twice").format(column=twice), line=line)
    absent = next((column for column in mapping if column not in names), None)
    if absent:
        hint = _("Its columns are: {columns}.").format(columns=", ".join(columns))
        raise UsageError(_("the table has no column “{column}”").format(column=absent), hint=hint, line=line)
    if not names_titles(header, mapping):
        message = _("no column is named “title” or “titre”: the first line must hold the names of the columns")
        hint = _('Name a column: --map "{column}=title".').format(column=columns[0])
        raise ParcError(message, hint=hint, line=line)
    return tuple(columns)
