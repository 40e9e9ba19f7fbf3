"""`validate` with all rules, against a cold export of the same posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.folders import put_aside
from bench.measure import run
from bench.parts.plan import cold_export
from bench.peers import PARCCLI
from bench.ratios import compare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.parts.plan import Plan
    from bench.ratios import Figure


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield the ratios with nothing kept, and again at once."""
    site = plan.work.site("parccli", plan.posts)
    exported, cold, warm = [], [], []
    for _ in range(plan.repeat):
        exported.append(cold_export(site))
        _empty_state(site)
        cold.append(run((*PARCCLI, "validate"), cwd=site))
        warm.append(run((*PARCCLI, "validate"), cwd=site))
    yield from compare("validate, cold / cold export", cold, exported, {"wall": 1.5, "cpu": None, "memory": None})
    yield from compare("validate, warm / cold export", warm, exported, {"wall": 0.2, "cpu": None})


def _empty_state(site: Path) -> None:
    # Without the folder `validate` would keep nothing: an export is what makes it.
    put_aside(site, (".parccli",))
    (site / ".parccli").mkdir()
