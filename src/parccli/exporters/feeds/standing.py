"""A feed as it stood and as it will be -> the posts that feed readers will show as unread again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES: Final = ("/rss.xml", "/atom.xml", "/feed.json")


class _Item(NamedTuple):
    """What readers and people know an item by."""

    id: str
    url: str
    title: str
    date: str


def renewed(path: str, before: bytes, after: bytes) -> set[str]:
    """The ids that are new in a subscription feed although their URL, or title and date, stood there already.

    A feed that cannot be read, and a file that is no feed, has none.
    """
    if not path.endswith(_FILES) or before == after:
        return set()
    stood = list(_items(path, before))
    known = {item.id for item in stood}
    urls = {item.url for item in stood}
    said = {(item.title, item.date) for item in stood}
    return {
        item.id
        for item in _items(path, after)
        if item.id not in known and (item.url in urls or (item.title, item.date) in said)
    }


def identities(path: str, data: bytes) -> set[str]:
    """The ids of the posts that a feed, or an archive of one, holds."""
    is_feed = path.startswith("feeds/") and path.endswith((".xml", ".json"))
    return {item.id for item in _items(path, data)} if is_feed else set()


def _items(path: str, data: bytes) -> Iterator[_Item]:
    return _json_items(data) if path.endswith(".json") else _xml_items(data)


def _json_items(data: bytes) -> Iterator[_Item]:
    try:
        items = json.loads(data)["items"]
        yield from [_Item(item["id"], item["url"], item["title"], item["date_published"][:10]) for item in items]
    except (ValueError, LookupError, TypeError, RecursionError):
        return


def _xml_items(data: bytes) -> Iterator[_Item]:
    # Slow to import, and only a feed that changed needs it.
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return
    for item in root.iter("{*}item", "{*}entry"):
        link = item.find("{*}link")
        url = "" if link is None else link.get("href") or link.text or ""
        identity = item.findtext("{*}guid") or item.findtext("{*}id") or ""
        date = (item.findtext("{*}pubDate") or item.findtext("{*}published") or "")[:16]
        yield _Item(identity, url, item.findtext("{*}title") or "", date)
