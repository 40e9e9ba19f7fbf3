"""Feed -> RSS 2.0 or Atom 1.0, as bytes: the only module that knows feedgen.

feedgen 1.0.0 is mended through its own interface for extensions, whose methods get each element before it is
written. Mended are: links of entries that lose all but `href`, an RSS channel without its hub, a build date that
is the clock, authors without an e-mail that RSS leaves out, summaries without a type, dates that need the
process's locale, and pictures without alternative text.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any, Final

from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from parccli.exporters.feeds.selection import GENERATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parccli.exporters.feeds.entry import Entry
    from parccli.exporters.feeds.selection import Feed
    from parccli.render.article import Picture

RSS_TYPE: Final = "application/rss+xml"
ATOM_TYPE: Final = "application/atom+xml"
NEVER: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed without entries changed: Atom wants an instant, it cannot be the clock's, and before 1990 none is
plausible to validators."""

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_FH: Final = "{http://purl.org/syndication/history/1.0}"
_MEDIA: Final = "{http://search.yahoo.com/mrss/}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"

# feedgen and lxml's elements publish no types.
_Element = Any


def rss(feed: Feed, address: str) -> bytes:
    """Write `feed`, published at `address`, as RSS 2.0."""
    # The channel's own link is the last one given, whatever its relation.
    links = {"self": address, "alternate": feed.site}
    document = _document(feed, links, RSS_TYPE)
    for entry in feed.entries:
        _add(document, entry, summary=escape(entry.summary, quote=False))
    return bytes(document.rss_str(pretty=True))


def atom(feed: Feed, links: Mapping[str, str], *, archive: bool = False) -> bytes:
    """Write `feed` as Atom 1.0; `links` maps relations to addresses, `self` among them."""
    document = _document(feed, {"alternate": feed.site, **links}, ATOM_TYPE)
    document.parccli.archive = archive
    if feed.hub and not archive:
        document.link(href=feed.hub, rel="hub")
    for entry in feed.entries:
        _add(document, entry, summary=entry.summary)
    return bytes(document.atom_str(pretty=True))


def _document(feed: Feed, links: Mapping[str, str], media_type: str) -> FeedGenerator:
    document = FeedGenerator()
    document.register_extension("parccli", _FeedMends, _EntryMends)
    document.parccli.feed = feed
    # One for all documents of a feed, its archives included: they are parts of one whole (RFC 5005 §1).
    document.id(feed.address("atom.xml"))
    document.title(feed.title)
    document.description(feed.description)
    for rel, address in links.items():
        document.link(href=address, rel=rel, type="text/html" if rel == "alternate" else media_type)
    document.language(feed.language)
    document.author(name=feed.author)
    document.generator(GENERATOR)
    document.docs("")
    if feed.image:
        document.logo(feed.image)
    document.updated(feed.updated or NEVER)
    return document


def _add(document: FeedGenerator, entry: Entry, *, summary: str) -> None:
    item = document.add_entry(order="append")
    item.parccli.entry = entry
    item.guid(entry.id, permalink=False)
    item.title(entry.title)
    item.link(href=entry.url)
    # In this order: the content first would become the description.
    item.summary(summary, type="text")
    item.content(entry.content, type="html")
    item.updated(entry.updated)
    item.author(name=entry.author.name, email=entry.author.email)
    item.category([{"term": label.term, "scheme": label.scheme} for label in entry.labels])
    picture = entry.picture
    if picture and picture.file:
        item.enclosure(picture.url, picture.file.size, picture.file.media_type)


class _FeedMends:
    """What feedgen asks of an extension of feeds (`feedgen.ext.base`); it makes it without arguments."""

    feed: Feed
    archive = False

    def extend_ns(self) -> dict[str, str]:
        """Give the prefixes of the elements below."""
        history = {"fh": _FH[1:-1]} if self.archive else {}
        return {"dc": _DC[1:-1], "media": _MEDIA[1:-1]} | history

    def extend_rss(self, root: _Element) -> None:
        """Add the hub; say when the newest entry changed, or nothing if there is none."""
        channel = root[0]
        built = channel.find("lastBuildDate")
        if self.feed.updated:
            built.text = format_datetime(self.feed.updated)
        else:
            channel.remove(built)
        if self.feed.hub:
            xml_elem(f"{_ATOM}link", channel, href=self.feed.hub, rel="hub")

    def extend_atom(self, root: _Element) -> None:
        """Mark an archive as one."""
        if self.archive:
            xml_elem(f"{_FH}archive", root)


class _EntryMends:
    """What feedgen asks of an extension of entries."""

    entry: Entry

    def extend_rss(self, item: _Element) -> None:
        """Add the date, the author who has no e-mail, the language and the picture."""
        xml_elem("pubDate", item).text = format_datetime(self.entry.published)
        # Not beside an <author>: validators take that for a repetition.
        if not self.entry.author.email:
            xml_elem(f"{_DC}creator", item).text = self.entry.author.name
        if self.entry.language:
            xml_elem(f"{_DC}language", item).text = self.entry.language
        _add_media(item, self.entry.picture)

    def extend_atom(self, element: _Element) -> None:
        """Write the links anew, with all their attributes; add the date, the language and the picture."""
        for link in element.findall("link"):
            element.remove(link)
        xml_elem("link", element, href=self.entry.url, rel="alternate", type="text/html")
        picture = self.entry.picture
        if picture and picture.file:
            xml_elem(
                "link",
                element,
                href=picture.url,
                rel="enclosure",
                type=picture.file.media_type,
                length=str(picture.file.size),
            )
        xml_elem("published", element).text = self.entry.published.isoformat()
        if self.entry.language:
            element.set(f"{_XML}lang", self.entry.language)
        _add_media(element, picture)


def _add_media(element: _Element, picture: Picture | None) -> None:
    if picture is None or picture.file is None:
        return
    file = picture.file
    media = xml_elem(f"{_MEDIA}content", element, url=picture.url, type=file.media_type, medium="image")
    media.set("fileSize", str(file.size))
    if file.width and file.height:
        media.set("width", str(file.width))
        media.set("height", str(file.height))
    if picture.alt:
        xml_elem(f"{_MEDIA}description", media, type="plain").text = picture.alt
    if picture.credit:
        xml_elem(f"{_MEDIA}credit", media).text = picture.credit
