"""Folders of an output folder -> what the disk says of the files in them, asked here or by another process.

It imports next to nothing: of a large site, that process begins before the program itself is read.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from parccli.folder.stamps import stamp_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

PART: Final = "\0"
"""Between a name and a stamp; NEXT is between two files of a listing: no name of a file has it."""
NEXT: Final = "/"
_END: Final = "//"  # no path of a folder has it
_WITHOUT_FOLDERS: Final = 2
_LARGE: Final = 1_500_000
"""Bytes of a manifest: it has some four thousand files, and fewer are asked about sooner than a process is there."""


class Mark(NamedTuple):
    """What stands for a listing, and how many files it has."""

    digest: str
    size: int

    @classmethod
    def of(cls, listing: str) -> Self:
        """Make it."""
        from hashlib import blake2b  # noqa: PLC0415 -- OpenSSL comes along, and whoever looks ahead begins before it

        digest = blake2b(listing.encode(), digest_size=16).hexdigest()
        return cls(digest, listing.count(NEXT) + 1 if listing else 0)


class Helper(NamedTuple):
    """A process that reads folders, and the pipe by which it tells of them: not all that it has read, which is long."""

    pid: int
    pipe: int

    def told(self) -> Iterator[tuple[str, str, Mark]]:
        """Wait for it; yield each folder that it has read, its own stamp before that, and its listing's mark."""
        with os.fdopen(self.pipe, "rb") as pipe:
            parts = pipe.read().decode().split(_END)
        self._wait()
        # One that was ended before its time has told less, or nothing.
        for number in range(0, len(parts) - 4, 4):
            folder, stamp, digest, size = parts[number : number + 4]
            yield folder, stamp, Mark(digest, int(size))

    def end(self) -> None:
        """Do without it."""
        os.close(self.pipe)
        # One that has more to tell than a pipe holds would wait for ever for somebody to read it.
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self._wait()

    def _wait(self) -> None:
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def started(out: str, folders: Callable[[], Iterable[str]], others: Iterable[Helper] = ()) -> Helper:
    """Start a process that reads the folders of the folder `out` that `folders` gives there, beside `others`.

    OSError where the system has none to give.
    """
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
            for pipe in (ours, *(other.pipe for other in others)):
                os.close(pipe)
            _tell(theirs, "".join(_report(out, folders())))
        finally:
            os._exit(0)
    os.close(theirs)
    return Helper(pid, ours)


def place(out: str, folder: str) -> str:
    """Where a folder of `out` is."""
    return f"{out}/{folder}" if folder else out


def shared_out(sizes: Mapping[str, int], number: int) -> list[list[str]]:
    """Share folders out so that all have about as much to do; `sizes` tell how much is in them."""
    shares: list[tuple[int, list[str]]] = [(0, []) for _number in range(number)]
    for folder in sorted(sizes, key=lambda folder: (-sizes[folder], folder)):
        shares.sort(key=lambda share: share[0])
        size, folders = shares[0]
        shares[0] = (size + sizes[folder], [*folders, folder])
    return [folders for _size, folders in shares]


_ahead: dict[str, list[Helper]] = {}


def look_ahead(start: str) -> None:
    """Have two processes read the usual output folder of the site around `start`, if it is there and large.

    It is a guess: whoever opens the site knows better, and asks for it by `taken`, or lets it go.
    """
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:  # noqa: PLR2004 -- a pair
        return
    with suppress(OSError, ValueError):
        root = os.path.realpath(start)
        while not os.path.lexists(f"{root}/parccli.toml"):
            if root == (root := os.path.dirname(root)):  # noqa: PTH120 -- pathlib is not there yet
                return
        out = f"{root}/public"
        if os.stat(f"{out}/manifest.json").st_size > _LARGE:  # noqa: PTH116
            helpers = _ahead[out] = []
            for number in range(2):
                # Each sees for itself which folders there are: all but at once, and the same.
                helpers.append(started(out, partial(_share_of, out, number), helpers))


def taken(out: str) -> list[Helper]:
    """The processes that were started ahead to read the folder `out`, whose from now on it is to wait for them."""
    return _ahead.pop(out, [])


def let_go() -> None:
    """Do without those that were started ahead and that nobody has taken."""
    while _ahead:
        for helper in _ahead.popitem()[1]:
            helper.end()


def _share_of(out: str, number: int) -> list[str]:
    return shared_out(dict(_sizes_in(out)), 2)[number]


def _sizes_in(out: str) -> Iterator[tuple[str, int]]:
    left = [""]
    while left:
        folder = left.pop()
        with suppress(OSError):
            status = os.stat(place(out, folder))  # noqa: PTH116
            yield folder, status.st_size
            # Where each folder in it counts as a link to it, one of two has none. If one is overlooked on a disk that
            # does not count them so, whoever asks for it reads it.
            if status.st_nlink != _WITHOUT_FOLDERS:
                with os.scandir(place(out, folder)) as entries:
                    inner = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
                left += [place(folder, name) if folder else name for name in inner if _is_text(name)]


def _report(out: str, folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        # The stamp first: what changes in between is then seen to have.
        stamp, mark = stamp_at(place(out, folder)), Mark.of(listing_of(place(out, folder)))
        yield f"{folder}{_END}{stamp}{_END}{mark.digest}{_END}{mark.size}{_END}"


def listing_of(folder: str) -> str:
    """The stamps of all files that stand in a folder, sorted by name; empty where it cannot be read.

    A name that is not Unicode is left out: parccli makes none.
    """
    try:
        # By its number, where it can have one: the system need not find the way to each file again.
        if os.scandir not in os.supports_fd:
            return _listed(folder)
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            return _listed(number)
        finally:
            os.close(number)
    except OSError:
        return ""


def _listed(folder: str | int) -> str:
    lines = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=False) or not (name.isascii() or _is_text(name)):
                continue
            status = entry.stat(follow_symlinks=False)
            # Written out, as `plain_stamp` would: this is done for each of forty thousand files.
            stamp = f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"
            lines.append(f"{name}{PART}{stamp}")
    return NEXT.join(sorted(lines))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _tell(pipe: int, text: str) -> None:
    rest = memoryview(text.encode())
    while rest:
        rest = rest[os.write(pipe, rest) :]
