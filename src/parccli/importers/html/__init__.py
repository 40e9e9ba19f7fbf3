"""A saved page -> one row: selectors of parccli.toml first, else what the page says of itself, else its main text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from parccli import unhtml
from parccli.errors import ParcError
from parccli.french.dates import DateError, parse_moment
from parccli.french.slugs import slugify
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.importers.decoding import decode
from parccli.importers.files import is_there, with_files
from parccli.importers.html import parts
from parccli.importers.html.extraction import main_text
from parccli.importers.markup import in_site_time, take_lead, to_body, with_lead
from parccli.importers.records import read_record
from parccli.importers.row import Material, Options, Row, Shape
from parccli.moment import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from parccli.config import Config
    from parccli.moment import Moment

NAME: Final = "html"
SUMMARY: Final = N_("saved web pages, or a folder of them")
SUFFIXES: Final = (".html", ".htm", ".xhtml")
SHAPE: Final = Shape.TEXT
LIMIT: Final = 20_000_000

_HEAD: Final = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<main[\s>]", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_SITE_PART: Final = re.compile(r"\s+[|–—•·-]\s+[^|–—•·]+$")


def recognises(head: bytes) -> bool:
    """Look for the beginning of a page."""
    return _HEAD.search(head) is not None


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the page's one row; raises ParcError for what is no page."""
    del options
    data = material.data
    if len(data) > LIMIT:
        raise ParcError(_("the page is larger than {megabytes} MB").format(megabytes=LIMIT // 1_000_000), line=1)
    text = _decoded(material, data)
    if "<" not in text:
        raise ParcError(_("the file holds no HTML"), line=1)
    row = Row(importer=NAME, source=material.name)
    try:
        yield _row(row, text, material, config)
    except DateError as error:
        yield row.refused("date_unreadable", f"{error.message}. {error.hint}")


def _decoded(material: Material, data: bytes) -> str:
    """Read UTF-8, else what the page declares, else what any text is read as."""
    declared = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8-sig") or decode(material)
    except UnicodeDecodeError:
        if declared is None or data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return decode(material)
    try:
        return data.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return decode(material)


def _row(row: Row, text: str, material: Material, config: Config) -> Row:
    page = unhtml.parse_page(text)
    url = parts.address(page)
    title, date, summary = _title(page, config), _date(page, config), _summary(page, config)
    article = _article(page, config)
    if article is None:
        message = _("the main text cannot be told from the page around it")
        hint = _("Name it in parccli.toml ([import] body_selector), or install parccli[html], which looks for it.")
        return row.refused("content_missing", f"{message}. {hint}")
    values: dict[str, object] = {
        "url": url,
        "title": title,
        "date": to_text(date) if date else None,
        "slug": _slug(url),
        "summary": summary,
        "categories": list(dict.fromkeys(_categories(page))),
        "author": parts.meta(page, "author", "article:author_name"),
        "image": parts.meta(page, "og:image:secure_url", "og:image"),
        "image_alt": parts.meta(page, "og:image:alt"),
        "lang": _language(page, config),
    }
    row = read_record(row, values, {}, set())
    return with_files(_with_body(row, article, url, material, config), material) if row.post else row


def _with_body(row: Row, article: HtmlElement, url: str, material: Material, config: Config) -> Row:
    post = row.post
    for heading in parts.take_frame(article, config.imports.latest, config.imports.newsletter):
        message = _("“{heading}” and what follows it are left out: they belong to the page’s frame")
        row = row.noting("furniture", message.format(heading=heading))
    parts.take_title(article, post.title if post else "")
    parts.take_summary(article, (post.summary if post else None) or "")
    _resolve(article, url)
    lead = take_lead(article, post.image if post else None)
    if lead and post and is_there(lead.place, material):
        # What was saved with the page goes before its copy on the Web.
        row = replace(row, post=replace(post, image=lead.place))
    return to_body(with_lead(row, lead), article)


def _article(page: HtmlElement, config: Config) -> HtmlElement | None:
    selector = config.imports.body_selector
    if selector:
        chosen = parts.select(page, selector, "body_selector")
        return chosen[0] if chosen else None
    found = parts.text(page)
    return found if found is not None else main_text(page)


def _title(page: HtmlElement, config: Config) -> str:
    if config.imports.title_selector:
        return _selected(page, config.imports.title_selector, "title_selector")
    headings = [words for heading in page.iter("h1") if (words := parts.line(heading))]
    head = next((parts.line(title) for title in page.iter("title")), "")
    return headings[0] if len(headings) == 1 else parts.meta(page, "og:title") or _SITE_PART.sub("", head)


def _date(page: HtmlElement, config: Config) -> Moment | None:
    if config.imports.date_selector:
        told = _selected(page, config.imports.date_selector, "date_selector")
        for word in config.imports.posted:
            told = told.removeprefix(word).strip(" :\u00a0")
        return in_site_time(parse_moment(told), config.zone) if told else None
    posted = parts.take_date(page, config.imports.posted)
    if posted is not None:
        return posted
    times = [element.get("datetime", "") for element in page.iter("time") if element.get("datetime")]
    said = parts.meta(page, "article:published_time", "datepublished", "dc.date", "date") or next(iter(times), "")
    return in_site_time(parse_moment(said), config.zone) if said else None


def _summary(page: HtmlElement, config: Config) -> str:
    if config.imports.summary_selector:
        return _selected(page, config.imports.summary_selector, "summary_selector")
    return parts.meta(page, "description", "og:description")


def _selected(page: HtmlElement, selector: str, setting: str) -> str:
    """Take the words of what a selector chooses out of the page; empty if there is nothing."""
    found = parts.select(page, selector, setting)
    if not found:
        return ""
    told = found[0].get("datetime") or parts.line(found[0])
    if found[0].getparent() is not None:
        found[0].drop_tree()
    return told


def _categories(page: HtmlElement) -> list[str]:
    links = [link for link in page.iter("a") if "category" in (link.get("rel") or "").split()]
    section = parts.meta(page, "article:section")
    return [words for link in links if (words := parts.line(link))] or ([section] if section else [])


def _language(page: HtmlElement, config: Config) -> str | None:
    root = page.getroottree().getroot()
    language = (root.get("lang") or "").strip()
    same = language.lower().partition("-")[0] == config.language.lower().partition("-")[0]
    return None if same or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else language


def _slug(url: str) -> str | None:
    try:
        last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    except ValueError:  # no address, though the page says so
        return None
    name = re.sub(r"\.(?:html?|php|aspx?)$", "", last)
    return slugify(name, keep_underscore=True) if name and name != "index" else None


def _resolve(article: HtmlElement, url: str) -> None:
    """Make links absolute; a picture by a relative path is one that was saved beside the page."""
    if not url:
        return
    for link in article.iter("a"):
        target = link.get("href", "")
        if target and not target.startswith("#"):
            link.set("href", _joined(url, target))
    for picture in article.iter("img"):
        if picture.get("src", "").startswith("/"):
            picture.set("src", _joined(url, picture.get("src", "")))


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return target
