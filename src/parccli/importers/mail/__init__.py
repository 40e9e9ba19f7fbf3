"""E-mails saved as files -> one row each: the newsletter's text and pictures, and nobody's address.

The subject is the title, and the message's date the post's. What counts readers, and what tells them why they get
the message, is left out; all of it is said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.i18n import ngettext
from parccli.importers.escaping import to_markdown
from parccli.importers.records import is_storable
from parccli.importers.row import PICTURE_SUFFIXES, Attachment, Material, Options, Row, Shape
from parccli.post import Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from parccli.config import Config
    from parccli.importers.mail.message import Mail, Part
    from parccli.importers.mail.newsletter import TakenOut

NAME: Final = "mail"
SUMMARY: Final = N_("e-mails saved as .eml, such as newsletters")
SUFFIXES: Final = (".eml", ".msg")
SHAPE: Final = Shape.TEXT

_START: Final = re.compile(
    rb"(?:From \S.*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]*:.*\r?\n(?:[ \t].*\r?\n)*)*?"
    rb"(?:From|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):",
    re.IGNORECASE,
)


def recognises(head: bytes) -> bool:
    """Look for the headers of a message."""
    return _START.match(head) is not None


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the message's one row; raises ParcError for what is no message."""
    del options
    # The standard library's mail package, and lxml, take a tenth of a second.
    from parccli.importers.mail.message import parse  # noqa: PLC0415
    from parccli.importers.markup import in_site_time  # noqa: PLC0415

    data = material.data
    if not data.strip():
        raise ParcError(_("the file is empty"), path=material.name, line=1)
    mail = parse(data)
    post = Post(title=mail.subject, id=mail.id, date=in_site_time(mail.date, config.zone) if mail.date else None)
    row = Row(importer=NAME, source=material.name, post=post)
    row = _from_html(row, mail, mail.html) if mail.html is not None else _from_text(row, mail)
    if row.post and not is_storable(row.post.body):
        row = row.refused("value_unreadable", _("the message holds a zero byte: save it again from the mail program"))
    yield _with_files(row, mail) if row.post else row


def _from_html(row: Row, mail: Mail, html: str) -> Row:
    from parccli.importers.mail import newsletter  # noqa: PLC0415
    from parccli.importers.markup import to_body  # noqa: PLC0415
    from parccli.unhtml import parse  # noqa: PLC0415

    root = parse(html)
    taken = newsletter.clean(root, mail.subject, mail.recipients)
    row = _noting_taken(row, taken)
    if row.post and taken.preview:
        row = replace(row, post=replace(row.post, summary=taken.preview))
    _place_pictures(root, mail)
    return to_body(row, root)


def _from_text(row: Row, mail: Mail) -> Row:
    from parccli.importers.mail import plain  # noqa: PLC0415

    text = plain.read(mail.text, mail.recipients, flowed=mail.flowed)
    if text.signature:
        message = ngettext(
            "the signature is left out ({count} line)", "the signature is left out ({count} lines)", text.signature
        )
        row = row.noting("signature", message.format(count=text.signature))
    row = _noting_notices(row, text.notices)
    return replace(row, post=replace(row.post or Post(), body=to_markdown(text.paragraphs)))


def _place_pictures(root: HtmlElement, mail: Mail) -> None:
    """Let the text call the pictures that came with it by the names of their files."""
    names = {f"cid:{part.key}": _attachment(part).name for part in mail.parts if part.key and _is_picture(part)}
    for image in root.iter("img"):
        image.set("src", names.get(image.get("src", ""), image.get("src", "")))


def _is_picture(part: Part) -> bool:
    return part.kind in PICTURE_SUFFIXES


def _attachment(part: Part) -> Attachment:
    stem = "image" if part.name == part.kind else re.sub(r"\.\w+$", "", part.name)
    return Attachment.named((stem.replace("/", " ") or "image") + PICTURE_SUFFIXES[part.kind], part.data)


def _with_files(row: Row, mail: Mail) -> Row:
    """Take along the pictures, those that the text never shows apart, and name the other files."""
    body = row.post.body if row.post else ""
    files: dict[str, Attachment] = {}
    for part in mail.parts:
        if not _is_picture(part):
            message = _("“{name}” ({kind}) came with the message, and is left out")
            row = row.noting("attachment_left_out", message.format(name=part.name, kind=part.kind))
            continue
        picture = _attachment(part)
        if picture.name in body:
            files[picture.name] = picture
        elif not part.key:
            files[picture.name] = picture
            message = _("“{name}” came with the message: it is put beside the post, which does not show it")
            row = row.noting("attachment_unused", message.format(name=picture.name))
    return replace(row, attachments=tuple(files.values()))


def _noting_taken(row: Row, taken: TakenOut) -> Row:
    if taken.pixels:
        message = ngettext(
            "{count} invisible picture, there to count readers, is left out",
            "{count} invisible pictures, there to count readers, are left out",
            taken.pixels,
        )
        row = row.noting("tracking_pixel", message.format(count=taken.pixels))
    if taken.parameters:
        message = ngettext(
            "{count} link loses what tells the sender who follows it",
            "{count} links lose what tells the sender who follows them",
            taken.parameters,
        )
        row = row.noting("tracking_parameter", message.format(count=taken.parameters))
    if taken.redirects:
        message = _("links still lead by way of a counter of clicks, which alone knows where to: {hosts}")
        row = row.noting("tracking_redirect", message.format(hosts=", ".join(taken.redirects)))
    if taken.hidden:
        message = ngettext("{count} hidden text is left out", "{count} hidden texts are left out", taken.hidden)
        row = row.noting("hidden_text", message.format(count=taken.hidden))
    return _noting_notices(row, taken.notices)


def _noting_notices(row: Row, count: int) -> Row:
    if not count:
        return row
    message = ngettext(
        "{count} notice about the sending is left out, such as who gets the message or how to unsubscribe",
        "{count} notices about the sending are left out, such as who gets the message or how to unsubscribe",
        count,
    )
    return row.noting("sending_notice", message.format(count=count))
