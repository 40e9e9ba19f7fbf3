"""posts/ -> a row for each post, what stands against an export, and the articles of those that are public.

What was read and drawn before, and still is what it was, is not looked at again.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from parccli.build import asking
from parccli.build.hands import Job
from parccli.build.whole import standing_against
from parccli.errors import ParcError
from parccli.folder import names
from parccli.folder.posts import read_post
from parccli.folder.stamps import same
from parccli.i18n import gettext as _
from parccli.listing import Status
from parccli.post import PostFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from parccli.build.crew import Crew
    from parccli.build.request import Request
    from parccli.build.results import Drawn, Pressed
    from parccli.build.rows import Row
    from parccli.findings import Finding
    from parccli.folder.site import SiteFolder
    from parccli.folder.walking import Walk
    from parccli.render.article import Brief, Target

_PUT_AT_ONCE: Final = 200  # articles: what a transaction costs is spread, and memory stays small


class Reading:
    """The posts of one export. `rows` has those read so far by path, `pressed` the single sheets made of them."""

    def __init__(
        self, site: SiteFolder, request: Request, crew: Crew, *, walked: Walk, tick: Callable[[int, int], None]
    ) -> None:
        self._site = site
        self._request = request
        self._shelf = crew.worker.shelf
        self._crew = crew
        self._tick = tick
        self.walked = walked
        self.rows: dict[str, Row] = {}
        self.pressed: dict[str, tuple[Pressed, ...]] = {}
        self._waiting: set[str] = set()
        self._errors: dict[str, ParcError] = {}

    def read(self, kept: Mapping[str, Row]) -> None:
        """Read what is not among the rows `kept`, or is not what it was."""
        jobs = []
        for path in self.walked.paths:
            row, stamp = kept.get(path), self.walked.stamps[path]
            # A row without a digest is of a file that could not be read then.
            if row is not None and row.digest and same(row.stamp, stamp) and self._stands(row):
                self.rows[path] = row
            else:
                jobs.append(Job("draw", (path, stamp, row)))
        self._draw(jobs)
        self._shelf.drop(kept.keys() - self.rows.keys())

    def standing(self) -> list[Finding]:
        """What an export must not go on with; only the posts that may be concerned are looked at again."""
        files = [self._read_again(self.rows[path]) for path in self._doubtful()]
        files += [PostFile(path=fault.path or "", error=fault) for fault in self.walked.faults]
        return standing_against(sorted(files, key=lambda file: names.order(file.path)), self._site, self._request.at)

    def public(self, broken: Collection[str]) -> list[Row]:
        """The rows of the posts to publish, newest first, all but `broken` ones, their articles drawn.

        Raises ParcError for one of which none can be made.
        """
        public = [row for row in self.rows.values() if row.path not in broken and self._is_seen(row)]
        links = {row.path: row.target for row in public}
        late = [row for row in public if row.path in self._waiting or not asking.still_leads(row.asked, links)]
        if late:
            self._crew.inform(links)
        self._draw([Job("draw", (row.path, row.stamp, None)) for row in late])
        rows = sorted((self.rows[row.path] for row in public), key=lambda row: row.order)
        for row in rows:
            if row.path in self._errors:
                raise self._errors[row.path]
        return rows

    def again(self, briefs: Iterable[Brief], links: Mapping[str, Target]) -> None:
        """Draw posts whose articles were lost; a ParcError for one that is not there any more."""
        self._crew.inform(links)
        for brief in briefs:
            drawn = self._crew.worker.draw(brief.path, self.rows[brief.path].stamp, None)
            if not drawn.article:
                raise _changed(brief.path)
            self._shelf.hold(brief, drawn)

    def _stands(self, row: Row) -> bool:
        return not self._is_seen(row) or self._crew.worker.stands(row)

    def _is_seen(self, row: Row) -> bool:
        if row.flawed:
            return False
        if self._request.drafts:
            return bool(row.key) or row.path in self._waiting or row.path in self._errors
        return row.span.at(self._request.at) is Status.PUBLISHED

    def _doubtful(self) -> Iterator[str]:
        ids = Counter(row.id for row in self.rows.values() if row.id)
        slugs = Counter(row.slug for row in self.rows.values() if row.flawed or row.status == "published")
        for row in self.rows.values():
            if row.flawed or ids[row.id] > 1 or slugs[row.slug] > 1:
                yield row.path

    def _read_again(self, row: Row) -> PostFile:
        """The post as it is now; an error if it is not what its row was made of: that row would leave it out."""
        if not row.digest and row.path in self._errors:
            return PostFile(path=row.path, error=self._errors[row.path])
        file = read_post(self._site, row.path)
        if file.source is None or sha256(file.source.encode()).hexdigest() == row.digest:
            return file
        return PostFile(path=row.path, error=_changed(row.path))

    def _draw(self, jobs: Sequence[Job]) -> None:
        batch: list[Drawn] = []
        for done, drawn in enumerate(self._crew.run(jobs), start=1):
            self._tick(done, len(jobs))
            self._receive(drawn)
            batch.append(drawn)
            if len(batch) >= _PUT_AT_ONCE:
                self._shelf.put(batch)
                batch = []
        self._shelf.put(batch)

    def _receive(self, drawn: Drawn) -> None:
        path = drawn.row.path
        self.rows[path] = drawn.row
        self.pressed[path] = drawn.pressed
        self._waiting.discard(path)
        if drawn.waits:
            self._waiting.add(path)
        if drawn.error:
            self._errors[path] = drawn.error


def _changed(path: str) -> ParcError:
    return ParcError(
        _("another program has changed the file in the meantime, and nothing was written"),
        path=path,
        hint=_("Save it in your editor, then run the command again."),
    )
