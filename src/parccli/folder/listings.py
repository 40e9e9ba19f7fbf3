"""The folders of an output folder -> their listings; where there are many files, other processes ask the disk.

Half of an export that has nothing to do is asking for the stamps of what it made, and asking is all that it needs.
"""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from parccli.folder import looking
from parccli.folder.looking import NEXT, PART, Helper, Mark, listing_of
from parccli.folder.stamps import same, stamp_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_MANY: Final = 4000
"""Fewer files are asked about sooner than another process is there."""


def _nothing(_folder: str) -> str | None:
    return None


class Listings:
    """The listings of the folders in `out`, by their paths there; each is read once.

    `helpers` read some, and tell their marks alone: `recall` may give a listing that was kept, of which it is the mark.
    """

    def __init__(self, out: Path) -> None:
        self._out = str(out)
        self._texts: dict[str, str] = {}
        self._marks: dict[str, Mark] = {}
        self._stamps: dict[str, str] = {}
        self.helpers: list[Helper] = []
        self.recall: Callable[[str], str | None] = _nothing

    def __getitem__(self, folder: str) -> str:
        mark = self.mark(folder)
        if folder not in self._texts:
            text = self.recall(folder)
            if text is None or Mark.of(text) != mark:
                self._read(folder)
            else:
                self._texts[folder] = text
        return self._texts[folder]

    def __setitem__(self, folder: str, listing: str) -> None:
        self._texts[folder], self._marks[folder] = listing, Mark.of(listing)

    def mark(self, folder: str) -> Mark:
        """What stands for the listing of a folder."""
        if folder not in self._marks:
            self._collect()
        if folder not in self._marks:
            self._read(folder)
        return self._marks[folder]

    def size(self, folder: str) -> int:
        """How many files there were in a folder that was read; none in another."""
        return self._marks[folder].size if folder in self._marks else 0

    def forget(self, folder: str) -> None:
        """Let a folder be read again when it is asked for."""
        self._texts.pop(folder, None)
        self._marks.pop(folder, None)

    def begin(self, sizes: Mapping[str, int], processes: int) -> None:
        """Let up to `processes` others read the folders of `sizes`, which had so many files; it is no use but for many.

        Where the system has no process to give, whoever asks for a listing waits longer.
        """
        if ahead := looking.taken(self._out):
            self.helpers += ahead
            return
        # Elsewhere a process starts from nothing, and beside threads it may not be copied.
        if sys.platform != "linux" or processes < 2 or sum(sizes.values()) < _MANY or threading.active_count() > 1:  # noqa: PLR2004 -- a pair
            return
        with suppress(OSError):
            for folders in looking.shared_out(sizes, min(processes, len(sizes))):
                self.helpers.append(looking.started(self._out, folders.copy, self.helpers))

    def forget_changed(self) -> None:
        """Forget the listings of folders that files have come to or gone from since they were read."""
        self._collect()
        for folder, stamp in self._stamps.items():
            if not same(stamp, stamp_at(looking.place(self._out, folder))):
                self.forget(folder)

    def close(self) -> None:
        """Let the helpers go."""
        looking.let_go()
        while self.helpers:
            self.helpers.pop().end()

    def _read(self, folder: str) -> None:
        place = looking.place(self._out, folder)
        self._stamps[folder] = stamp_at(place)
        self[folder] = listing_of(place)

    def _collect(self) -> None:
        while self.helpers:
            for folder, stamp, mark in self.helpers.pop().told():
                self._stamps[folder], self._marks[folder] = stamp, mark


def stamps_in(listing: str) -> dict[str, str]:
    """The stamps of a listing by the names of the files."""
    return dict([line.split(PART) for line in listing.split(NEXT)]) if listing else {}


def listing_from(stamps: Mapping[str, str]) -> str:
    """Put stamps together to a listing."""
    return NEXT.join(sorted(f"{name}{PART}{stamp}" for name, stamp in stamps.items()))


def with_stamp(listing: str, name: str, stamp: str) -> str:
    """A listing in which a file has another stamp; KeyError where it is not in it."""
    start = f"{NEXT}{listing}".find(f"{NEXT}{name}{PART}")
    if start < 0:
        raise KeyError(name)
    end = listing.find(NEXT, start)
    return f"{listing[:start]}{name}{PART}{stamp}{listing[end:] if end >= 0 else ''}"


def digest_of(text: str) -> str:
    """What stands for a listing, or another text."""
    return Mark.of(text).digest
