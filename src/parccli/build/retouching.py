"""An export in which only the texts of some posts have changed: their articles, and what they stand in, made anew.

What it takes grows with what was written, where a `Run` looks at all posts and all that was made of them. As soon as
more than texts may have changed (who is public, and as what: dates, addresses, categories), it is left to a `Run`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from parccli.build import buckets, judging, ledger, rows, standstill
from parccli.build.asking import files_in
from parccli.build.layout import Layout
from parccli.build.ledger import Disk, Entry
from parccli.build.making import digest_of, shape_of
from parccli.build.memory import HEAD, INDEX, sheets_of
from parccli.build.request import Export
from parccli.build.shelf import Shelf
from parccli.build.work import Order, Worker
from parccli.exporters import EXPORTERS, IN_SHEETS
from parccli.folder.amending import Amendment
from parccli.folder.cache import Cache
from parccli.folder.journal import is_left
from parccli.folder.listings import digest_of as digest_of_text
from parccli.folder.manifest import MANIFEST, Lines
from parccli.folder.manifest import Entry as ManifestEntry
from parccli.folder.outputs import output_folder
from parccli.folder.reading import read_bytes
from parccli.folder.stamps import UNSURE
from parccli.folder.templates import read_templates
from parccli.folder.walking import posts_to_text
from parccli.listing import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from parccli.build.ledger import Ledger
    from parccli.build.results import Drawn, Pressed
    from parccli.build.rows import Row
    from parccli.build.standstill import Glance, Standstill
    from parccli.errors import ParcError
    from parccli.folder.comparing import Changes
    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder
    from parccli.folder.walking import Walk
    from parccli.render.article import Target


class _MoreChangedError(Exception):
    """More than the text of the posts has changed, or may have."""


_UNSUITED: Final = (_MoreChangedError, LookupError)
"""The last comes of a cache, or of a manifest, that has lost something."""


@contextmanager
def _reading_kept() -> Iterator[None]:
    """Let what cannot be read of the cache or the manifest be as good as changed; elsewhere such an error is a bug."""
    try:
        yield
    except (ValueError, TypeError) as error:
        raise _MoreChangedError from error


def retouch(site: SiteFolder, glance: Glance, hold: Hold | None, *, force: bool = False) -> Export | None:
    """Export what is usual, as of the instant of the glance, or without `hold` plan to; None if it takes a `Run`.

    Then nothing was changed. To be called once no other parccli can write.
    """
    if glance.at is None or not glance.touched or site.config.inject.files:
        return None
    with Cache.of(site.state, glance.version) as cache:
        kept = _Kept(cache, glance.name)
        try:
            last = _seen_again(site, glance)
            with _reading_kept():
                before = Lines(read_bytes(site.output / MANIFEST, MANIFEST))
        except _UNSUITED:
            return None
        with Amendment(
            output_folder(site, site.output), before, count=last.files_made, writes=hold is not None
        ) as delivery:
            work = _Retouch(site, glance, kept, delivery, glance.at)
            try:
                work.prepare()
            except _UNSUITED:
                return None
            warnings = tuple(judging.sizes(delivery, force=force))
            changes = delivery.publish(force=force) if hold else delivery.changes()
            if hold:
                work.write_down(last, changes, is_settled=not warnings)
    return work.export(changes, warnings)


class _Linked(Mapping[str, "Target"]):
    """The public posts by path, each looked up when a link leads to it."""

    def __init__(self, known: buckets.Few[Row], at: datetime) -> None:
        self._known = known
        self._at = at

    def __getitem__(self, path: str) -> Target:
        row = self._known[path]
        if row.flawed or row.span.at(self._at) is not Status.PUBLISHED:
            raise KeyError(path)
        return row.target

    def __iter__(self) -> Iterator[str]:
        raise _MoreChangedError

    def __len__(self) -> int:
        raise _MoreChangedError


class _Kept:
    """What an export has left in the cache for the output folder `name`."""

    def __init__(self, cache: Cache, name: str) -> None:
        self.cache = cache
        self.name = name
        self.posts = buckets.Few(cache, INDEX, rows.by_path)
        self.sheets = buckets.Few(cache, sheets_of(name), ledger.by_name)

    def head(self) -> Ledger:
        """The ledger without its sheets."""
        with _reading_kept():
            return ledger.head_from_text(self._text(HEAD, self.name), {})

    def layout(self) -> Layout:
        """Which articles stand in which sheets."""
        _posts, order, sheets = standstill.beside(self.name)
        return Layout(self._text(standstill.KIND, order), self._text(standstill.KIND, sheets))

    def _text(self, kind: str, name: str) -> str:
        text = self.cache.get(kind, name)
        if text is None:
            raise LookupError(name)
        return text


@dataclass
class _Retouch:
    """One such export. `drawn` are the posts as they are now, `made` the sheets that they stand in, by name."""

    site: SiteFolder
    glance: Glance
    kept: _Kept
    delivery: Amendment
    at: datetime
    drawn: list[Drawn] = field(default_factory=list)
    made: dict[str, Entry] = field(default_factory=dict)

    def prepare(self) -> None:
        """Make all that is to be published; raises one of _UNSUITED where that takes a `Run`."""
        self.head = self.kept.head()
        worker = self._worker()
        self._draw(worker)
        keys = self._keys()
        self.layout = self.kept.layout().with_keys(keys)
        shape = shape_of(worker.order.templates)
        for drawn in self.drawn:
            for pressed in drawn.pressed:
                self._take(pressed, f"{shape}{drawn.row.key}")
        with _reading_kept():
            sheets = list(self.layout.sheets_with(keys.values()))
        for target, sheet in sheets:
            pressed = worker.amend(target, sheet, frozenset(keys.values()), self._standing)
            self._take(pressed, digest_of(sheet, shape))
        if not self.delivery.is_of_files_before:
            raise _MoreChangedError

    def write_down(self, last: Standstill, changes: Changes, *, is_settled: bool) -> None:
        """Keep what the next export need not do again, in the order in which a `Run` does."""
        cache, name = self.kept.cache, self.kept.name
        for drawn in self.drawn:
            self.kept.posts[drawn.row.path] = drawn.row
        self.kept.posts.keep(self.glance.touched, rows.to_text)
        places = self._look_again(last, changes.change)
        for entry in self.made.values():
            self.kept.sheets[entry.name] = entry
        self.kept.sheets.keep(self.made, ledger.to_text)
        manifest = Disk(self.site.output).manifest()
        digests = {folder: digest for folder, (digest, _size) in places.items()}
        head = replace(self.head, manifest=manifest, places=digests)
        cache.put(HEAD, [(name, ledger.head_to_text(head))])
        files = dict(last.files)
        for drawn in self.drawn:
            files.update(files_in(drawn.row.asked))
        if is_settled and UNSURE not in files.values():
            posts = posts_to_text(_walked(self.glance))
            seen = last._replace(posts=digest_of_text(posts), files=files, manifest=manifest, places=places)
            in_posts, in_order, _in_sheets = standstill.beside(name)
            texts = [(name, standstill.to_text(seen)), (in_posts, posts), (in_order, self.layout.order)]
            cache.put(standstill.KIND, texts)

    def export(self, changes: Changes, warnings: tuple[ParcError, ...]) -> Export:
        """What there is to tell: no post is unread again in a feed that shows the same ones."""
        return Export(
            changes=changes,
            appearing=(),
            disappearing=(),
            unread_again=(),
            names={drawn.row.id: drawn.row.path for drawn in self.drawn},
            warnings=warnings,
        )

    def _worker(self) -> Worker:
        order = Order(
            site=replace(self.site, warnings=()),
            at=self.at,
            place=self.delivery.place,
            targets=tuple(name for name in IN_SHEETS if EXPORTERS[name].DEFAULT),
            templates=read_templates(self.site),
        )
        stager, links = self.delivery.stager(), _Linked(self.kept.posts, self.at)
        return Worker(order=order, stager=stager, shelf=Shelf(self.kept.cache), links=links)

    def _draw(self, worker: Worker) -> None:
        stamps = _walked(self.glance).stamps
        for path in self.glance.touched:
            old = self.kept.posts[path]
            drawn = worker.draw(path, stamps[path], old)
            if drawn.error or drawn.waits or _but_for_text(drawn.row) != _but_for_text(old):
                raise _MoreChangedError
            if drawn.row.title != old.title and not self._is_alone(path):
                raise _MoreChangedError
            self.drawn.append(drawn)
        worker.shelf.put(self.drawn)

    def _is_alone(self, path: str) -> bool:
        """Whether no other post names this one: a link may say the title of what it leads to."""
        return sum(text.count(path) for _name, text in self.kept.cache.every(INDEX)) == 1

    def _keys(self) -> dict[str, str]:
        """The keys of articles that have changed, with those that they have now."""
        pairs = ((self.kept.posts[drawn.row.path].key, drawn.row.key) for drawn in self.drawn)
        return {old: new for old, new in pairs if old and new and old != new}

    def _standing(self, path: str) -> bytes:
        """A file as it was made; _MoreChangedError if it is another."""
        data = judging.standing(self.delivery, path)
        with _reading_kept():
            entry = ManifestEntry.from_line(self.delivery.before[path])
        if not entry.describes(data):
            raise _MoreChangedError
        return data

    def _take(self, pressed: Pressed, digest: str) -> None:
        name = f"{pressed.target}/{pressed.sheet}"
        entry = Entry(name, digest, tuple(staged.path for staged in pressed.staged))
        if self.kept.sheets[name].paths != entry.paths:
            raise _MoreChangedError
        self.made[name] = entry
        for staged in pressed.staged:
            self.delivery.take(staged)

    def _look_again(self, last: Standstill, changed: Sequence[str]) -> dict[str, tuple[str, int]]:
        """Keep the listings of the folders in which something has changed; what stands for those of all."""
        cache, kind, known = self.kept.cache, standstill.places(self.kept.name), self.glance.listings
        known.recall = partial(cache.get, kind)
        Disk(self.site.output, known).look_again(changed)
        folders = {path.rpartition("/")[0] for path in changed}
        cache.put(kind, [(folder, known[folder]) for folder in folders])
        return {**last.places, **{folder: known.mark(folder) for folder in folders}}


def _seen_again(site: SiteFolder, glance: Glance) -> Standstill:
    """What the last export saw, if all but the posts that were touched is still so."""
    glance.forget_changed()
    last = glance.last
    if last is None or glance.walked is None or is_left(site.output):
        raise _MoreChangedError
    if not (glance.is_manifest_of(last) and glance.stands_but_for_posts(last)):
        raise _MoreChangedError
    return last


def _walked(glance: Glance) -> Walk:
    if glance.walked is None:
        raise _MoreChangedError
    return glance.walked


def _but_for_text(row: Row) -> Row:
    """What there is of a post that must be the same for nothing but its text, and title, to have changed."""
    return row._replace(stamp="", digest="", key="", asked="", title="")
