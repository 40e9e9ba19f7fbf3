"""Jobs shared out to processes, their results coming back in whatever order.

Processes take no Ctrl-C of their own, end with the one that started them, and are ended at once when it has to stop.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from parccli import i18n
from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from types import TracebackType

FEW: Final = 200
"""Jobs that weigh less together are done sooner than other processes are there."""
_BATCH: Final = 40
_AHEAD: Final = 3  # batches a process: it never waits, and what is done does not heap up
_SHARES: Final = 8  # batches a process at least: none works alone for long at the end


class Job(NamedTuple):
    """A method of a worker, and its arguments; `weight` tells how many posts could be drawn in the time it takes."""

    method: str
    arguments: tuple[Any, ...]
    weight: int = 1


class Hands:
    """As many `processes`, each with a worker of its own, which `make`, a function of a module, makes there."""

    def __init__(self, make: Callable[..., object], arguments: tuple[Any, ...], *, processes: int) -> None:
        self._make = make
        self._arguments = arguments
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
            _end_all()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self) -> bool:
        """Start the processes; tell whether the system gave them all.

        It may have none to give: a container without shared memory, an account with as many as it is allowed.
        """
        if self._pool is None:
            with suppress(OSError, NotImplementedError, ImportError):
                self._pool = self._started()
        return self._pool is not None

    def _started(self) -> ProcessPoolExecutor:
        import multiprocessing  # noqa: PLC0415
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        # Copies of this process are there at once and know all its modules; other systems have to start anew.
        method = "fork" if sys.platform == "linux" else "spawn"
        pool = ProcessPoolExecutor(
            self._processes,
            mp_context=multiprocessing.get_context(method),
            initializer=_begin,
            initargs=(self._make, self._arguments, i18n.language()),
        )
        try:
            # The pool starts a process when a task comes for which none is idle.
            for _number in range(self._processes):
                pool.submit(int)
        except OSError:
            _end_all()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        return pool

    def run(self, jobs: Sequence[Job]) -> Iterator[list[Any]]:
        """Yield the results of some jobs at a time, as `perform` gives them; the processes have been started."""
        from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait  # noqa: PLC0415 -- most runs do little

        if self._pool is None:
            msg = "the processes were not started"
            raise RuntimeError(msg)
        left = batches(jobs, min(_BATCH, weight_of(jobs) // (self._processes * _SHARES)))
        running: set[Future[list[Any]]] = set()
        while True:
            while len(running) < self._processes * _AHEAD and (batch := next(left, None)):
                running.add(self._pool.submit(_perform, batch))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    results = future.result()
                except BrokenExecutor as error:
                    raise ended_by_the_system() from error
                yield results


def ended_by_the_system() -> ParcError:
    """What to tell when a process is no longer there that was to give a result."""
    return ParcError(
        _("the system has ended a process that helped, perhaps for lack of memory"),
        hint=_("Nothing was changed. Close other programs, then run the command again."),
    )


def weight_of(jobs: Iterable[Job]) -> int:
    """What jobs weigh together."""
    return sum(job.weight for job in jobs)


def batches(jobs: Iterable[Job], weight: int) -> Iterator[list[Job]]:
    """Cut jobs, in their order, into batches that weigh as much or little more; the last may weigh less."""
    batch: list[Job] = []
    missing = weight
    for job in jobs:
        batch.append(job)
        missing -= job.weight
        if missing <= 0:
            yield batch
            batch, missing = [], weight
    if batch:
        yield batch


def _end_all() -> None:
    import multiprocessing  # noqa: PLC0415

    for process in multiprocessing.active_children():
        process.kill()


def perform(worker: object, jobs: Iterable[Job]) -> list[Any]:
    """Do the jobs one after the other; one that raises LookupError is its own result."""
    results = []
    for job in jobs:
        try:
            results.append(getattr(worker, job.method)(*job.arguments))
        except LookupError:
            results.append(job)
    return results


class _Process:
    """The worker of this process, if it is one of those that were started."""

    worker: object = None


def _begin(make: Callable[..., object], arguments: tuple[Any, ...], language: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    i18n.bind(language, environ=os.environ)
    _Process.worker = make(*arguments)


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
