"""Edition -> JSON Feed 1.1: `feeds/feed.json` and one for each category, with full content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from parccli.exporters.feeds.selection import feed_on, is_feed, subscriptions
from parccli.exporters.target import Output, Sheet, in_sheets
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parccli.config import Config
    from parccli.exporters.feeds.entry import Author, Entry
    from parccli.exporters.feeds.selection import Feed
    from parccli.render.article import Brief, Edition

NAME: Final = "json"
SUMMARY: Final = N_("JSON feeds of the site and of each category")
DEFAULT: Final = True

_FILE: Final = "feed.json"
_VERSION: Final = "https://jsonfeed.org/version/1.1"


def sheets(config: Config, briefs: Sequence[Brief]) -> Iterator[Sheet]:
    """Yield the feeds, the site's first."""
    return subscriptions(config, briefs)


def press(sheet: Sheet, edition: Edition) -> Iterator[Output]:
    """Yield the one file of a feed."""
    feed = feed_on(sheet, edition)
    text = json.dumps(_feed(feed), ensure_ascii=False, indent=2)
    yield Output(f"{feed.folder}/{_FILE}", f"{text}\n".encode())


def export(edition: Edition) -> Iterator[Output]:
    """Yield the feeds, the site's first."""
    return in_sheets(sheets, press, edition)


def owns(path: str) -> bool:
    """Tell whether `path` below public/ is one of these feeds."""
    return is_feed(path, _FILE)


def _feed(feed: Feed) -> dict[str, Any]:
    return _without_empty(
        version=_VERSION,
        title=feed.title,
        home_page_url=feed.site,
        feed_url=feed.address(_FILE),
        description=feed.description,
        icon=feed.image,
        language=feed.language,
        authors=[{"name": feed.author, "url": feed.site}],
        hubs=[{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    ) | {"items": [_item(entry) for entry in feed.entries]}


def _item(entry: Entry) -> dict[str, Any]:
    picture = entry.picture
    file = picture.file if picture else None
    return _without_empty(
        id=entry.id,
        url=entry.url,
        title=entry.title,
        summary=entry.summary,
        content_html=entry.content,
        date_published=entry.published.isoformat(),
        date_modified=entry.updated.isoformat(),
        image=picture and picture.url,
        authors=[_author(entry.author)],
        language=entry.language,
        tags=[label.term for label in entry.labels],
        attachments=[{"url": picture.url, "mime_type": file.media_type, "size_in_bytes": file.size}]
        if picture and file
        else [],
    )


def _author(author: Author) -> dict[str, str]:
    return _without_empty(name=author.name, url=author.email and f"mailto:{author.email}")


def _without_empty(**values: Any) -> dict[str, Any]:  # noqa: ANN401 -- whatever JSON holds
    return {key: value for key, value in values.items() if value}
