"""What one export leaves to the next in the cache: the rows of the posts, the ledger of its output folder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from parccli.build import buckets, ledger, rows, standstill
from parccli.build.ledger import Disk, Ledger
from parccli.folder.journal import is_left
from parccli.folder.manifest import MANIFEST, read_lines
from parccli.folder.reading import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from parccli.build.layout import Layout
    from parccli.build.ledger import Entry
    from parccli.build.rows import Row
    from parccli.build.standstill import Standstill
    from parccli.folder.cache import Cache
    from parccli.folder.listings import Listings

INDEX: Final = "index"
"""The kind of the rows in the cache; HEAD is that of ledgers without their sheets, by the name of the folder."""
HEAD: Final = "ledger"


def sheets_of(name: str) -> str:
    """The kind of the sheets of the output folder `name`."""
    return f"ledger {name}"


class Memory:
    """`rows` are the posts as the last export knew them; `last` is what it made in the folder `out`, called `name`.

    `last` is empty unless the folder's manifest is the one that it wrote. `before` is that manifest, line by line, and
    None where it must be read with care. `moved` are the files that are no longer what they were.
    """

    def __init__(self, cache: Cache, out: Path, name: str, listings: Listings | None = None) -> None:
        self._cache = cache
        self._out = out
        self._name = name
        self._disk = Disk(out, listings)
        self._disk.listings.recall = self._kept_listing
        self.rows: dict[str, Row] = {}
        self.last = Ledger()
        self.before: Mapping[str, str] | None = None
        self.moved: set[str] = set()
        self._known: Mapping[str, Entry] = {}
        self._made: Mapping[str, str] = {}
        self._recall()

    def _recall(self) -> None:
        """Read what was kept; what cannot be read is as good as absent."""
        self.rows = {row.path: row for row in buckets.kept(self._cache, INDEX, rows.from_text)}
        head = self._cache.get(HEAD, self._name)
        try:
            last = ledger.head_from_text(head, self._sheets()) if head else Ledger()
        except (ValueError, TypeError):
            return
        if last.manifest and last.manifest == self._disk.manifest() and not is_left(self._out):
            # Before there are temporary files among them.
            moved = self._disk.moved(last.places, self._kept_listing)
            if moved is not None:
                self.before, self.last = read_lines(read_bytes(self._out / MANIFEST, MANIFEST)), last
                self.moved = moved

    @property
    def _kind(self) -> str:
        return sheets_of(self._name)

    def _kept_listing(self, folder: str) -> str | None:
        return self._cache.get(self._places, folder)

    @property
    def _places(self) -> str:
        return standstill.places(self._name)

    def write_down(self, known: Mapping[str, Row], made: Ledger, changed: tuple[str, ...]) -> None:
        """Keep the rows of all posts, and what was made, of which the files at the paths `changed` are new or gone.

        Of `made`, the stamps are asked of the disk: now, and the manifest's only if it has one.
        """
        self._cache.put(INDEX, buckets.changed(self.rows, known, rows.to_text))
        folders = {path.rpartition("/")[0] for entry in made.sheets.values() for path in entry.paths}
        listings = self._disk.listings
        self._disk.look_again(changed)
        places = {folder: listings.mark(folder).digest for folder in folders}
        then = self.last.places
        new = [(folder, listings[folder]) for folder, digest in places.items() if then.get(folder) != digest]
        self._cache.put(self._places, new, gone=then.keys() - places.keys())
        self._made = places
        # The manifest's stamp last: without it, the sheets are not believed.
        self._cache.put(self._kind, buckets.changed(self._known, made.sheets, ledger.to_text))
        self._cache.put(HEAD, [(self._name, ledger.head_to_text(replace(made, places=places)))])

    def _sheets(self) -> dict[str, Entry]:
        self._known = {sheet.name: sheet for sheet in buckets.kept(self._cache, self._kind, ledger.from_text)}
        return self._known

    def write_down_standstill(self, seen: Standstill, posts: str, layout: Layout) -> None:
        """Keep what the next export can see at a glance."""
        listings = self._disk.listings
        places = {folder: listings.mark(folder) for folder in self._made}
        seen = seen._replace(manifest=self.manifest(), places=places)
        beside = zip(standstill.beside(self._name), (posts, *layout), strict=True)
        self._cache.put(standstill.KIND, [(self._name, standstill.to_text(seen)), *beside])

    def manifest(self) -> str:
        """The stamp of the manifest as it is now."""
        return self._disk.manifest()
