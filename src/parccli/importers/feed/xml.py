"""RSS 0.9 to 2.0 and Atom, as bytes -> items.

Read by lxml rather than by feedparser, which takes the description of a picture for that of the article, gives no
lines, loses dates in French, and reads a broken file as if it were whole.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import urljoin

import lxml.html
from lxml import etree

from parccli import unhtml
from parccli.importers.elements import child, child_text, elements, line_of, local_name, namespace, text_of
from parccli.importers.feed.item import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_ENTRIES: Final = frozenset({"item", "entry"})
_MARKED_UP: Final = re.compile(r"&(?:#\d+|#x[0-9a-f]+|(?!amp;|lt;|gt;|quot;)[a-z]+);|</[a-z]+>", re.IGNORECASE)
_MARKUP: Final = frozenset({"", "html", "text/html", "xhtml", "application/xhtml+xml"})


def items(stream: BinaryIO) -> Iterator[Item]:
    """Yield the entries in their order; raises ParcError where the XML breaks, after the entries before it."""
    for element in elements(stream, _ENTRIES):
        yield _atom(element) if local_name(element) == "entry" else _rss(element)


def _rss(item: Element) -> Item:
    content, description = _content(item), _first(item, "description", own=True)
    summary = text_of(description)
    guid = child(item, "guid")
    alt, credit = _of_picture(item)
    named = [(text_of(part), part.get("domain", "")) for part in item if local_name(part) in {"category", "subject"}]
    return Item(
        line=line_of(item),
        id=text_of(guid),
        url=child_text(item, "link")
        or (text_of(guid) if (guid is not None and guid.get("isPermaLink") != "false") else ""),
        title=_plain_title(child_text(item, "title")),
        date=child_text(item, "pubDate") or child_text(item, "date"),
        summary=summary if content else "",
        content=_absolute(content or summary, child_text(item, "link")),
        complete=bool(content),
        categories=tuple(name for name, domain in named if name and not _is_tag(domain)),
        tags=tuple(name for name, domain in named if name and _is_tag(domain)),
        author=child_text(item, "creator") or _name(child_text(item, "author")),
        language=child_text(item, "language"),
        image=_picture(item),
        image_alt=alt,
        image_credit=credit,
    )


def _atom(entry: Element) -> Item:
    content, summary = child(entry, "content"), child(entry, "summary")
    link = _link(entry, "alternate")
    author = child(entry, "author")
    alt, credit = _of_picture(entry)
    terms = [
        (part.get("label") or part.get("term", ""), part.get("scheme", ""))
        for part in entry
        if local_name(part) == "category"
    ]
    text = _absolute(_markup(content) or _markup(summary), (content.base if content is not None else None) or link)
    return Item(
        line=line_of(entry),
        id=child_text(entry, "id"),
        url=link,
        title=unhtml.plain_text(_markup(child(entry, "title"))),
        date=child_text(entry, "published") or child_text(entry, "issued") or child_text(entry, "updated"),
        updated=child_text(entry, "updated") or child_text(entry, "modified"),
        summary=_markup(summary) if content is not None else "",
        content=text,
        complete=content is not None,
        categories=tuple(name for name, scheme in terms if name and not _is_tag(scheme)),
        tags=tuple(name for name, scheme in terms if name and _is_tag(scheme)),
        author=child_text(author, "name") if author is not None else "",
        language=entry.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        image=_link(entry, "enclosure", "image/") or _picture(entry),
        image_alt=alt,
        image_credit=credit,
    )


def _first(item: Element, name: str, *, own: bool) -> Element | None:
    """The first child of a name, of the format's own namespace or of another."""
    foreign = ("search.yahoo.com", "itunes", "googleplay")
    return next(
        (part for part in item if local_name(part) == name and own != any(mark in namespace(part) for mark in foreign)),
        None,
    )


def _content(item: Element) -> str:
    encoded = next((part for part in item if local_name(part) == "encoded" and "content" in namespace(part)), None)
    return text_of(encoded) or _markup(next((part for part in item if local_name(part) == "body"), None))


def _markup(element: Element | None) -> str:
    """HTML of an Atom text, which may be HTML as text, HTML as elements, or plain text."""
    if element is None:
        return ""
    kind = element.get("type", "text").lower()
    if len(element) and kind in _MARKUP | {"text"}:
        inner = "".join(etree.tostring(part, encoding="unicode", method="html") for part in element)
        return escape(element.text or "") + inner.replace("html:", "")
    return text_of(element) if kind in _MARKUP else escape(text_of(element), quote=False)


def _plain_title(title: str) -> str:
    """A title of RSS, which is plain text (`R&D <b>`), but in many feeds HTML, with entities or tags in pairs."""
    return unhtml.plain_text(title) if _MARKED_UP.search(title) else title


def _link(entry: Element, relation: str, media_type: str = "") -> str:
    links = [part for part in entry if local_name(part) == "link" and part.get("rel", "alternate") == relation]
    found = next((part for part in links if part.get("type", "").startswith(media_type)), None)
    if found is None:
        return ""
    address = found.get("href", "").strip()
    try:
        return urljoin(found.base or "", address)
    except ValueError:  # the feed's own address is none
        return address


def _picture(item: Element) -> str:
    for part in item.iter():
        name = local_name(part)
        is_media = name in {"content", "thumbnail"} and "search.yahoo.com" in namespace(part)
        is_image = part.get("type", "").startswith("image/") or part.get("medium") == "image" or name == "thumbnail"
        if (name == "enclosure" or is_media) and is_image and part.get("url"):
            return part.get("url", "").strip()
    return ""


def _of_picture(item: Element) -> tuple[str, str]:
    media = next((part for part in item.iter() if local_name(part) == "content" and part.get("url")), None)
    if media is None:
        return "", ""
    return child_text(media, "description"), child_text(media, "credit")


def _is_tag(scheme: str) -> bool:
    return scheme.rstrip("/").endswith(("/tag", "post_tag"))


def _name(author: str) -> str:
    """The name in RSS's `e-mail (Name)`; nothing of an e-mail alone."""
    name = author.partition("(")[2].rpartition(")")[0].strip() if "(" in author else author
    return "" if "@" in name else name


def _absolute(html: str, base: str) -> str:
    if not base.startswith("http") or not html.strip():
        return html
    root = unhtml.parse(html)
    root.make_links_absolute(base, handle_failures="ignore")
    return str(lxml.html.tostring(root, encoding="unicode"))
