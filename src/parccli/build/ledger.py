"""What the last export made in one output folder: which sheet gave which files, and what the disk said of them then.

It is believed only as far as the disk still says the same: of the manifest, and of each file.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.folder.manifest import MANIFEST
from parccli.folder.stamps import plain_stamp, stamps_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_FIELD, _LINE, _PART = "\t", "\n", "\0"
_UNWRITABLE: Final = frozenset(f"{_FIELD}{_LINE}{_PART}")


class Entry(NamedTuple):
    """A sheet as it was made: what it was made of, and the paths of its files."""

    digest: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Ledger:
    """`manifest` is the manifest's stamp, `ids` those of the posts that were public, `sheets` what was made, by name.

    `places` holds, for each folder, the stamps of the files in it, as `_listing` writes them.
    """

    manifest: str = ""
    ids: frozenset[str] = frozenset()
    sheets: Mapping[str, Entry] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


def to_text(ledger: Ledger) -> str:
    """Write it; empty when a name cannot be written, which an export never makes."""
    head = json.dumps([ledger.manifest, sorted(ledger.ids)], ensure_ascii=False)
    lines = [_FIELD.join((name, entry.digest, *entry.paths)) for name, entry in ledger.sheets.items()]
    return _LINE.join((head, *lines))


def from_text(text: str, places: Mapping[str, str]) -> Ledger:
    """Read what `to_text` wrote; ValueError or TypeError for anything else."""
    head, *lines = text.split(_LINE)
    manifest, ids = json.loads(head)
    sheets = {}
    for line in lines:
        name, digest, *paths = line.split(_FIELD)
        sheets[name] = Entry(digest, tuple(paths))
    return Ledger(manifest, frozenset(ids), sheets, places)


def is_writable(name: str) -> bool:
    """Whether a name of a sheet or a path can stand in a ledger."""
    return _UNWRITABLE.isdisjoint(name)


class Disk:
    """What the disk says of the files in the output folder `out`: asked once a folder, and again of what has moved."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._stamps: dict[str, dict[str, str]] = {}

    def manifest(self) -> str:
        """The stamp of the manifest; empty where there is none."""
        return self._stamp(MANIFEST)

    def moved(self, places: Mapping[str, str]) -> set[str]:
        """The paths of files that are not what they were when `places` was written."""
        moved = set()
        for folder, listing in places.items():
            now = self._stamps[folder] = stamps_in(self._out / folder)
            if _listing(now) != listing:
                then = dict(line.split(_PART) for line in listing.split(_LINE)) if listing else {}
                names = {name for name, _stamp in now.items() ^ then.items()}
                moved |= {f"{folder}/{name}" if folder else name for name in names}
        return moved

    def places(self, changed: Iterable[str], folders: Iterable[str]) -> dict[str, str]:
        """What it says of all files in `folders`, those at the paths `changed` asked about again."""
        for path in changed:
            folder, _slash, name = path.rpartition("/")
            if folder in self._stamps:
                stamp = self._stamp(path)
                if stamp:
                    self._stamps[folder][name] = stamp
                else:
                    self._stamps[folder].pop(name, None)
        return {folder: _listing(self._of(folder)) for folder in folders}

    def _of(self, folder: str) -> dict[str, str]:
        if folder not in self._stamps:
            self._stamps[folder] = stamps_in(self._out / folder)
        return self._stamps[folder]

    def _stamp(self, path: str) -> str:
        try:
            return plain_stamp(os.lstat(f"{self._out}/{path}"))
        except OSError:
            return ""


def _listing(stamps: Mapping[str, str]) -> str:
    return _LINE.join(sorted(f"{name}{_PART}{stamp}" for name, stamp in stamps.items()))
