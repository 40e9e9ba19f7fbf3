"""The folders of an output folder -> their listings; where there are many files, other processes ask the disk.

Half of an export that has nothing to do is asking for the stamps of what it made, and asking is all that it needs.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from parccli.folder.names import is_text
from parccli.folder.stamps import same, stamp_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_MANY: Final = 4000
"""Fewer files are asked about sooner than another process is there."""
_PART: Final = "\0"
_NEXT: Final = "/"  # no name of a file has one
_END: Final = "//"


class Listings:
    """The listings of the folders in `out`, by their paths there; each is read once.

    `helpers` are the processes that read some: the number, the pipe and the folders of each.
    """

    def __init__(self, out: Path) -> None:
        self._out = str(out)
        self._known: dict[str, str] = {}
        self._stamps: dict[str, str] = {}
        self.helpers: list[tuple[int, int, tuple[str, ...]]] = []

    def __getitem__(self, folder: str) -> str:
        if folder not in self._known and any(folder in folders for _pid, _pipe, folders in self.helpers):
            self._collect()
        if folder not in self._known:
            self._known[folder] = listing_of(self._place(folder))
        return self._known[folder]

    def __setitem__(self, folder: str, listing: str) -> None:
        self._known[folder] = listing

    def get(self, folder: str) -> str:
        """The listing of a folder that was read; empty for another."""
        return self._known.get(folder, "")

    def forget(self, folder: str) -> None:
        """Let a folder be read again when it is asked for."""
        self._known.pop(folder, None)

    def begin(self, sizes: Mapping[str, int], processes: int) -> None:
        """Let up to `processes` others read the folders of `sizes`, which had so many files; it is no use but for many.

        Where the system has no process to give, whoever asks for a listing waits longer.
        """
        self._stamps |= {folder: stamp_at(self._place(folder)) for folder in sizes}
        # Elsewhere a process starts from nothing, and beside threads it may not be copied.
        if sys.platform != "linux" or processes < 2 or sum(sizes.values()) < _MANY or threading.active_count() > 1:  # noqa: PLR2004 -- a pair
            return
        with suppress(OSError):
            for folders in _shared_out(sizes, processes):
                self.helpers.append(self._helper(folders))

    def forget_changed(self) -> None:
        """Forget the listings of folders that files have come to or gone from since `begin`."""
        self._collect()
        for folder, stamp in self._stamps.items():
            if not same(stamp, stamp_at(self._place(folder))):
                self._known.pop(folder, None)

    def close(self) -> None:
        """Let the helpers go."""
        while self.helpers:
            pid, pipe, _folders = self.helpers.pop()
            os.close(pipe)
            # One that has more to tell than a pipe holds would wait for ever for somebody to read it.
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)

    def _place(self, folder: str) -> str:
        return f"{self._out}/{folder}" if folder else self._out

    def _helper(self, folders: Sequence[str]) -> tuple[int, int, tuple[str, ...]]:
        ours, theirs = os.pipe()
        try:
            pid = os.fork()
        except OSError:
            os.close(ours)
            os.close(theirs)
            raise
        if pid == 0:
            # Whatever happens, Ctrl-C too, this copy must not go on with what the other one does.
            try:
                for pipe in (ours, *(pipe for _pid, pipe, _folders in self.helpers)):
                    os.close(pipe)
                _tell(theirs, "".join(f"{listing_of(self._place(folder))}{_END}" for folder in folders))
            finally:
                os._exit(0)
        os.close(theirs)
        return pid, ours, tuple(folders)

    def _collect(self) -> None:
        while self.helpers:
            pid, pipe, folders = self.helpers.pop()
            with os.fdopen(pipe, "rb") as told:
                parts = told.read().decode().split(_END)
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
            # One that was ended before its time has told less, or nothing.
            if len(parts) == len(folders) + 1:
                self._known |= dict(zip(folders, parts, strict=False))


def _shared_out(sizes: Mapping[str, int], processes: int) -> list[list[str]]:
    """Share folders out so that all have about as much to do."""
    shares: list[tuple[int, list[str]]] = [(0, []) for _number in range(min(processes, len(sizes)))]
    for folder in sorted(sizes, key=lambda folder: -sizes[folder]):
        shares.sort(key=lambda share: share[0])
        size, folders = shares[0]
        shares[0] = (size + sizes[folder], [*folders, folder])
    return [folders for _size, folders in shares]


def _tell(pipe: int, text: str) -> None:
    rest = memoryview(text.encode())
    while rest:
        rest = rest[os.write(pipe, rest) :]


def listing_of(folder: str) -> str:
    """The stamps of all files that stand in a folder, sorted by name; empty where it cannot be read.

    A name that is not Unicode is left out: parccli makes none.
    """
    try:
        with os.scandir(folder) as entries:
            return _NEXT.join(sorted(_lines(entries)))
    except OSError:
        return ""


def stamps_in(listing: str) -> dict[str, str]:
    """The stamps of a listing by the names of the files."""
    return dict([line.split(_PART) for line in listing.split(_NEXT)]) if listing else {}


def count(listing: str) -> int:
    """How many files a listing has."""
    return listing.count(_NEXT) + 1 if listing else 0


def listing_from(stamps: Mapping[str, str]) -> str:
    """Put stamps together to a listing."""
    return _NEXT.join(sorted(f"{name}{_PART}{stamp}" for name, stamp in stamps.items()))


def with_stamp(listing: str, name: str, stamp: str) -> str:
    """A listing in which a file has another stamp; KeyError where it is not in it."""
    start = f"{_NEXT}{listing}".find(f"{_NEXT}{name}{_PART}")
    if start < 0:
        raise KeyError(name)
    end = listing.find(_NEXT, start)
    return f"{listing[:start]}{name}{_PART}{stamp}{listing[end:] if end >= 0 else ''}"


def digest_of(listing: str) -> str:
    """What stands for a listing."""
    return blake2b(listing.encode(), digest_size=16).hexdigest()


def _lines(entries: Iterable[os.DirEntry[str]]) -> list[str]:
    lines = []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) or not is_text(entry.name):
            continue
        status = entry.stat(follow_symlinks=False)
        # Written out, as `plain_stamp` would: this is done for each of forty thousand files.
        stamp = f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"
        lines.append(f"{entry.name}{_PART}{stamp}")
    return lines
