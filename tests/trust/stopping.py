"""A command, run by strace, stopped from outside at one of its calls that write: killed, or told that the call fails.

Calls are counted as strace counts them, each kind for itself, and for each process. A stop that no call reaches lets
the command end well, which is an answer too: what is asked of the site afterwards holds in any case.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.conftest import Process

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_CALLS: Final = (
    "openat", "write", "pwrite64", "ftruncate", "fchmod", "fsync", "fdatasync", "sync", "link", "linkat", "rename",
    "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir",
)  # fmt: skip
_LINE: Final = re.compile(r"(?P<pid>\d+) +(?P<name>\w+)\((?P<rest>.*)")
# Killed there, a process has done nothing yet; and what is read fails elsewhere.
_NOT_OURS: Final = re.compile(r"O_RDONLY|/\.parccli/lock\b")
_UNFORESEEN: Final = b"the system refuses what parccli needs"
_NAMING: Final = frozenset({"link", "linkat", "rename", "renameat", "renameat2"})


@dataclass(frozen=True, kw_only=True)
class Call:
    """The `number`-th call of its name; `paths` are those in the site that it touches, from its root."""

    name: str
    number: int
    paths: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What happens at a call: a signal, or an error."""

    call: Call
    what: str

    @property
    def option(self) -> str:
        """As strace has it."""
        return f"inject={self.call.name}:{self.what}:when={self.call.number}"


def require_strace() -> str:
    """The path of strace; without it, or where it may not trace, the test is skipped."""
    found = shutil.which("strace")
    if found is None:
        pytest.skip("strace is missing: `make test-slow` installs it")
    if subprocess.run([found, "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace may not trace processes here")
    return found


def run(root: Path, command: Sequence[str], stop: Stop | None = None, *, at: Path | None = None) -> tuple[int, str]:
    """Run a command in the site at `root`; its exit status, and what strace saw.

    With `at`, only calls that touch that file count.
    """
    log = root.parent / f"{root.name}.log"
    options = [*(["-e", stop.option] if stop else []), *(["-P", str(at)] if at else [])]
    tracing = ["-f", "-y", "-qq", "-s", "0", "-o", str(log), "-e", f"trace={','.join(_CALLS)}", *options]
    done = subprocess.run(
        [require_strace(), *tracing, sys.executable, "-m", "parccli", *command],
        cwd=root,
        env=Process(cwd=root).environment({"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert b"this is a bug" not in done.stderr, done.stderr.decode()
    # A call may be one for a file of the program's own. Of those of the site, no failure is left to the outermost.
    if _UNFORESEEN in done.stderr:
        assert done.stderr.startswith(b"/"), done.stderr.decode()
        assert str(root.resolve()) not in done.stderr.decode()
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    return done.returncode, text


def run_freely(root: Path, command: Sequence[str]) -> None:
    """Run a command to its end, whatever its answer is."""
    assert Process(cwd=root)(*command).exit_code in {0, 1, 2}


def calls(root: Path, log: str) -> list[Call]:
    """The calls that write in the site, in their order."""
    found: list[Call] = []
    counts: dict[tuple[str, str], int] = {}
    for match in map(_LINE.match, log.splitlines()):
        if match is None:
            continue
        pid, name, rest = match["pid"], match["name"], match["rest"]
        number = counts[pid, name] = counts.get((pid, name), 0) + 1
        arguments = rest.rpartition(" = ")[0]
        paths = re.findall(rf"{re.escape(str(root.resolve()))}(?:/([^\"<>]*))?[\"<>]", arguments)
        if name == "sync" or (paths and not _NOT_OURS.search(arguments)):
            found.append(Call(name=name, number=number, paths=tuple(paths)))
    return found


def unsynced(found: Sequence[Call]) -> list[str]:
    """The names given to files of which something was written that was not on the disk by then."""
    pending: set[str] = set()
    faults: list[str] = []
    for call in found:
        path = call.paths[-1] if call.paths else ""
        if call.name in {"write", "pwrite64", "ftruncate"}:
            pending.add(call.paths[0])
        elif call.name in {"fsync", "fdatasync"}:
            pending.discard(path)
        elif call.name == "sync":
            pending.clear()
        elif call.name in _NAMING and not pending.isdisjoint(call.paths):
            faults.append(path)
    return faults


def unlisted(found: Sequence[Call]) -> set[str]:
    """The folders in which a name was given that was not made durable afterwards."""
    pending: set[str] = set()
    for call in found:
        if call.name in _NAMING:
            pending.add(call.paths[-1].rpartition("/")[0])
        elif call.name == "fsync":
            pending.discard(call.paths[0])
        elif call.name == "sync":
            pending.clear()
    return pending
