"""Figures as a table, for a terminal or in Markdown: text out."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from bench.ratios import Count, Peak, Ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bench.ratios import Figure

_COLUMNS: Final = ("figure", "of", "goal", "min", "median", "max", "met", "medians")
_MET: Final = {True: "yes", False: "NO", None: ""}


def as_text(figures: Sequence[Figure]) -> str:
    """A table with aligned columns, and how many of the goals were reached."""
    rows = [_COLUMNS, *map(_cells, figures)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    verdicts = [each.is_met for each in figures if not isinstance(each, Peak) and each.is_met is not None]
    return "\n".join((*lines, f"{sum(verdicts)} of {len(verdicts)} goals reached")) + "\n"


def as_markdown(figures: Iterable[Figure], machine: str, programs: Sequence[str]) -> str:
    """A table for readers, under a line that says what ran where and when: figures with a goal, and wall time."""
    kept = [each for each in figures if not isinstance(each, Ratio) or each.goal is not None or each.quantity == "wall"]
    rows = [_COLUMNS, tuple("---" for _ in _COLUMNS), *map(_cells, kept)]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{machine}. {', '.join(programs)}.\n\n{lines}\n"


def _cells(figure: Figure) -> tuple[str, ...]:
    match figure:
        case Ratio():
            spread = _spread(figure.rounds, lambda each: f"{each:.3g}")
            sides = f"{_amount(figure, figure.ours)} / {_amount(figure, figure.theirs)}"
            goal = "" if figure.goal is None else f"≤ {figure.goal:g}"
            return (figure.figure, figure.quantity, goal, *spread, _MET[figure.is_met], sides)
        case Count():
            goal = "" if figure.goal is None else f"{figure.goal}"
            spread = _spread(figure.seen, lambda each: f"{each:,.0f}")
            return (figure.figure, "files", goal, *spread, _MET[figure.is_met], "")
        case Peak():
            return (figure.figure, "memory", "", *_spread(figure.seen, _megabytes), "", "")


def _spread(seen: Sequence[float], shown: Callable[[float], str]) -> tuple[str, str, str]:
    return shown(min(seen)), shown(median(seen)), shown(max(seen))


def _amount(figure: Ratio, seen: Sequence[float]) -> str:
    middle = median(seen)
    if figure.quantity == "memory":
        return _megabytes(middle)
    return f"{middle:.2f} s" if middle >= 0.1 else f"{middle * 1000:.3g} ms"


def _megabytes(size: float) -> str:
    return f"{size / 1_000_000:,.0f} MB"
