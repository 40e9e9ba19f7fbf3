"""Export against Hugo's making the same outputs cold: cold, with nothing changed, with the newest post changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.folders import snapshot, written
from bench.parts.plan import cold_build, cold_export, export
from bench.peers import HUGO
from bench.ratios import Count, compare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.measure import Usage
    from bench.parts.plan import Plan
    from bench.ratios import Figure


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield the ratios of each, and how many files an export writes that has nothing to do."""
    ours, theirs = plan.work.site("parccli", plan.posts), plan.work.site("hugo", plan.posts)
    hugo, cold, again, changed = [], [], [], []
    made, idle, busy = [], [], []
    for _ in range(plan.repeat):
        hugo.append(cold_build(HUGO, theirs))
        cold.append(cold_export(ours))
        before = snapshot(ours / "public")
        again.append(export(ours))
        after = snapshot(ours / "public")
        made.append(len(after))
        idle.append(written(before, after))
        changed.append(_export_changed(ours))
        busy.append(written(after, snapshot(ours / "public")))
    yield from compare("cold export / Hugo cold", cold, hugo, {"wall": 0.33, "cpu": None, "memory": 0.2})
    yield from compare("export, one post changed / Hugo cold", changed, hugo, {"wall": 0.02, "cpu": None})
    yield from compare("export, nothing changed / Hugo cold", again, hugo, {"wall": 0.015, "cpu": None})
    yield Count(figure="files written, nothing changed", seen=tuple(idle), goal=0)
    yield Count(figure="files written, one post changed", seen=tuple(busy))
    yield Count(figure="files made by parccli", seen=tuple(made))
    yield Count(figure="files made by Hugo", seen=(len(snapshot(theirs / "public")),))


def _export_changed(site: Path) -> Usage:
    newest = max((site / "posts").rglob("*.md"), key=lambda path: path.name)
    text = newest.read_bytes()
    newest.write_bytes(text + "\nUne précision apportée après coup.\n".encode())
    try:
        return export(site)
    finally:
        newest.write_bytes(text)
