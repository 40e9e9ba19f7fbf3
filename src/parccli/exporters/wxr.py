"""Edition -> a WordPress export (WXR 1.2): `wxr/posts.xml`, with the terms of posts, and their pictures as attachments.

Titles, summaries and terms are HTML there, as WordPress keeps them. A draft that is shown for once stays a draft.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from parccli.exporters.feeds.entry import entry_of
from parccli.exporters.feeds.plain import line, markup, uri
from parccli.exporters.feeds.selection import GENERATOR
from parccli.exporters.target import Output, Sheet, in_sheets
from parccli.french.slugs import slugify, unique
from parccli.i18n import mark as N_
from parccli.render.wordpress import protect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from lxml.etree import _Element as Element

    from parccli.config import Config, WordPressSettings
    from parccli.exporters.feeds.entry import Entry
    from parccli.render.article import Article, Brief, Edition, Picture

NAME: Final = "wxr"
SUMMARY: Final = N_("WordPress export (WXR) of all posts, only when asked for")
DEFAULT: Final = False

_FILE: Final = "wxr/posts.xml"
_NAMESPACES: Final = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}


@dataclass(frozen=True, kw_only=True)
class _Item:
    """One post of the export: its number there, what feeds say of it, and the slug of each of its terms by name."""

    number: int
    article: Article
    entry: Entry
    categories: Mapping[str, str]
    tags: Mapping[str, str]


def sheets(_config: Config, briefs: Sequence[Brief]) -> Iterator[Sheet]:
    """Yield the one sheet."""
    yield Sheet("posts", briefs)


def press(_sheet: Sheet, edition: Edition) -> Iterator[Output]:
    """Yield the one file."""
    yield Output(_FILE, _document(edition.config, list(_items(edition))))


def export(edition: Edition) -> Iterator[Output]:
    """Yield the one file."""
    return in_sheets(sheets, press, edition)


def owns(path: str) -> bool:
    """Tell whether `path` below public/ is the export."""
    return path == _FILE


def _items(edition: Edition) -> Iterator[_Item]:
    """Number the posts from the oldest on, two numbers each: a newer post changes no number of the others."""
    articles = edition.articles[::-1]
    slugs: dict[str, str] = {}
    for tag in dict.fromkeys(line(tag) for article in articles for tag in article.post.tags):
        slugs[tag] = unique(slugify(tag), slugs.values())
    for place, article in enumerate(articles):
        yield _Item(
            number=2 * place + 1,
            article=article,
            entry=entry_of(article, edition.config),
            categories={line(term.name): term.slug for term in article.categories},
            tags={tag: slugs[tag] for tag in dict.fromkeys(map(line, article.post.tags))},
        )


def _document(config: Config, items: list[_Item]) -> bytes:
    from lxml import etree  # noqa: PLC0415 -- read by few exports, and every command lists the targets

    root = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMESPACES)
    channel = _add(root, "channel")
    _add_channel(channel, config)
    _add_terms(channel, items, config.wordpress.taxonomy)
    for item in items:
        _add_post(channel, item, config.wordpress)
        if item.entry.picture:
            _add_attachment(channel, item, item.entry.picture)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _add_channel(channel: Element, config: Config) -> None:
    _add(channel, "title", line(config.title))
    _add(channel, "link", uri(config.url))
    _add(channel, "description", line(config.description))
    _add(channel, "language", config.language)
    _add(channel, "wp:wxr_version", "1.2")
    _add(channel, "wp:base_site_url", uri(config.url))
    _add(channel, "wp:base_blog_url", uri(config.url))
    _add(channel, "generator", GENERATOR)


def _add_terms(channel: Element, items: Iterable[_Item], taxonomy: str) -> None:
    """Say who the authors are, and which categories and tags there are, by name."""
    authors = {item.entry.author.name: item.entry.author.email for item in items}
    for number, name in enumerate(sorted(authors), 1):
        author = _add(channel, "wp:author")
        _add(author, "wp:author_id", str(number))
        _add(author, "wp:author_login", name)
        _add(author, "wp:author_email", authors[name])
        _add(author, "wp:author_display_name", name)
    for number, (name, slug) in enumerate(sorted({pair for item in items for pair in item.categories.items()}), 1):
        if taxonomy == "category":
            category = _add(channel, "wp:category")
            _add(category, "wp:category_nicename", slug)
            _add(category, "wp:category_parent")
            _add(category, "wp:cat_name", _html(name))
        else:
            term = _add(channel, "wp:term")
            _add(term, "wp:term_id", str(number))
            _add(term, "wp:term_taxonomy", taxonomy)
            _add(term, "wp:term_slug", slug)
            _add(term, "wp:term_parent")
            _add(term, "wp:term_name", _html(name))
    for name, slug in sorted({pair for item in items for pair in item.tags.items()}):
        tag = _add(channel, "wp:tag")
        _add(tag, "wp:tag_slug", slug)
        _add(tag, "wp:tag_name", _html(name))


def _add_post(channel: Element, item: _Item, names: WordPressSettings) -> None:
    article, entry = item.article, item.entry
    element = _add(channel, "item")
    _add(element, "title", _html(entry.title))
    _add(element, "link", entry.url)
    _add_origin(element, entry.id, entry)
    _add(element, "content:encoded", protect(markup(article.body)))
    _add(element, "excerpt:encoded", _html(entry.summary))
    _add(element, "wp:post_id", str(item.number))
    _add_dates(element, article.published, article.updated)
    _add(element, "wp:comment_status", "closed")
    _add(element, "wp:ping_status", "closed")
    _add(element, "wp:post_name", article.post.slug)
    _add(element, "wp:status", "publish" if article.post.status == "published" else "draft")
    _add(element, "wp:post_parent", "0")
    _add(element, "wp:menu_order", "0")
    _add(element, "wp:post_type", names.post_type)
    _add(element, "wp:post_password")
    _add(element, "wp:is_sticky", "0")
    for domain, terms in ((names.taxonomy, item.categories), ("post_tag", item.tags)):
        for name, slug in terms.items():
            _add(element, "category", _html(name), domain=domain, nicename=slug)
    if entry.picture:
        _add_meta(element, "_thumbnail_id", str(item.number + 1))


def _add_attachment(channel: Element, item: _Item, picture: Picture) -> None:
    """Add a picture as WordPress keeps it in its media library."""
    name = posixpath.splitext(posixpath.basename(line(unquote(urlsplit(picture.url).path))))[0]
    element = _add(channel, "item")
    _add(element, "title", _html(name))
    _add(element, "link", picture.url)
    _add_origin(element, picture.url, item.entry)
    _add(element, "content:encoded")
    _add(element, "excerpt:encoded", _legend(picture))
    _add(element, "wp:post_id", str(item.number + 1))
    _add_dates(element, item.article.published, item.article.published)
    _add(element, "wp:post_name", slugify(name))
    _add(element, "wp:status", "inherit")
    _add(element, "wp:post_parent", str(item.number))
    _add(element, "wp:post_type", "attachment")
    _add(element, "wp:attachment_url", picture.url)
    _add_meta(element, "_wp_attachment_image_alt", picture.alt)


def _add_origin(element: Element, identity: str, entry: Entry) -> None:
    _add(element, "pubDate", format_datetime(entry.published.astimezone(UTC)))
    _add(element, "dc:creator", entry.author.name)
    _add(element, "guid", identity, isPermaLink="false")
    if entry.language:
        _add(element, "dc:language", entry.language)
    _add(element, "description")


def _add_dates(element: Element, published: datetime, updated: datetime) -> None:
    for name, instant in (("post_date", published), ("post_modified", updated)):
        for suffix, moment in (("", instant), ("_gmt", instant.astimezone(UTC))):
            _add(element, f"wp:{name}{suffix}", moment.replace(tzinfo=None).isoformat(" ", "seconds"))


def _add_meta(element: Element, key: str, value: str) -> None:
    pair = _add(element, "wp:postmeta")
    _add(pair, "wp:meta_key", key)
    _add(pair, "wp:meta_value", value)


def _legend(picture: Picture) -> str:
    """A caption, and in it the credit, for which WordPress has no place of its own."""
    credit = f"<small>{_html(picture.credit)}</small>" if picture.credit else ""
    return " ".join(part for part in (_html(picture.caption or ""), credit) if part)


def _html(text: str) -> str:
    return escape(text, quote=False)


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    prefix, _colon, local = name.rpartition(":")
    element = parent.makeelement(f"{{{_NAMESPACES[prefix]}}}{local}" if prefix else local, attributes)
    element.text = text or None
    parent.append(element)
    return element
