"""Work shared out to processes, the same results coming back: many hands where there is much to do, else this one.

Processes take no Ctrl-C of their own, end with the one that started them, and are ended at once when it has to stop.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from parccli import i18n
from parccli.build.results import staged_in
from parccli.build.shelf import Shelf
from parccli.build.work import Worker
from parccli.errors import ParcError
from parccli.folder.cache import Cache
from parccli.folder.staging import Stager
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from pathlib import Path
    from types import TracebackType

    from parccli.build.work import Order

FEW: Final = 200
"""Fewer jobs than these are done sooner than other processes are there."""
_BATCH: Final = 40
_AHEAD: Final = 3  # batches a process: it never waits, and what is done does not heap up


class Job(NamedTuple):
    """A method of Worker, and its arguments."""

    method: str
    arguments: tuple[Any, ...]


class Crew:
    """Whoever works on `order`: the one worker of this process, and as many `processes` as there is work for."""

    def __init__(self, order: Order, stager: Stager, shelf: Shelf, cache: Cache, *, processes: int) -> None:
        self.worker = Worker(order=order, stager=stager, shelf=shelf)
        self._cache = cache
        self._stager = stager
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        if error is not None:
            import multiprocessing  # noqa: PLC0415

            for process in multiprocessing.active_children():
                process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def run(self, jobs: Sequence[Job]) -> Iterator[Any]:
        """Yield the result of each job, in whatever order; the job itself where what it needs was not kept."""
        alone = len(jobs) < FEW or self._processes < 2 or not self.worker.shelf.is_shared  # noqa: PLR2004 -- a pair
        pool = None if alone else self._start()
        if pool is None:
            for job in jobs:
                yield from perform(self.worker, [job])
        else:
            yield from self._shared_out(pool, iter(jobs))

    def _shared_out(self, pool: ProcessPoolExecutor, jobs: Iterator[Job]) -> Iterator[Any]:
        from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait  # noqa: PLC0415 -- most exports have little to do

        running: set[Future[list[Any]]] = set()
        while True:
            while len(running) < self._processes * _AHEAD and (batch := list(islice(jobs, _BATCH))):
                running.add(pool.submit(_perform, batch))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    results = future.result()
                except BrokenExecutor as error:
                    raise ParcError(
                        _("the system has ended a process that helped, perhaps for lack of memory"),
                        hint=_("Nothing was changed. Close other programs, then run the command again."),
                    ) from error
                for result in results:
                    self._stager.adopt(staged_in(result))
                yield from results

    def _start(self) -> ProcessPoolExecutor | None:
        """Start the processes; None where the system has none to give, as in a container without shared memory."""
        if self._pool is None:
            import multiprocessing  # noqa: PLC0415
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

            self._stager.begin()
            # Copies of this process are there at once and know all its modules; other systems have to start anew.
            method = "fork" if sys.platform == "linux" else "spawn"
            with suppress(OSError, NotImplementedError, ImportError):
                self._pool = ProcessPoolExecutor(
                    self._processes,
                    mp_context=multiprocessing.get_context(method),
                    initializer=_begin,
                    initargs=(self.worker.order, self._cache.path, self._cache.version, i18n.language()),
                )
        return self._pool


def perform(worker: Worker, jobs: Iterable[Job]) -> list[Any]:
    """Do the jobs one after the other."""
    results = []
    for job in jobs:
        try:
            results.append(getattr(worker, job.method)(*job.arguments))
        except LookupError:
            results.append(job)
    return results


class _Process:
    """The worker of this process, if it is one of a crew's."""

    worker: Worker | None = None


def _begin(order: Order, cache: Path, version: str, language: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    i18n.bind(language, environ=os.environ)
    opened = Cache(cache, version)
    opened.__enter__()
    stager = Stager(order.out, writes=order.writes, wanted=order.wanted)
    _Process.worker = Worker(order=order, stager=stager, shelf=Shelf(opened))


def _end_with_parent() -> None:
    import multiprocessing  # noqa: PLC0415

    parent = multiprocessing.parent_process()
    if parent is not None:
        with suppress(OSError):
            parent.join()
        os._exit(1)


def _perform(jobs: list[Job]) -> list[Any]:
    if _Process.worker is None:
        msg = "the process was not begun"
        raise RuntimeError(msg)
    return perform(_Process.worker, jobs)
