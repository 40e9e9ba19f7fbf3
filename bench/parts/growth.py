"""What a post costs in a cold export as the site grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.parts.plan import cold_export
from bench.ratios import Peak, per_post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measure import Usage
    from bench.parts.plan import Plan
    from bench.ratios import Figure


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield the growth from the second of the sizes to each larger one, and the peak memory of all."""
    taken: dict[int, list[Usage]] = {size: [] for size in plan.sizes}
    for _ in range(plan.repeat):
        for size in plan.sizes:
            taken[size].append(cold_export(plan.work.site("parccli", size)))
    base, *larger = plan.sizes[1:] or plan.sizes
    for size in larger:
        goal = 1.2 if size == plan.sizes[-1] else None
        figure = f"cost of a post among {size:,} / among {base:,}"
        yield from per_post(figure, (base, taken[base]), (size, taken[size]), goal)
    for size, usages in taken.items():
        yield Peak(figure=f"cold export of {size:,} posts", seen=tuple(each.memory for each in usages))
