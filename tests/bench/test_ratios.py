from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.folders import snapshot, written
from bench.measure import Usage
from bench.ratios import Count, Peak, Ratio, compare, per_post
from bench.report import as_markdown, as_text

if TYPE_CHECKING:
    from pathlib import Path

    from bench.ratios import Figure


def usage(wall: float, cpu: float = 1.0, memory: int = 1) -> Usage:
    """A round."""
    return Usage(wall=wall, cpu=cpu, memory=memory)


def test_a_ratio_a_round() -> None:
    """A round in which all was twice as slow gives the same ratio."""
    (ratio,) = compare("export", [usage(1), usage(2)], [usage(4), usage(8)], {"wall": None})
    assert ratio.rounds == (0.25, 0.25)


@pytest.mark.parametrize(("goal", "met"), [(0.3, True), (0.25, True), (0.2, False), (None, None)])
def test_the_median_is_held_against_the_goal(goal: float | None, met: bool | None) -> None:
    """One disturbed round changes no verdict."""
    ours, theirs = [usage(1), usage(1), usage(9)], [usage(4), usage(4), usage(4)]
    (ratio,) = compare("export", ours, theirs, {"wall": goal})
    assert ratio.is_met is met


def test_the_cost_of_a_post_grows() -> None:
    """8 posts in 1 s, 1,024 in 192 s: a post costs one and a half times as much."""
    wall, cpu = per_post("growth", (8, [usage(1, 2)]), (1024, [usage(192, 384)]), 1.2)
    assert wall.rounds == (1.5,)
    assert (cpu.rounds, cpu.is_met) == ((1.5,), False)


def test_a_count_holds_in_every_round() -> None:
    """A single file written although nothing changed is one too many."""
    assert Count(figure="written", seen=(0, 0), goal=0).is_met is True
    assert Count(figure="written", seen=(0, 1), goal=0).is_met is False
    assert Count(figure="made", seen=(5,)).is_met is None


FIGURES: list[Figure] = [
    Ratio(figure="cold", quantity="wall", ours=(1.0, 3.0, 2.0), theirs=(10.0, 10.0, 10.0), goal=0.33),
    Ratio(figure="cold", quantity="memory", ours=(9e7,), theirs=(1.8e8,), goal=0.2),
    Ratio(figure="start", quantity="cpu", ours=(0.05,), theirs=(0.002,)),
    Count(figure="written", seen=(0,), goal=0),
    Peak(figure="peak", seen=(50_000_000, 70_000_000)),
]


def test_the_table_in_a_terminal() -> None:
    """Columns are aligned; what has no goal shows none."""
    assert as_text(FIGURES) == (
        "figure   of      goal    min    median  max    met  medians\n"
        "cold     wall    ≤ 0.33  0.1    0.2     0.3    yes  2.00 s / 10.00 s\n"
        "cold     memory  ≤ 0.2   0.5    0.5     0.5    NO   90 MB / 180 MB\n"
        "start    cpu             25     25      25          50 ms / 2 ms\n"
        "written  files   0       0      0       0      yes\n"
        "peak     memory          50 MB  60 MB   70 MB\n"
        "2 of 3 goals reached\n"
    )


def test_the_table_in_markdown() -> None:
    """The machine, the day and the versions come first; CPU time without a goal is for the terminal."""
    assert as_markdown(FIGURES[:3], "2026-01-31, 2 cores", ["Python 3.11.7", "Hugo v0.168.0"]) == (
        "2026-01-31, 2 cores. Python 3.11.7, Hugo v0.168.0.\n"
        "\n"
        "| figure | of | goal | min | median | max | met | medians |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| cold | wall | ≤ 0.33 | 0.1 | 0.2 | 0.3 | yes | 2.00 s / 10.00 s |\n"
        "| cold | memory | ≤ 0.2 | 0.5 | 0.5 | 0.5 | NO | 90 MB / 180 MB |\n"
    )


def test_files_written_are_counted(tmp_path: Path) -> None:
    """One replaced by equal bytes, one removed, one made: three; the one left alone is not among them."""
    for name in ("left", "replaced", "removed"):
        (tmp_path / name).write_text("x")
    before = snapshot(tmp_path)
    (tmp_path / "beside").write_text("x")
    (tmp_path / "beside").replace(tmp_path / "replaced")
    (tmp_path / "removed").unlink()
    (tmp_path / "made").write_text("x")
    assert written(before, snapshot(tmp_path)) == 3
