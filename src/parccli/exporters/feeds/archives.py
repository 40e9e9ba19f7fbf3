"""Edition -> yearly archives (RFC 5005 §4): all posts of a year, one Atom document each, linked into a chain.

An archive depends on the posts of its year and on which years have posts: once its year is over, only a change of
its posts, or the first post of a later year (`next-archive`), changes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from parccli.exporters.feeds.selection import FOLDER, Feed, feed_of
from parccli.exporters.target import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parccli.render.article import Brief, Edition

_FOLDER: Final = "archive"


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The posts of one year; `older` and `newer` are the neighbouring years that have posts."""

    year: int
    feed: Feed
    older: int | None
    newer: int | None

    @classmethod
    def on(cls, sheet: Sheet, edition: Edition) -> Self:
        """Make the archive of one of the sheets of `archives`."""
        year, older, newer = (None if detail is None else int(detail) for detail in sheet.details)
        return cls(year=year or 0, older=older, newer=newer, feed=feed_of(edition.config, edition.articles))

    @property
    def path(self) -> str:
        """Its file below public/."""
        return f"{FOLDER}/{archive_name(self.year)}"

    @property
    def links(self) -> dict[str, str]:
        """Where the archive itself, its neighbours and the feed to subscribe to are published, by relation."""
        years = {"prev-archive": self.older, "self": self.year, "next-archive": self.newer}
        links = {rel: self.feed.address(archive_name(year)) for rel, year in years.items() if year is not None}
        return {"current": self.feed.address("atom.xml")} | links


def archive_name(year: int) -> str:
    """The file of a year, below the folder of feeds."""
    return f"{_FOLDER}/{year:04}.xml"


def is_archive(path: str) -> bool:
    """Tell whether `path` below public/ is an archive; a category called “archive” has its own feeds beside them."""
    return re.fullmatch(rf"{FOLDER}/{_FOLDER}/\d{{4}}\.xml", path) is not None


def newest_year(briefs: Iterable[Brief]) -> int | None:
    """The newest year that has an archive."""
    return max((brief.year for brief in briefs), default=None)


def archives(briefs: Iterable[Brief]) -> Iterator[Sheet]:
    """Yield a sheet for each archive, oldest first."""
    years: dict[int, list[Brief]] = {}
    for brief in briefs:
        years.setdefault(brief.year, []).append(brief)
    ordered = sorted(years)
    for year, older, newer in zip(ordered, (None, *ordered), (*ordered[1:], None), strict=False):
        yield Sheet(f"{_FOLDER}/{year:04}", years[year], (year, older, newer))


def is_archive_sheet(sheet: Sheet) -> bool:
    """Tell the sheet of an archive from that of a feed."""
    return sheet.name.startswith(f"{_FOLDER}/")
