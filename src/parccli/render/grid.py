"""Tables with holes, overlaps and cells that reach too far, as people paste them → whole ones, all rows of one width.

Browsers make something of those; a screen reader counts rows and columns, and the HTML checker refuses them.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from parccli.render.tree import drop, make

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def make_whole(table: Element) -> None:
    """Shorten spans that reach over other cells, out of their group or over no column; fill rows that end early."""
    groups = table.iterchildren("thead", "tbody", "tfoot")
    rows = [row for group in groups for row in _lay_out(_filled_rows(group))]
    columns = {column for row in rows for column in row.begins.values()}
    for row in rows:
        for cell, column in row.begins.items():
            reach = range(column, column + _span(cell, "colspan"))
            _set_span(cell, "colspan", len(columns.intersection(reach)))
        row.element.extend(make("td") for _column in columns - row.taken)


class _Row:
    """A row and the columns that its cells, and those that reach down to it, take."""

    def __init__(self, element: Element, taken: set[int]) -> None:
        self.element = element
        self.taken = taken
        self.begins: dict[Element, int] = {}

    def place(self, cell: Element) -> range:
        """Give a cell the first free column, and as many after it as it asks for and finds free."""
        first = next(column for column in range(len(self.taken) + 1) if column not in self.taken)
        wanted = range(first, first + _span(cell, "colspan"))
        columns = range(first, first + sum(1 for _ in takewhile(lambda column: column not in self.taken, wanted)))
        self.begins[cell] = first
        self.taken.update(columns)
        _set_span(cell, "colspan", len(columns))
        return columns


def _filled_rows(group: Element) -> list[Element]:
    """The rows in which a cell begins; the others go, and the cells that reach over them become shorter."""
    rows = list(group.iterchildren("tr"))
    for number in reversed(range(len(rows))):
        if not len(rows[number]):
            for distance, above in enumerate(reversed(rows[:number]), 1):
                for cell in above:
                    if _span(cell, "rowspan") > distance:
                        _set_span(cell, "rowspan", _span(cell, "rowspan") - 1)
            drop(rows.pop(number))
    return rows


def _lay_out(rows: list[Element]) -> list[_Row]:
    laid: list[_Row] = []
    reaching: list[tuple[range, int]] = []
    for number, element in enumerate(rows):
        reaching = [(columns, end) for columns, end in reaching if end > number]
        row = _Row(element, {column for columns, _end in reaching for column in columns})
        for cell in element:
            height = min(_span(cell, "rowspan"), len(rows) - number)
            _set_span(cell, "rowspan", height)
            reaching.append((row.place(cell), number + height))
        laid.append(row)
    return laid


def _span(cell: Element, name: str) -> int:
    return int(cell.get(name, "1"))


def _set_span(cell: Element, name: str, span: int) -> None:
    if span > 1:
        cell.set(name, str(span))
    elif cell.get(name) is not None:
        del cell.attrib[name]
