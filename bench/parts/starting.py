"""Start-up: `--version`, `new` and `list` of ten posts, against Python doing nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.measure import run
from bench.peers import PARCCLI, PYTHON
from bench.ratios import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measure import Usage
    from bench.parts.plan import Plan
    from bench.ratios import Figure

_POSTS: Final = 10
_TIMES: Final = 5  # as often as the rest: a run takes a tenth of a second
_NEW: Final = "Essai de mesure"
_GOALS: Final = {"--version": 2.5, "new": 11.0, "list": 12.0}


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield the ratios of CPU time."""
    site = plan.work.site("parccli", _POSTS)
    commands = {
        "--version": (*PARCCLI, "--version"),
        "new": (*PARCCLI, "new", _NEW, "--no-edit"),
        "list": (*PARCCLI, "list"),
    }
    bare: list[Usage] = []
    taken: dict[str, list[Usage]] = {name: [] for name in commands}
    for _ in range(plan.repeat * _TIMES):
        bare.append(run(PYTHON, cwd=site))
        for name, command in commands.items():
            taken[name].append(run(command, cwd=site))
        for made in (site / "posts").rglob("*-essai-de-mesure.md"):
            made.unlink()
    for name, goal in _GOALS.items():
        yield from compare(f"parccli {name} / bare Python", taken[name], bare, {"cpu": goal, "wall": None})
