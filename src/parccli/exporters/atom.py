"""Edition -> Atom 1.0: `feeds/atom.xml`, one for each category, and the archive of each year (RFC 5005)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.exporters.feeds.archives import Archive, archive_name, archives, is_archive, is_archive_sheet, newest_year
from parccli.exporters.feeds.joining import joined
from parccli.exporters.feeds.selection import feed_on, is_feed, subscriptions
from parccli.exporters.target import Output, Sheet, in_sheets
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parccli.config import Config
    from parccli.render.article import Brief, Edition

NAME: Final = "atom"
SUMMARY: Final = N_("Atom feeds of the site and of each category, and yearly archives")
DEFAULT: Final = True

_FILE: Final = "atom.xml"


def sheets(config: Config, briefs: Sequence[Brief]) -> Iterator[Sheet]:
    """Yield the archives, oldest first, then the feeds: what they link to is there before them."""
    yield from archives(briefs)
    newest = newest_year(briefs)
    for sheet in subscriptions(config, briefs):
        yield sheet._replace(details=(*sheet.details, newest if sheet.name == "feed" else None))


def press(sheet: Sheet, edition: Edition) -> Iterator[Output]:
    """Yield the one file of a feed or of an archive."""
    from parccli.exporters.feeds import xml  # noqa: PLC0415 -- feedgen takes 0.1 s to import

    if is_archive_sheet(sheet):
        archive = Archive.on(sheet, edition)
        yield Output(archive.path, xml.atom(archive.feed, archive.links, archive=True))
        return
    feed = feed_on(sheet, edition)
    links = {"self": feed.address(_FILE)}
    newest = sheet.details[-1]
    if newest is not None:
        links["prev-archive"] = feed.address(archive_name(int(newest)))
    yield Output(f"{feed.folder}/{_FILE}", xml.atom(feed, links))


def amended(before: bytes, part: bytes, sheet: Sheet) -> bytes | None:
    """The file of a sheet as it stands, and one pressed of some of its articles, put together; None if that cannot be.

    Raises ValueError for a file that is none of these.
    """
    return joined(before, part, len(sheet.briefs))


def export(edition: Edition) -> Iterator[Output]:
    """Yield the archives, then the feeds."""
    return in_sheets(sheets, press, edition)


def owns(path: str) -> bool:
    """Tell whether `path` below public/ is one of these feeds or an archive."""
    return is_feed(path, _FILE) or is_archive(path)
