"""The work of an export: many hands where there is much to do, else those of this process; the same results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from parccli.build.hands import FEW, Hands, perform, weight_of
from parccli.build.results import staged_in
from parccli.build.shelf import Shelf
from parccli.build.work import Worker
from parccli.folder.cache import Cache
from parccli.folder.staging import Stager

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from parccli.build.hands import Job
    from parccli.build.work import Order
    from parccli.render.article import Target


class Crew:
    """Whoever works on `order`: the one worker of this process, and as many `processes` as there is work for."""

    def __init__(self, order: Order, stager: Stager, shelf: Shelf, cache: Cache, *, processes: int) -> None:
        self.worker = Worker(order=order, stager=stager, shelf=shelf)
        self._stager = stager
        self._cache = cache
        self._processes = processes
        self._hands = self._team()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hands.__exit__(kind, error, trace)

    def inform(self, links: Mapping[str, Target]) -> None:
        """Let all know the public posts by path; processes learn it once, as they begin, and not with each job."""
        self.worker = replace(self.worker, links=links)
        self._hands.__exit__(None, None, None)
        self._hands = self._team()

    def run(self, jobs: Sequence[Job]) -> Iterator[Any]:
        """Yield the result of each job, in whatever order; the job itself where what it needs was not kept."""
        alone = weight_of(jobs) < FEW or self._processes < 2 or not self.worker.shelf.is_shared  # noqa: PLR2004 -- a pair
        if not alone:
            self._stager.begin()
        if alone or not self._hands.start():
            for job in jobs:
                yield from perform(self.worker, [job])
            return
        for results in self._hands.run(jobs):
            for result in results:
                self._stager.adopt(staged_in(result))
            yield from results

    def _team(self) -> Hands:
        arguments = self.worker.order, self.worker.links, self._cache.path, self._cache.version
        return Hands(_worker, arguments, processes=self._processes)


def _worker(order: Order, links: Mapping[str, Target] | None, cache: Path, version: str) -> Worker:
    opened = Cache(cache, version)
    opened.__enter__()
    stager = Stager(order.place, writes=order.writes, wanted=order.wanted)
    return Worker(order=order, stager=stager, shelf=Shelf(opened), links=links)
