"""What was measured, as figures with their goals: pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.measure import Usage

Quantity = Literal["wall", "cpu", "memory"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratio:
    """Seconds, or bytes of memory, of ours against theirs: one of each a round, run one after the other."""

    figure: str
    quantity: Quantity
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    goal: float | None = None

    @property
    def rounds(self) -> tuple[float, ...]:
        """The ratio of each round: what disturbed the machine then disturbed both sides."""
        return tuple(ours / theirs for ours, theirs in zip(self.ours, self.theirs, strict=True))

    @property
    def is_met(self) -> bool | None:
        """Whether the median is within the goal; none without a goal."""
        return None if self.goal is None else median(self.rounds) <= self.goal


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """A number seen in each round, such as that of files written when nothing changed."""

    figure: str
    seen: tuple[int, ...]
    goal: int | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether every round saw the goal; none without a goal."""
        return None if self.goal is None else all(each == self.goal for each in self.seen)


@dataclass(frozen=True, kw_only=True, slots=True)
class Peak:
    """Bytes of memory that were held at most, in each round."""

    figure: str
    seen: tuple[int, ...]


Figure = Ratio | Count | Peak


def compare(
    figure: str, ours: Sequence[Usage], theirs: Sequence[Usage], goals: Mapping[Quantity, float | None]
) -> Iterator[Ratio]:
    """Yield a ratio for each quantity in `goals`, with its goal."""
    for quantity, goal in goals.items():
        yield Ratio(
            figure=figure,
            quantity=quantity,
            ours=tuple(getattr(each, quantity) for each in ours),
            theirs=tuple(getattr(each, quantity) for each in theirs),
            goal=goal,
        )


def per_post(
    figure: str, few: tuple[int, Sequence[Usage]], many: tuple[int, Sequence[Usage]], goal: float | None
) -> Iterator[Ratio]:
    """Yield how the cost of one post grows between two numbers of posts, each given with its rounds."""
    quantities: Mapping[Quantity, float | None] = {"wall": None, "cpu": goal}
    for quantity, limit in quantities.items():
        theirs, ours = (tuple(getattr(each, quantity) / posts for each in rounds) for posts, rounds in (few, many))
        yield Ratio(figure=figure, quantity=quantity, ours=ours, theirs=theirs, goal=limit)
