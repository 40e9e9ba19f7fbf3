"""`list` of all posts, with what an export and an earlier `list` left, against `hugo list all`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.measure import run
from bench.parts.plan import export
from bench.peers import HUGO, PARCCLI
from bench.ratios import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.parts.plan import Plan
    from bench.ratios import Figure


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield the ratios; both print a line a post."""
    ours, theirs = plan.work.site("parccli", plan.posts), plan.work.site("hugo", plan.posts)
    listing = (*PARCCLI, "list", "--format", "csv")
    export(ours)
    run(listing, cwd=ours)
    warm, hugo = [], []
    for _ in range(plan.repeat):
        hugo.append(run((*HUGO.program, "list", "all", "--noBuildLock"), cwd=theirs))
        warm.append(run(listing, cwd=ours))
    yield from compare("list, warm / hugo list all", warm, hugo, {"wall": 0.15, "cpu": None, "memory": None})
