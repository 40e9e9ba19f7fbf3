"""Edition -> the feeds that one can subscribe to: the site's and each category's, as values of no format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from parccli.exporters.feeds.entry import entry_of
from parccli.exporters.feeds.plain import line, uri
from parccli.exporters.target import Sheet, by_category

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from parccli.config import Config
    from parccli.exporters.feeds.entry import Entry
    from parccli.render.article import Article, Brief, Edition

FOLDER: Final = "feeds"
GENERATOR: Final = "parccli"
"""Without a version, so that an upgrade changes no byte of a feed whose posts are the same."""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One feed: `folder` is where its files stand below public/, `entries` are newest first.

    All texts are plain text on one line, all addresses percent-encoded; `hub` and `image` are empty for none.
    """

    folder: str
    base: str
    title: str
    description: str
    site: str
    language: str
    author: str
    image: str
    hub: str
    entries: tuple[Entry, ...]

    def address(self, name: str) -> str:
        """Where the file `name` of this feed is published."""
        return f"{self.base}/{self.folder}/{name}"

    @property
    def updated(self) -> datetime | None:
        """The newest change among the entries; None if there are none."""
        return max((entry.updated for entry in self.entries), default=None)


def subscriptions(config: Config, briefs: Sequence[Brief]) -> Iterator[Sheet]:
    """Yield a sheet for the site's feed, then one for each category that the settings list or that a post has."""
    limit = config.feeds.items
    yield Sheet("feed", briefs[:limit], ("", ""))
    for term, members in by_category(config, briefs):
        yield Sheet(f"feed/{term.slug}", members[:limit], (term.slug, term.name))


def feed_on(sheet: Sheet, edition: Edition) -> Feed:
    """Make the feed of one of these sheets."""
    slug, name = map(str, sheet.details[:2])
    return feed_of(edition.config, edition.articles, slug=slug, name=name)


def is_feed(path: str, name: str) -> bool:
    """Tell whether `path` below public/ is the file `name` of the site's feed or of a category's."""
    return re.fullmatch(rf"{FOLDER}/(?:[^/]+/)?{re.escape(name)}", path) is not None


def is_subscription(path: str) -> bool:
    """Tell whether `path` below public/ is a feed that one subscribes to, in any format."""
    # Asked for each of forty thousand outputs.
    return path.startswith(FOLDER) and any(is_feed(path, name) for name in ("rss.xml", "atom.xml", "feed.json"))


def feed_of(config: Config, articles: Iterable[Article], *, slug: str = "", name: str = "") -> Feed:
    """Make the feed of `articles`: the site's, or that of the category `name`."""
    title = line(config.title)
    return Feed(
        folder=f"{FOLDER}/{slug}" if slug else FOLDER,
        base=uri(config.public_base),
        title=f"{title} – {line(name)}" if name else title,
        description=line(config.description) or title,
        site=f"{uri(config.url)}/",
        language=config.language,
        author=line(config.organisation),
        image=uri(config.feeds.image),
        hub=uri(config.feeds.hub),
        entries=tuple(entry_of(article, config) for article in articles),
    )
