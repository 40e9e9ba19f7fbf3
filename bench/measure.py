"""Run a command and say what it took: wall time, CPU time and peak memory of its whole process tree.

CPU time is what the system counted for the command and for every process below it that has ended (`wait4`), orphans
included where the system allows it. Memory is looked at every 20 ms: the resident sets of all processes of the tree are
added up (shared pages count once a process, so that many processes never look smaller than they are).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LOOK_EVERY: Final = 0.02  # seconds
_ORPHANS_END_WITHIN: Final = 2.0  # seconds
_ADOPT_ORPHANS: Final = 36  # PR_SET_CHILD_SUBREAPER of Linux
_KIB: Final = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Usage:
    """Seconds of wall and of CPU time, and bytes of peak memory (0 where the system has no /proc)."""

    wall: float
    cpu: float
    memory: int


class CommandFailedError(Exception):
    """A measured command ended with an exit code that was not expected; holds what it said."""


def adopt_orphans() -> None:
    """Make processes whose parent ends ours to wait for, so that none escapes the count. Once, at the start."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)


def run(command: Sequence[str | Path], *, cwd: Path, expected: Sequence[int] = (0,)) -> Usage:
    """Measure `command`, run in `cwd` with its talk kept aside.

    Raises:
        CommandFailedError: it ended with a code that is not among `expected`.
    """
    log = cwd / "bench.log"
    os.sync()  # what was written before weighs on nobody
    with log.open("wb") as stderr:
        started = time.perf_counter()
        # S603: the commands are this package's own.
        process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr)  # noqa: S603
        with _watch(process.pid) as seen:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    if process.returncode not in expected:
        line = " ".join(str(each) for each in command)
        message = f"{line}: exit code {process.returncode}\n{said}"
        raise CommandFailedError(message)
    return Usage(wall=wall, cpu=used.ru_utime + used.ru_stime + _cpu_of_orphans(), memory=max(seen))


def _cpu_of_orphans() -> float:
    total = 0.0
    deadline = time.monotonic() + _ORPHANS_END_WITHIN
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < deadline:
            pid, _, used = os.wait4(-1, os.WNOHANG)
            total += used.ru_utime + used.ru_stime
            if not pid:
                time.sleep(_LOOK_EVERY)
    return total


@contextlib.contextmanager
def _watch(pid: int) -> Iterator[list[int]]:
    """Yield a list of the memory seen at each look."""
    seen = [0]
    done = Event()

    def look() -> None:
        while not done.is_set():
            seen.append(_memory(pid))
            done.wait(_LOOK_EVERY)

    watcher = Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def _memory(root: int) -> int:
    resident = [_resident(pid) for pid in _tree(root)]
    # A process's own peak is known to the system; between two looks ours may have missed it.
    return max([sum(now for now, _ in resident), *(peak for _, peak in resident)])


def _tree(root: int) -> list[int]:
    pids = [root]
    for pid in pids:
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 - names alone, fifty times a second
                pids.extend(map(int, Path(f"/proc/{pid}/task/{thread}/children").read_text().split()))
    return pids


def _resident(pid: int) -> tuple[int, int]:
    """Bytes of memory that a process holds now, and held at most."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0, 0
    sizes = dict(line.split(":", 1) for line in lines if line.startswith(("VmRSS", "VmHWM")))
    now, peak = (int(sizes.get(key, "0 kB").split()[0]) * _KIB for key in ("VmRSS", "VmHWM"))
    return now, peak
