"""One export, from the files of posts/ to those of public/: what has changed is read, drawn and made; the rest stays.

Reading comes first: then those who asked for the export can be told what stands against it. `finish` does the rest.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Self

from parccli.build import judging, rows, standstill
from parccli.build.crew import Crew
from parccli.build.layout import Layout
from parccli.build.ledger import Ledger
from parccli.build.making import Making
from parccli.build.memory import Memory
from parccli.build.reading import Reading
from parccli.build.request import Export
from parccli.build.shelf import Shelf
from parccli.build.version import version_of
from parccli.build.work import Order, Wanted
from parccli.errors import ParcError
from parccli.exporters import EXPORTERS, IN_SHEETS
from parccli.exporters.feeds.standing import identities
from parccli.exporters.vanishing import refuse_emptying
from parccli.folder.cache import Cache
from parccli.folder.delivery import Delivery
from parccli.folder.injecting import Injection, read_pages
from parccli.folder.manifest import Entry
from parccli.folder.outputs import output_folder
from parccli.folder.posts import read_post
from parccli.folder.templates import read_templates
from parccli.folder.walking import posts_to_text, walk
from parccli.render import keeping
from parccli.render.article import Unfit
from parccli.render.media import left_out

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from types import TracebackType

    from parccli.build.request import Request
    from parccli.build.rows import Row
    from parccli.build.standstill import Glance
    from parccli.findings import Finding
    from parccli.folder.comparing import Changes
    from parccli.folder.injecting import Filled
    from parccli.folder.listings import Listings
    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder
    from parccli.folder.walking import Notice, Walk
    from parccli.render.article import Article


@dataclass(frozen=True, kw_only=True)
class Means:
    """With what an export works: how many `processes` at most, whether by what a cache keeps, and whom it tells.

    `tick` is told how much of the work in hand is done, and how much there is of it. `glance` is what was seen of the
    site before.
    """

    processes: int = 1
    cached: bool = True
    tick: Callable[[int, int], None] = lambda _done, _all: None
    glance: Glance | None = None


class _Seen(NamedTuple):
    """What is seen before an export is carried out: which ids were public, which come again, what is too big."""

    public: frozenset[str]
    unread: frozenset[str]
    warnings: tuple[ParcError, ...]


class Run:
    """One export; with `hold` it is carried out, without it is planned."""

    def __init__(self, site: SiteFolder, request: Request, hold: Hold | None, means: Means) -> None:
        self._site = site
        self._hold = hold
        self._means = means
        self._out = output_folder(site, request.out)
        self._cache = Cache.of(site.state, version_of(site.config))
        self._stack = ExitStack()
        self.request = request

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            if self._means.cached and not self.request.drafts:
                stack.enter_context(self._cache)
            walked, listings = self._seen_before()
            self._memory = Memory(self._cache, self._out, self._site.relative(self._out), listings)
            self._delivery = stack.enter_context(
                Delivery(self._out, owns=self._owns, before=self._memory.before, writes=self._hold is not None)
            )
            self.request = self.request.over(self._delivery.before)
            self._injection = self._open_injection()
            order = self._order()
            self._shelf = Shelf(self._cache)
            stager = self._delivery.stager(order.wanted)
            self._crew = stack.enter_context(
                Crew(order, stager, self._shelf, self._cache, processes=self._means.processes)
            )
            self._reading = Reading(self._site, self.request, self._crew, walked=walked, tick=self._means.tick)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return self._stack.__exit__(kind, error, trace)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was left out of posts/."""
        return self._reading.walked.notices

    def read(self) -> list[Finding]:
        """Read the posts; what an export must not go on with."""
        self._reading.read(self._memory.rows)
        return self._reading.standing()

    def public(self, broken: Collection[str]) -> list[Row]:
        """The posts to publish, newest first, but for `broken` ones."""
        return self._reading.public(broken)

    def articles(self, public: Sequence[Row]) -> tuple[Article, ...]:
        """The articles of posts to publish."""
        zone = self._site.config.zone
        return tuple(keeping.from_text(*texts, zone) for texts in self._shelf.articles(rows.briefs_of(public)))

    def finish(self, public: Sequence[Row], digest: tuple[Article, ...] = ()) -> Export:
        """Bring the output folder to hold the posts `public`, or tell what that would change.

        A ParcError, before anything has changed, when it cannot be. `digest` are the articles of a newsletter.
        """
        before = self._public_before()
        if self._hold is not None and not self.request.force:
            held = {row.id for row in self._reading.rows.values() if row.id}
            refuse_emptying(before, [row.id for row in public], held)
        making = self._made(public, digest)
        seen = _Seen(
            before,
            judging.unread_again(self._delivery),
            tuple(judging.sizes(self._delivery, force=self.request.force)),
        )
        self._injection.fill(self._delivery.lines, self._delivery.data_of)
        if self._hold is None:
            return self._export(self._delivery.changes(), self._injection.plan(), public, seen)
        changes = self._delivery.publish(force=self.request.force)
        filled = self._injection.write(self._hold)
        done = self._export(changes, filled, public, seen)
        self._write_down(making, done, public)
        return done

    def _made(self, public: Sequence[Row], digest: tuple[Article, ...]) -> Making:
        chosen = {row.path for row in public}
        pressed = {
            f"{sheet.target}/{sheet.sheet}": sheet
            for path, sheets in self._reading.pressed.items()
            if path in chosen
            for sheet in sheets
        }
        making = Making(
            request=self.request,
            delivery=self._delivery,
            last=self._memory.last,
            moved=self._memory.moved,
            crew=self._crew,
            pressed=pressed,
        )
        briefs = rows.briefs_of(public)
        lost = making.make(public, briefs, self._means.tick)
        if lost:
            links = {row.path: row.target for row in public}
            self._reading.again({brief for job in lost for brief in job.arguments[1].briefs}, links)
            for job in lost:
                making.take(self._crew.worker.press(*job.arguments))
        if making.whole_targets():
            edition = replace(self._crew.worker.edition, articles=self._whole_articles(public), digest=digest)
            making.take_whole(edition)
        return making

    def _whole_articles(self, public: Sequence[Row]) -> tuple[Article, ...]:
        """All articles, their posts with the bodies: those whom they are for may do with them what they like."""
        posts = {row.path: read_post(self._site, row.path).post for row in public}
        articles = self.articles(public)
        return tuple(replace(article, post=posts[article.post.path] or article.post) for article in articles)

    def _seen_before(self) -> tuple[Walk, Listings | None]:
        """The posts and what is known of the output folder: what the glance saw, as far as it still holds."""
        glance, listings = self._means.glance, None
        if glance is not None:
            glance.forget_changed()
            listings = glance.listings if self._out == self._site.output else None
        walked = glance.walked if glance else None
        return walked or walk(self._site.root, stamped=True), listings

    def _owns(self, path: str) -> bool:
        return self.request.owns(path)

    def _open_injection(self) -> Injection:
        """The pages of the site show what public/ does, and only that: never an export to a folder of its own."""
        if self.request.drafts or self._out != output_folder(self._site, self._site.output):
            return Injection()
        return read_pages(self._site, self.request.owns)

    def _order(self) -> Order:
        request = self.request
        chosen = [name for name, target in request.targets.items() if target in request.chosen]
        return Order(
            site=replace(self._site, warnings=()),
            at=request.at,
            place=self._delivery.place,
            drafts=request.drafts,
            targets=tuple(name for name in chosen if name in IN_SHEETS),
            templates=read_templates(self._site),
            writes=self._hold is not None,
            wanted=Wanted(self._injection.wanted),
        )

    def _public_before(self) -> frozenset[str]:
        """The ids of the posts that were public: those of the files made for one post each, else those in feeds."""
        if self._memory.before is not None:
            return self._memory.last.ids
        listed = {entry.id for entry in map(Entry.from_line, self._delivery.before.values()) if entry.id}
        feeds = (path for path in self._delivery.before if not listed)
        stood = ((path, judging.standing(self._delivery, path)) for path in feeds)
        return frozenset(listed or {post for path, data in stood for post in identities(path, data)})

    def _write_down(self, making: Making, done: Export, public: Sequence[Row]) -> None:
        """Keep what the next export need not do again."""
        changed = (*done.changes.add, *done.changes.change, *done.changes.remove)
        # After an export of some targets, those that it left out tell who is public: then the manifest is read again.
        manifest = "" if self.request.named else self._memory.manifest()
        made = Ledger(manifest, frozenset(row.id for row in public), making.written())
        self._memory.write_down(self._reading.rows, made, changed)
        usual = not (self.request.named or self.request.drafts) and self.request.targets.keys() == EXPORTERS.keys()
        if usual and not done.warnings and not self._injection.wanted and self._out == self._site.output:
            reading, templates = self._reading, self._crew.worker.order.templates
            seen = standstill.seen(reading.rows.values(), reading.walked, self.request.at, templates)
            layout = Layout.of(public, making.of_many)
            if seen and layout:
                seen = seen._replace(files_made=len(self._delivery.lines))
                self._memory.write_down_standstill(seen, posts_to_text(reading.walked), layout)

    def _export(self, changes: Changes, filled: Filled, public: Sequence[Row], seen: _Seen) -> Export:
        now = {row.id: row.path for row in public}
        return Export(
            changes=replace(
                changes,
                change=tuple(sorted([*changes.change, *filled.change])),
                unchanged=changes.unchanged + filled.unchanged,
            ),
            appearing=tuple(sorted(now.keys() - seen.public)),
            disappearing=tuple(sorted(seen.public - now.keys())),
            unread_again=tuple(sorted(seen.unread)),
            names=self._names(seen.public - now.keys()) | now,
            warnings=(
                *seen.warnings,
                *_missing(public),
                *filled.warnings,
                *([changes.warning] if changes.warning else []),
            ),
        )

    def _names(self, gone: Collection[str]) -> dict[str, str]:
        """Where posts that were public came from, by their ids."""
        if not gone:
            return {}
        entries = map(Entry.from_line, self._delivery.before.values())
        return {entry.id: entry.source or entry.id for entry in entries if entry.id in gone and entry.id}


def _missing(public: Iterable[Row]) -> Iterator[ParcError]:
    for row in public:
        for path, unfit in json.loads(row.missing) if row.missing else ():
            yield ParcError(left_out(path, unfit and Unfit(unfit)), path=row.path)
