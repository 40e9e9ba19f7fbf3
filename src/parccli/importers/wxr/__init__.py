"""A WordPress export (WXR 1.0 to 1.2) -> one row an item: posts of any type come in, with ids that stay.

The file is read twice: pictures and authors may stand after the posts that name them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import unquote

from parccli import unhtml
from parccli.errors import ParcError
from parccli.french.dates import DateError, parse_moment
from parccli.french.slugs import is_slug, slugify
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.i18n import ngettext
from parccli.importers.elements import child_text, elements, line_of, local_name, namespace, text_of
from parccli.importers.markup import in_site_time, split_legend, take_lead, to_body, with_lead
from parccli.importers.records import read_record
from parccli.importers.row import Material, Options, Row, Shape
from parccli.importers.wxr.body import show
from parccli.importers.wxr.shortcodes import Attachment
from parccli.moment import begins, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from lxml.etree import _Element as Element

    from parccli.config import Config
    from parccli.moment import Moment

NAME: Final = "wxr"
SUMMARY: Final = N_("a WordPress export")
SUFFIXES: Final = (".wxr",)
SHAPE: Final = Shape.TEXT

_NO_POSTS: Final = frozenset(
    {"attachment", "custom_css", "customize_changeset", "nav_menu_item", "oembed_cache", "revision", "user_request"}
    | {"acf-field", "acf-field-group", "elementor_library", "wpcf7_contact_form"}
    | {"wp_block", "wp_font_face", "wp_font_family", "wp_global_styles", "wp_navigation", "wp_template"}
    | {"wp_template_part"}
)
_LEFT_OUT: Final = frozenset({"auto-draft", "inherit", "trash"})
_KNOWN: Final = frozenset({"", "draft", "future", "pending", "private", "publish", "archive", "archived"})
_NO_TERMS: Final = frozenset({"language", "nav_menu", "post_format", "post_status", "post_translations"})
# WordPress gives a post without a category this one.
_NO_CATEGORY: Final = frozenset({"non-classe", "uncategorized"})
_PICTURE: Final = "_thumbnail_id"
_ALTERNATIVE: Final = "_wp_attachment_image_alt"


@dataclass(kw_only=True)
class _Library:
    """What items refer to: files by number, names of authors by login."""

    attachments: dict[str, Attachment] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)


def recognises(head: bytes) -> bool:
    """Look for the namespace of WordPress exports."""
    return b"wordpress.org/export/" in head.replace(b"\0", b"")


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the items in their order; raises ParcError for what is no export, or where it breaks off."""
    del options
    with material.open() as stream:
        library = _library(stream)
    with material.open() as stream:
        yield from _rows(stream, Row(importer=NAME, source=material.name), library, config)


def _rows(stream: BinaryIO, base: Row, library: _Library, config: Config) -> Iterator[Row]:
    number = 0
    for number, item in enumerate(elements(stream, {"item"}), 1):
        row = replace(base, number=number, line=line_of(item))
        try:
            yield _row(row, item, library, config)
        except DateError as error:
            yield row.refused("date_unreadable", f"{error.message}. {error.hint}")
        except ParcError as error:
            yield row.refused("value_unreadable", error.message)
    if not number:
        raise ParcError(_("the file holds no item of a WordPress export"), line=1)


def _library(stream: BinaryIO) -> _Library:
    library = _Library()
    try:
        for element in elements(stream, {"item", "author"}):
            if local_name(element) == "author":
                login = child_text(element, "author_login")
                library.authors[login] = child_text(element, "author_display_name") or login
            elif child_text(element, "post_type") == "attachment":
                library.attachments[child_text(element, "post_id")] = Attachment(
                    url=child_text(element, "attachment_url"),
                    alt=_meta(element).get(_ALTERNATIVE, ""),
                    caption=_encoded(element, "excerpt"),
                    parent=child_text(element, "post_parent"),
                )
    except ParcError:
        # The second reading tells it, after the items before it.
        return library
    return library


def _row(row: Row, item: Element, library: _Library, config: Config) -> Row:
    kind, status = child_text(item, "post_type"), child_text(item, "status")
    title = unhtml.plain_text(child_text(item, "title"))
    if kind in _NO_POSTS:
        told = _("“{title}” is left out: it is no post ({type})").format(title=title, type=kind)
        return replace(row.noting("not_a_post", told), left_out=True)
    if status in _LEFT_OUT:
        told = _("“{title}” is left out: its status in WordPress is {status}").format(title=title, status=status)
        return replace(row.noting("not_a_post", told), left_out=True)
    meta = _meta(item)
    picture = library.attachments.get(meta.get(_PICTURE, ""))
    if meta.get(_PICTURE) and picture is None:
        told = _("its main picture (number {number}) is not in the export").format(number=meta[_PICTURE])
        row = row.noting("picture_missing", told)
    values = _values(item, title, library, config) | _picture(picture)
    row = read_record(_with_status(row, item), values, {}, set())
    return _with_body(row, item, library, picture) if row.post else row


