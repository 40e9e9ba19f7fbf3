"""Edition -> Atom 1.0: `feeds/atom.xml`, one for each category, and the archive of each year (RFC 5005)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.exporters.feeds.archives import archive_name, archives, is_archive, newest_year
from parccli.exporters.feeds.selection import FOLDER, is_feed, subscriptions
from parccli.exporters.target import Output
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.render.article import Edition

NAME: Final = "atom"
SUMMARY: Final = N_("Atom feeds of the site and of each category, and yearly archives")
DEFAULT: Final = True

_FILE: Final = "atom.xml"


def export(edition: Edition) -> Iterator[Output]:
    """Yield the archives, oldest first, then the feeds: what they link to is there before them."""
    from parccli.exporters.feeds import xml  # noqa: PLC0415 -- feedgen takes 0.1 s to import

    for archive in archives(edition):
        yield Output(archive.path, xml.atom(archive.feed, archive.links, archive=True))
    newest = newest_year(edition)
    for feed in subscriptions(edition):
        links = {"self": feed.address(_FILE)}
        if feed.folder == FOLDER and newest is not None:
            links["prev-archive"] = feed.address(archive_name(newest))
        yield Output(f"{feed.folder}/{_FILE}", xml.atom(feed, links))


def owns(path: str) -> bool:
    """Tell whether `path` below public/ is one of these feeds or an archive."""
    return is_feed(path, _FILE) or is_archive(path)
