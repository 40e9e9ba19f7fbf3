"""What importers of HTML share: the post's body and picture from the HTML of an item, and what they report of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from parccli import unhtml
from parccli.i18n import gettext as _
from parccli.moment import as_written, skipped_or_repeated

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from lxml.html import HtmlElement

    from parccli.importers.row import Row
    from parccli.moment import Moment

# WordPress names smaller copies of a picture after it.
_COPY: Final = re.compile(r"-(?:\d+x\d+|scaled)(?=\.[A-Za-z]+$)|^https?:|[?#].*$")


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A picture that stood at the head of a text, with what was written about it; `place` is where the text had it."""

    address: str
    place: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""


def to_body(row: Row, root: HtmlElement) -> Row:
    """Make what `root` holds the body of the row's post; what was taken out is a remark. Raises ParcError."""
    if row.post is None:
        return row
    _keep_within(root, row.url)
    converted = unhtml.convert_tree(root)
    row = replace(row, post=replace(row.post, body=converted.markdown))
    if converted.removed:
        message = _("taken out of the text: {names}").format(names=", ".join(converted.removed))
        row = row.noting("html_removed", message)
    return row


def take_lead(root: HtmlElement, address: str | None) -> Lead | None:
    """Take the picture out with which the text opens, if it is the one at `address`, or any one if that is None."""
    picture = next(iter(root.iter("img")), None)
    source = picture.get("src", "") if picture is not None else ""
    if picture is None or not source or (address is not None and not _same(source, address)):
        return None
    if _words_before(root, picture):
        return None
    figure = next((around for around in picture.iterancestors() if around.tag == "figure"), None)
    lead = Lead(address=address or source, place=source, alt=picture.get("alt", ""))
    if figure is None:
        picture.drop_tree()
        return lead
    caption = figure.find("figcaption")
    if len(list(figure.iter("img"))) > 1 or (caption is not None and caption.find(".//a") is not None):
        return None
    if caption is not None:
        words, credit = split_legend(caption)
        lead = replace(lead, caption=words, credit=credit)
    figure.drop_tree()
    return lead


def split_legend(legend: HtmlElement) -> tuple[str, str]:
    """Give the caption of a picture and, from the small print in it, the credit; the small print is taken out."""
    small = legend.find(".//small")
    credit = _line(small.text_content()) if small is not None else ""
    if small is not None:
        small.drop_tree()
    return _line(legend.text_content()), credit


def with_lead(row: Row, lead: Lead | None) -> Row:
    """Give the row's post the picture; what its source says of one itself goes before."""
    post = row.post
    if lead is None or post is None:
        return row
    return replace(
        row,
        post=replace(
            post,
            image=post.image or lead.address,
            image_alt=post.image_alt or _line(lead.alt) or None,
            image_caption=post.image_caption or lead.caption or None,
            image_credit=post.image_credit or lead.credit or None,
        ),
    )


def in_site_time(moment: Moment, zone: ZoneInfo, identity: str = "") -> Moment:
    """`moment` as people of the site would write it: without offset, unless that would be another instant.

    With the id of its post, a bare date of ours is one again.
    """
    moment = as_written(moment, zone, identity)
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return moment
    local = moment.astimezone(zone)
    naive = local.replace(tzinfo=None)
    return local if skipped_or_repeated(naive, zone) else naive


def _keep_within(root: HtmlElement, address: str | None) -> None:
    """Make links local that lead from the text to a place in it, such as a footnote, by the post's own `address`."""
    places = {element.get("id") for element in root.iter() if element.get("id")}
    for link in root.iter("a"):
        page, _mark, place = link.get("href", "").partition("#")
        if page and page == address and place in places:
            link.set("href", f"#{place}")


def _same(one: str, other: str) -> bool:
    """Tell whether two addresses are of one picture: of a smaller copy, or of one saved beside the page."""
    first, second = (_COPY.sub("", _COPY.sub("", address)) for address in (one, other))
    if "//" in one and "//" in other:
        return first == second
    return first.rpartition("/")[2] == second.rpartition("/")[2]


def _words_before(root: HtmlElement, picture: HtmlElement) -> bool:
    around = {picture, *picture.iterancestors()}
    for element in root.iter():
        if element is picture:
            return False
        if (element.text or "").strip() or (element not in around and (element.tail or "").strip()):
            return True
    return False


def _line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
