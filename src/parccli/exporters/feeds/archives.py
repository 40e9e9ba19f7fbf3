"""Edition -> yearly archives (RFC 5005 §4): all posts of a year, one Atom document each, linked into a chain.

An archive depends on the posts of its year and on which years have posts: once its year is over, only a change of
its posts, or the first post of a later year (`next-archive`), changes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from parccli.exporters.feeds.selection import FOLDER, Feed, feed_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.render.article import Article, Edition

_FOLDER: Final = "archive"


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The posts of one year; `older` and `newer` are the neighbouring years that have posts."""

    year: int
    feed: Feed
    older: int | None
    newer: int | None

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


def newest_year(edition: Edition) -> int | None:
    """The newest year that has an archive."""
    return max((article.published.year for article in edition.articles), default=None)


def archives(edition: Edition) -> Iterator[Archive]:
    """Yield the archives, oldest first."""
    years: dict[int, list[Article]] = {}
    for article in edition.articles:
        years.setdefault(article.published.year, []).append(article)
    ordered = sorted(years)
    for year, older, newer in zip(ordered, (None, *ordered), (*ordered[1:], None), strict=False):
        yield Archive(year=year, older=older, newer=newer, feed=feed_of(edition.config, years[year]))
