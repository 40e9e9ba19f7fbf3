"""Edition -> RSS 2.0: `feeds/rss.xml` and one for each category, with full content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.exporters.feeds.selection import feed_on, is_feed, subscriptions
from parccli.exporters.target import Output, Sheet, in_sheets
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parccli.config import Config
    from parccli.render.article import Brief, Edition

NAME: Final = "rss"
SUMMARY: Final = N_("RSS feeds of the site and of each category")
DEFAULT: Final = True

_FILE: Final = "rss.xml"


def sheets(config: Config, briefs: Sequence[Brief]) -> Iterator[Sheet]:
    """Yield the feeds, the site's first."""
    return subscriptions(config, briefs)


def press(sheet: Sheet, edition: Edition) -> Iterator[Output]:
    """Yield the one file of a feed."""
    from parccli.exporters.feeds import xml  # noqa: PLC0415 -- feedgen takes 0.1 s to import

    feed = feed_on(sheet, edition)
    yield Output(f"{feed.folder}/{_FILE}", xml.rss(feed, feed.address(_FILE)))


def export(edition: Edition) -> Iterator[Output]:
    """Yield the feeds, the site's first."""
    return in_sheets(sheets, press, edition)


def owns(path: str) -> bool:
    """Tell whether `path` below public/ is one of these feeds."""
    return is_feed(path, _FILE)
