"""Other tools' whole sites, cold, against parccli's cold export of the same posts; they make less (see sites/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.parts.plan import cold_build, cold_export
from bench.peers import PEERS
from bench.ratios import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measure import Usage
    from bench.parts.plan import Plan
    from bench.ratios import Figure


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield the ratios, for those that are installed."""
    peers = [peer for peer in PEERS if peer.is_there]
    sites = {peer.name: plan.work.site(peer.name.lower(), plan.few) for peer in peers}
    ours = plan.work.site("parccli", plan.few)
    exported: list[Usage] = []
    taken: dict[str, list[Usage]] = {peer.name: [] for peer in peers}
    for _ in range(plan.repeat):
        exported.append(cold_export(ours))
        for peer in peers:
            taken[peer.name].append(cold_build(peer, sites[peer.name]))
    for name, usages in taken.items():
        figure = f"cold export of {plan.few:,} posts / {name}"
        yield from compare(figure, exported, usages, {"wall": None, "cpu": None, "memory": None})
