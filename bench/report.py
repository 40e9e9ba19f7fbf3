"""Figures as a table, for a terminal or in Markdown: text out."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from bench.ratios import Count, Peak, Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.ratios import Figure

_COLUMNS: Final = ("figure", "of", "goal", "min", "median", "max", "met", "medians")
_MET: Final = {True: "yes", False: "NO", None: ""}
_MB: Final = 1_000_000


def as_text(figures: Iterable[Figure]) -> str:
    """A table with aligned columns."""
    rows = [_COLUMNS, *map(_cells, figures)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def as_markdown(figures: Iterable[Figure], machine: str, programs: Sequence[str]) -> str:
    """A table under a line that says what ran where and when."""
    rows = [_COLUMNS, tuple("---" for _ in _COLUMNS), *map(_cells, figures)]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{machine}. {', '.join(programs)}.\n\n{lines}\n"


def _cells(figure: Figure) -> tuple[str, ...]:
    match figure:
        case Ratio():
            spread = (min(figure.rounds), median(figure.rounds), max(figure.rounds))
            goal = "" if figure.goal is None else f"≤ {figure.goal:g}"
            sides = f"{_amount(figure, figure.ours)} / {_amount(figure, figure.theirs)}"
            return (
                figure.figure,
                figure.quantity,
                goal,
                *(f"{each:.3g}" for each in spread),
                _MET[figure.is_met],
                sides,
            )
        case Count():
            spread = (min(figure.seen), median(figure.seen), max(figure.seen))
            goal = "" if figure.goal is None else f"{figure.goal}"
            return (figure.figure, "files", goal, *(f"{each:,.0f}" for each in spread), _MET[figure.is_met], "")
        case Peak():
            spread = (min(figure.seen), median(figure.seen), max(figure.seen))
            return (figure.figure, "memory", "", *(f"{each / _MB:,.0f} MB" for each in spread), "", "")


def _amount(figure: Ratio, seen: Sequence[float]) -> str:
    middle = median(seen)
    if figure.quantity == "memory":
        return f"{middle / _MB:,.0f} MB"
    return f"{middle:.2f} s" if middle >= 1 else f"{middle * 1000:.3g} ms"
