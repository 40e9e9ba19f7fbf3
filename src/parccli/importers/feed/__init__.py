"""RSS, Atom or JSON Feed -> one row an entry: the full text before the extract, ids kept for those who subscribe."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from parccli import unhtml
from parccli.errors import ParcError
from parccli.french.dates import DateError, parse_moment
from parccli.french.slugs import slugify
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.importers.decoding import decode
from parccli.importers.feed import json, xml
from parccli.importers.markup import in_site_time, take_lead, to_body, with_lead
from parccli.importers.records import read_record
from parccli.importers.row import Material, Options, Row, Shape
from parccli.moment import begins, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.config import Config
    from parccli.importers.feed.item import Item
    from parccli.moment import Moment

NAME: Final = "feed"
SUMMARY: Final = N_("a feed: RSS, Atom or JSON Feed")
SUFFIXES: Final = (".rss", ".atom", ".json")
SHAPE: Final = Shape.TEXT
LIMIT: Final = 50_000_000

_HEAD: Final = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]|\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org")
_CUT: Final = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|\((?:…|\.\.\.)\)|(?:…|\.\.\.)\s*(?:Lire la suite.*|Read more.*)?$")
# WordPress adds it to each entry.
_FOOTER: Final = re.compile(
    r"<p>(?:(?!</p>).){0,900}?(?:est apparu en premier sur|appeared first on)(?:(?!</p>).){0,900}</p>"
    r"\s*(?=(?:</div>)?\s*$)",
    re.DOTALL,
)


def recognises(head: bytes) -> bool:
    """Look for the root element of a feed, or for JSON Feed's version."""
    return _HEAD.search(head) is not None and b"wordpress.org/export/" not in head


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the entries in their order; raises ParcError for a file that is no feed, or that breaks off."""
    del options
    data = material.data
    if len(data) > LIMIT:
        raise ParcError(_("the feed is larger than {megabytes} MB").format(megabytes=LIMIT // 1_000_000), line=1)
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise ParcError(_("the file is empty"), line=1)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    items = json.items(decode(material)) if start.startswith((b"{", b"[")) else xml.items(BytesIO(data))
    number = 0
    for number, item in enumerate(items, 1):
        yield _row(Row(importer=NAME, source=material.name, number=number, line=item.line), item, config)
    if not number:
        raise ParcError(_("the file holds no entry of a feed"), line=1)


def _row(row: Row, item: Item, config: Config) -> Row:
    if item.fault:
        return row.refused("json_invalid", item.fault)
    try:
        values, row = _values(row, item, config)
        row = read_record(row, values, {}, set())
        return _with_body(row, item) if row.post else row
    except DateError as error:
        return row.refused("date_unreadable", f"{error.message}. {error.hint}")
    except ParcError as error:
        return row.refused("value_unreadable", error.message)


def _values(row: Row, item: Item, config: Config) -> tuple[dict[str, object], Row]:
    date = parse_moment(item.date) if item.date else None
    summary = unhtml.plain_text(_FOOTER.sub("", item.summary))
    if not item.complete and (cut := _CUT.search(unhtml.plain_text(_FOOTER.sub("", item.content)))):
        message = _("the feed gives only the beginning of the text: the rest is at {url}")
        row = row.noting("truncated", message.format(url=item.url or "?"))
        summary = cut.string[: cut.end()]
    address = re.search(r"([^/?#]+)/?(?:[?#].*)?$", re.sub(r"^https?://[^/]+/?", "", item.url))
    values: dict[str, object] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "date": to_text(in_site_time(date, config.zone, item.id)) if date else None,
        "updated": _updated(item, date, config),
        "slug": slugify(address[1], keep_underscore=True) if address and "?" not in item.url else None,
        "summary": summary,
        "categories": [*item.categories, *_spelled(item.tags, config)],
        "tags": [tag for tag in item.tags if not _spelled((tag,), config)],
        "author": item.author if item.author != config.organisation else None,
        "image": item.image,
        "image_alt": item.image_alt,
        "image_credit": item.image_credit,
        "lang": item.language if _base(item.language) != _base(config.language) else None,
    }
    return values, row


def _spelled(tags: tuple[str, ...], config: Config) -> list[str]:
    """The tags that are categories of the site: JSON Feed has but one list for both."""
    return [tag for tag in tags if tag in config.categories]


def _updated(item: Item, date: Moment | None, config: Config) -> str | None:
    if not item.updated or date is None:
        return None
    updated = parse_moment(item.updated)
    is_later = begins(updated, config.zone).replace(microsecond=0) > begins(date, config.zone)
    return to_text(in_site_time(updated, config.zone, item.id)) if is_later else None


def _base(language: str) -> str:
    return language.lower().partition("-")[0]


def _with_body(row: Row, item: Item) -> Row:
    post = row.post
    if post is None or (not item.complete and post.summary):
        return row
    html, footers = _FOOTER.subn("", item.content)
    if footers:
        row = row.noting("furniture", _("the line that names the site under the text is left out"))
    root = unhtml.parse(html)
    return to_body(with_lead(row, take_lead(root, post.image)), root)
