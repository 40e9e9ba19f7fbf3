"""Rows of cells -> a table as text that fits a screen."""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console as Screen
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import JustifyMethod

GAP = 3
"""What rich puts between two columns, in characters."""

NARROW = 12
"""What a column keeps when room is short, in characters; more on a wide screen."""

_JUSTIFIED: dict[str, JustifyMethod] = {"right": "right", "center": "center"}


def drawn(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    width: int,
    colour: bool,
    main: int | None = None,
    below: int | None = None,
    aligned: Sequence[str] = (),
) -> str:
    """Draw a table of at most `width` characters where that can be done.

    Short of room, the column `below` moves under `main`, where all of it shows; then every column but `main` is cut,
    then `main` is folded. Without `main` the widest are folded first. `aligned` has `right` or `center` for a column.
    """
    natural = [max(map(_width, cells)) for cells in zip(columns, *rows, strict=True)]
    room = width - GAP * (len(columns) - 1)
    if below is not None and main is not None and sum(natural) > room:
        columns, rows, main = _moved(columns, rows, main, below)
        return drawn(columns, rows, width=width, colour=colour, main=main, aligned=aligned)
    widths = evened(natural, room) if main is None else favoured(natural, room, main)
    folds = [main in {None, number} for number in range(len(columns))]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column, size, fold, justify in zip(columns, widths, folds, aligned or [""] * len(columns), strict=True):
        table.add_column(Text(column), width=size, no_wrap=not fold, justify=_JUSTIFIED.get(justify, "left"))
    for row in rows:
        cells = zip(row, widths, folds, strict=True)
        table.add_row(*(_cell(cell, size if fold else None) for cell, size, fold in cells))
    screen = Screen(
        width=sum(widths) + GAP * len(widths), force_terminal=colour, color_system="standard" if colour else None
    )
    with screen.capture() as capture:
        screen.print(table)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def favoured(natural: Sequence[int], room: int, main: int) -> list[int]:
    """Take from the columns what is too much for `room`: from the last first, and from the `main` one at the end."""
    widths = list(natural)
    least = max(NARROW, room // 6)
    for number in [*(number for number in reversed(range(len(widths))) if number != main), main]:
        excess = max(0, sum(widths) - room)
        widths[number] = max(widths[number] - excess, min(least, widths[number]))
    return widths


def evened(natural: Sequence[int], room: int) -> list[int]:
    """Take from the widest columns what is too much for `room`; the first of them give one more than the last."""
    # The width that all can have is looked for, not counted down to: a cell may hold a whole chapter.
    common = bisect_right(range(max(natural) + 1), room, key=lambda width: _capped(natural, width)) - 1
    widths = [min(width, max(NARROW, common)) for width in natural]
    cut = [number for number, width in enumerate(natural) if width > widths[number]]
    spare = max(0, room - sum(widths))
    for number in cut[max(0, len(cut) - spare) :]:
        widths[number] += 1
    return widths


def _capped(widths: Sequence[int], most: int) -> int:
    return sum(min(width, most) for width in widths)


def _moved(
    columns: Sequence[str], rows: Sequence[Sequence[str]], main: int, below: int
) -> tuple[list[str], list[list[str]], int]:
    """Put the cells of the column `below` on a line of their own under those of `main`."""
    moved = []
    for row in rows:
        cells = list(row)
        cells[main] = f"{row[main]}\n{row[below]}"
        moved.append(cells[:below] + cells[below + 1 :])
    return [*columns[:below], *columns[below + 1 :]], moved, main - (below < main)


def _width(text: str) -> int:
    return max(map(cell_len, text.split("\n")))


def _cell(text: str, width: int | None) -> Text:
    # Text, because a title is no markup: `[/promo]` would raise, `:fire:` would burn. And rich folds at no-break
    # spaces, where French must not.
    first, *rest = (textwrap.fill(line, width) if width else line for line in text.split("\n"))
    return Text("\n").join([Text(first), *(Text(line, style="dim") for line in rest)])
