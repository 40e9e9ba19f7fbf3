"""What the last export made in one output folder: which sheet gave which files, and what the disk said of them then.

It is believed only as far as the disk still says the same: of the manifest, and of each file.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.folder.listings import Listings, digest_of, listing_from, stamps_in, with_stamp
from parccli.folder.manifest import MANIFEST
from parccli.folder.stamps import plain_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

_FEW: Final = 20
"""Stamps: to put one into a long listing by itself is quicker than to take all of it apart."""
_FIELD, _LINE, _PART = "\t", "\n", "\0"
_UNWRITABLE: Final = frozenset(f"{_FIELD}{_LINE}{_PART}")


class Entry(NamedTuple):
    """A sheet as it was made: its name, what it was made of, and the paths of its files."""

    name: str
    digest: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Ledger:
    """`manifest` is the manifest's stamp, `ids` those of the posts that were public, `sheets` what was made, by name.

    `places` holds, for each folder, the digest of the listing of the files in it.
    """

    manifest: str = ""
    ids: frozenset[str] = frozenset()
    sheets: Mapping[str, Entry] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


def head_to_text(ledger: Ledger) -> str:
    """Write all but the sheets."""
    return json.dumps([ledger.manifest, sorted(ledger.ids), ledger.places], ensure_ascii=False)


def head_from_text(text: str, sheets: Mapping[str, Entry]) -> Ledger:
    """Read what `head_to_text` wrote; ValueError or TypeError for anything else."""
    manifest, ids, places = json.loads(text)
    return Ledger(manifest, frozenset(ids), sheets, dict(places))


def to_text(sheets: Iterable[Entry]) -> str:
    """Write sheets whose names and paths are all writable."""
    return _LINE.join([_FIELD.join((sheet.name, sheet.digest, *sheet.paths)) for sheet in sheets])


def by_name(text: str) -> Iterator[tuple[str, Entry]]:
    """Read it with the names."""
    return ((entry.name, entry) for entry in from_text(text))


def from_text(text: str) -> Iterator[Entry]:
    """Read what `to_text` wrote; ValueError for anything else."""
    for line in text.split(_LINE) if text else ():
        name, digest, *paths = line.split(_FIELD)
        yield Entry(name, digest, tuple(paths))


def is_writable(name: str) -> bool:
    """Whether a name of a sheet or a path can stand in a ledger."""
    return _UNWRITABLE.isdisjoint(name)


class Disk:
    """What the disk says of the files in the output folder `out`, by its `listings`."""

    def __init__(self, out: Path, listings: Listings | None = None) -> None:
        self._out = out
        self.listings = Listings(out) if listings is None else listings

    def manifest(self) -> str:
        """The stamp of the manifest; empty where there is none."""
        return self._stamp(MANIFEST)

    def moved(self, places: Mapping[str, str], then: Callable[[str], str | None]) -> set[str] | None:
        """The paths of files that are not what they were when `places` was written; None if that cannot be told.

        `then` gives the listing of a folder as it was.
        """
        moved = set()
        for folder, digest in places.items():
            if self.listings.mark(folder).digest == digest:
                continue
            listing = self.listings[folder]
            before = then(folder)
            if before is None or digest_of(before) != digest:
                return None
            names = {name for name, _stamp in stamps_in(listing).items() ^ stamps_in(before).items()}
            moved |= {f"{folder}/{name}" if folder else name for name in names}
        return moved

    def look_again(self, changed: Iterable[str]) -> None:
        """Ask about the files at the paths `changed` again."""
        by_folder: dict[str, list[str]] = {}
        for path in changed:
            folder, _slash, name = path.rpartition("/")
            by_folder.setdefault(folder, []).append(name)
        for folder, names in by_folder.items():
            # Only where there was nothing before: what somebody alters meanwhile must not pass for ours.
            if not self.listings.size(folder):
                self.listings.forget(folder)
                continue
            now = {name: self._stamp(f"{folder}/{name}" if folder else name) for name in names}
            self.listings[folder] = _with_stamps(self.listings[folder], now)

    def _stamp(self, path: str) -> str:
        try:
            return plain_stamp(os.lstat(f"{self._out}/{path}"))
        except OSError:
            return ""


def _with_stamps(listing: str, now: Mapping[str, str]) -> str:
    """A listing in which some files have other stamps, or none where they are gone."""
    if len(now) <= _FEW and all(now.values()):
        with suppress(KeyError):
            for name, stamp in now.items():
                listing = with_stamp(listing, name, stamp)
            return listing
    stamps = {**stamps_in(listing), **now}
    return listing_from({name: stamp for name, stamp in stamps.items() if stamp})
