"""The folders of an output folder -> their listings; where there are many files, other processes ask the disk.

Half of an export that has nothing to do is asking for the stamps of what it made, and asking is all that it needs.
"""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from parccli.folder import looking
from parccli.folder.looking import NEXT, PART, Helper, listing_of
from parccli.folder.stamps import same, stamp_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MANY: Final = 4000
"""Fewer files are asked about sooner than another process is there."""


class Listings:
    """The listings of the folders in `out`, by their paths there; each is read once. `helpers` read some."""

    def __init__(self, out: Path) -> None:
        self._out = str(out)
        self._known: dict[str, str] = {}
        self._stamps: dict[str, str] = {}
        self.helpers: list[Helper] = []

    def __getitem__(self, folder: str) -> str:
        if folder not in self._known:
            self._collect()
        if folder not in self._known:
            place = looking.place(self._out, folder)
            self._stamps[folder], self._known[folder] = stamp_at(place), listing_of(place)
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
        if ahead := looking.taken(self._out):
            self.helpers.append(ahead)
            return
        # Elsewhere a process starts from nothing, and beside threads it may not be copied.
        if sys.platform != "linux" or processes < 2 or sum(sizes.values()) < _MANY or threading.active_count() > 1:  # noqa: PLR2004 -- a pair
            return
        with suppress(OSError):
            for folders in _shared_out(sizes, processes):
                self.helpers.append(looking.started(self._out, folders, self.helpers))

    def forget_changed(self) -> None:
        """Forget the listings of folders that files have come to or gone from since they were read."""
        self._collect()
        for folder, stamp in self._stamps.items():
            if not same(stamp, stamp_at(looking.place(self._out, folder))):
                self._known.pop(folder, None)

    def close(self) -> None:
        """Let the helpers go."""
        looking.let_go()
        while self.helpers:
            self.helpers.pop().end()

    def _collect(self) -> None:
        while self.helpers:
            for folder, stamp, listing in self.helpers.pop().told():
                self._stamps[folder], self._known[folder] = stamp, listing


def _shared_out(sizes: Mapping[str, int], processes: int) -> list[list[str]]:
    """Share folders out so that all have about as much to do."""
    shares: list[tuple[int, list[str]]] = [(0, []) for _number in range(min(processes, len(sizes)))]
    for folder in sorted(sizes, key=lambda folder: -sizes[folder]):
        shares.sort(key=lambda share: share[0])
        size, folders = shares[0]
        shares[0] = (size + sizes[folder], [*folders, folder])
    return [folders for _size, folders in shares]


def stamps_in(listing: str) -> dict[str, str]:
    """The stamps of a listing by the names of the files."""
    return dict([line.split(PART) for line in listing.split(NEXT)]) if listing else {}


def count(listing: str) -> int:
    """How many files a listing has."""
    return listing.count(NEXT) + 1 if listing else 0


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


def digest_of(listing: str) -> str:
    """What stands for a listing."""
    return blake2b(listing.encode(), digest_size=16).hexdigest()