def _values(item: Element, title: str, library: _Library, config: Config) -> dict[str, object]:
    identity = child_text(item, "guid")
    date = _moment(item, "post_date", config.zone)
    updated = _moment(item, "post_modified", config.zone)
    is_later = date and updated and begins(updated, config.zone) > begins(date, config.zone)
    slug = unquote(child_text(item, "post_name"))
    login, language = child_text(item, "creator"), child_text(item, "language")
    author = library.authors.get(login, login)
    categories, tags = _terms(item)
    status = child_text(item, "status")
    is_hidden = status not in _KNOWN or child_text(item, "post_password")
    return {
        "id": identity,
        "url": child_text(item, "link"),
        "title": title,
        "date": to_text(in_site_time(date, config.zone, identity)) if date else None,
        "updated": to_text(in_site_time(updated, config.zone, identity)) if updated and is_later else None,
        "slug": (slug if is_slug(slug) else slugify(slug, keep_underscore=True)) if slug else None,
        "status": "draft" if is_hidden else status,
        "summary": unhtml.plain_text(_encoded(item, "excerpt")),
        "categories": categories,
        "tags": tags,
        "author": author if author != config.organisation else None,
        "lang": language if language != config.language else None,
    }


def _with_status(row: Row, item: Element) -> Row:
    status = child_text(item, "status")
    if status == "private" or child_text(item, "post_password"):
        return row.noting("private", _("it was not public in WordPress, and comes as a draft"))
    if status not in _KNOWN:
        told = _("its status “{status}” is not known, and it comes as a draft").format(status=status)
        return row.noting("status_unknown", told)
    return row


def _picture(picture: Attachment | None) -> dict[str, object]:
    if picture is None:
        return {}
    caption, credit = split_legend(unhtml.parse(picture.caption))
    return {"image": picture.url, "image_alt": picture.alt, "image_caption": caption, "image_credit": credit}


def _with_body(row: Row, item: Element, library: _Library, picture: Attachment | None) -> Row:
    shown = show(_encoded(item, "content"), attachments=library.attachments, post=child_text(item, "post_id"))
    remarks = {
        "shortcodes": (shown.shortcodes, _("shortcodes are left in the text as they are: {names}")),
        "blocks": (shown.blocks, _("blocks are left out that have no text of their own: {names}")),
        "picture_missing": (shown.missing, _("pictures of a gallery are not in the export: {names}")),
    }
    for code, (names, message) in remarks.items():
        if names:
            row = row.noting(code, message.format(names=", ".join(names)))
    comments = sum(local_name(part) == "comment" for part in item)
    if comments:
        told = ngettext("{count} comment is left out", "{count} comments are left out", comments)
        row = row.noting("comments", told.format(count=comments))
    root = unhtml.parse(shown.html)
    return to_body(with_lead(row, take_lead(root, picture.url) if picture else None), root)


def _moment(item: Element, name: str, zone: ZoneInfo) -> Moment | None:
    """The instant in UTC, which is sure, as the site's own time; a draft has none, and only the local one."""
    universal, local = child_text(item, f"{name}_gmt"), child_text(item, name)
    if universal and not universal.startswith("0000"):
        return in_site_time(parse_moment(f"{universal}Z" if "T" not in universal else universal), zone)
    if local and not local.startswith("0000"):
        return parse_moment(local)
    published = child_text(item, "pubDate") if name == "post_date" and not local else ""
    return in_site_time(parse_moment(published), zone) if published else None


def _terms(item: Element) -> tuple[list[str], list[str]]:
    categories: dict[str, None] = {}
    tags: dict[str, None] = {}
    for part in item:
        domain = part.get("domain", "category") if local_name(part) == "category" else "nav_menu"
        name = unhtml.plain_text(text_of(part)) if domain not in _NO_TERMS else ""
        if name and part.get("nicename") not in _NO_CATEGORY:
            (tags if "tag" in domain else categories)[name] = None
    return list(categories), list(tags)


def _meta(item: Element) -> dict[str, str]:
    pairs = [part for part in item if local_name(part) == "postmeta"]
    return {child_text(pair, "meta_key"): child_text(pair, "meta_value") for pair in pairs}


def _encoded(item: Element, kind: str) -> str:
    """The text of `content:encoded` or of `excerpt:encoded`, as it stands."""
    found = (part for part in item if local_name(part) == "encoded" and kind in namespace(part))
    return "".join("".join(map(str, part.itertext())) for part in found)
