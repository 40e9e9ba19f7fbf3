"""Whether an export would change nothing at all, seen at one glance: by what the disk says, and reading no post.

Most exports are run by a clock, and find the folder as the last one left it. Of the others, most find that a post or
two have been written in: which these are is seen, too.
"""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from parccli.build.ledger import Disk
from parccli.build.version import version_of
from parccli.folder.cache import Cache
from parccli.folder.journal import is_left
from parccli.folder.listings import Listings, digest_of
from parccli.folder.stamps import UNSURE, same, stamp_at
from parccli.folder.templates import read_templates
from parccli.folder.walking import posts_to_text, still_lists, walk
from parccli.listing import microseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from types import TracebackType

    from parccli.build.rows import Row
    from parccli.folder.site import SiteFolder
    from parccli.folder.walking import Walk

KIND: Final = "standstill"
MOST: Final = 50
"""Posts that have been touched: where they are more, it is as quick to look at all."""


class Standstill(NamedTuple):
    """What an export saw that had nothing to warn of: while all of it is the same, so is its result.

    `since` and `until` are the instants between which the same posts are public, in microseconds of the epoch.
    `posts` stands for the files of posts/ and their stamps, `files` are those of pictures and documents (None for one
    that is not there), `files_made` is how many files there are.
    """

    since: int
    until: int
    posts: str
    files: Mapping[str, str | None]
    templates: str
    manifest: str
    files_made: int
    places: Mapping[str, tuple[str, int]]


def places(name: str) -> str:
    """Under what the stamps of the files in the output folder `name` are kept, folder by folder."""
    return f"places {name}"


def beside(name: str) -> tuple[str, str, str]:
    """Under what is kept beside the standstill of the output folder `name`: its posts, and the texts of its layout."""
    return f"posts of {name}", f"order of {name}", f"sheets of {name}"


def to_text(standstill: Standstill) -> str:
    """Write it."""
    return json.dumps(standstill, ensure_ascii=False)


def seen(rows: Iterable[Row], walked: Walk, at: datetime, templates: Mapping[str, str]) -> Standstill | None:
    """What there is to see of the site; None where it cannot be seen at a glance."""
    from parccli.build.asking import files_in  # noqa: PLC0415 -- a glance does without the renderer

    now = microseconds(at)
    if walked.faults:
        return None
    since, until = 0, 1 << 62
    files: dict[str, str | None] = {}
    for row in rows:
        if row.flawed:
            return None
        for turn in (row.begins, row.ends) if row.status == "published" else ():
            since, until = (max(since, turn), until) if turn <= now else (since, min(until, turn))
        if row.asked:
            files.update(files_in(row.asked))
    if UNSURE in files.values():
        return None
    posts = digest_of(posts_to_text(walked))
    return Standstill(since, until, posts, files, _digest(templates), "", 0, {})


class Glance:
    """What is seen of a site before an export: `walked` and `listings` are of use to it, too, if something changed.

    `touched` are posts that have been written in, or may have been, since the export that saw `last`; none, too, where
    other posts have come or gone. `at` is the instant that was asked about.

    To be used within `with`: up to `processes` others ask the disk at the same time.
    """

    def __init__(self, site: SiteFolder, *, processes: int = 1) -> None:
        self._site = site
        self._processes = processes
        self.walked: Walk | None = None
        self.last: Standstill | None = None
        self.touched: tuple[str, ...] = ()
        self.at: datetime | None = None
        self.listings = Listings(site.output)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.listings.close()

    def forget_changed(self) -> None:
        """Forget what is not so any more: to be called once no other parccli can write."""
        if self.walked is not None and not still_lists(self.walked):
            self.walked = None
        self.listings.forget_changed()

    def files_standing(self, at: datetime) -> int | None:
        """How many files an export of what is usual at that instant would leave as they are; None if any may change."""
        site, self.at = self._site, at
        last = self.last = self._read_last()
        if (
            last is None
            or not last.since <= microseconds(at) < last.until
            or not self.is_manifest_of(last)
            or last.templates != _digest(read_templates(site))
        ):
            return None
        self.listings.begin({folder: size for folder, (_digest, size) in last.places.items()}, self._processes)
        self.walked = walk(site.root, stamped=True)
        if self.walked.faults:
            return None
        posts = posts_to_text(self.walked)
        if last.posts != digest_of(posts) or UNSURE in self.walked.stamps.values():
            self.touched = self._written_in(posts)
            return None
        return last.files_made if self.stands_but_for_posts(last) else None

    def is_manifest_of(self, last: Standstill) -> bool:
        """Whether the manifest is the one that was seen then."""
        return last.manifest == Disk(self._site.output).manifest() != ""

    def stands_but_for_posts(self, last: Standstill) -> bool:
        """Whether the pictures and documents that posts use, and all that was made, are what they were."""
        return all(_is_as_it_was(self._site, path, stamp) for path, stamp in last.files.items()) and all(
            self.listings.mark(folder).digest == digest for folder, (digest, _size) in last.places.items()
        )

    @cached_property
    def version(self) -> str:
        """What shapes all that is kept."""
        return version_of(self._site.config)

    @property
    def name(self) -> str:
        """What the output folder is called in the cache."""
        return self._site.relative(self._site.output)

    def _written_in(self, posts: str) -> tuple[str, ...]:
        with Cache.of(self._site.state, self.version) as cache:
            text = cache.get(KIND, beside(self.name)[0])
        if text is None or self.walked is None:
            return ()
        now, then = set(posts.split("\n")), set(text.split("\n"))
        new = {line.partition("\0")[0] for line in now - then}
        if new != {line.partition("\0")[0] for line in then - now}:
            return ()
        stamps = self.walked.stamps
        new |= {path for path, stamp in stamps.items() if stamp == UNSURE}
        # A name may have an end of line in it.
        return tuple(sorted(new)) if len(new) <= MOST and new <= stamps.keys() else ()

    def _read_last(self) -> Standstill | None:
        """What the last export saw; None without one, or while another is under way."""
        with Cache.of(self._site.state, self.version) as cache:
            text = cache.get(KIND, self.name)
        if text is None or is_left(self._site.output):
            return None
        try:
            return Standstill(*json.loads(text))
        except (ValueError, TypeError):
            return None


def _digest(templates: Mapping[str, str]) -> str:
    return blake2b(repr(sorted(templates.items())).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _is_as_it_was(site: SiteFolder, path: str, stamp: str | None) -> bool:
    if stamp is not None:
        return same(stamp, stamp_at(f"{site.root}/{path}"))
    from parccli.folder.files import facts  # noqa: PLC0415 -- few posts lack a file

    return facts(site.root)(path) is None
