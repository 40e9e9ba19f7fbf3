"""What is measured in one run: how many posts, how often, and where; and the ways of running that the parts share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.folders import put_aside
from bench.measure import run
from bench.peers import PARCCLI

if TYPE_CHECKING:
    from pathlib import Path

    from bench.folders import Work
    from bench.measure import Usage
    from bench.peers import Peer


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Counts of posts: `posts` against Hugo, `few` against the slower peers, `sizes` for the growth of the cost."""

    work: Work
    posts: int
    few: int
    sizes: tuple[int, ...]
    repeat: int


def export(site: Path) -> Usage:
    """Run parccli's export in `site`, as it stands."""
    return run((*PARCCLI, "export"), cwd=site)


def cold_export(site: Path) -> Usage:
    """Run parccli's export in `site` with neither outputs nor cache."""
    put_aside(site, ("public", ".parccli"))
    return export(site)


def cold_build(peer: Peer, site: Path) -> Usage:
    """Let `peer` make its whole site with neither outputs nor cache."""
    put_aside(site, peer.made)
    return run((*peer.program, *(each.format(cwd=site) for each in peer.build)), cwd=site)
