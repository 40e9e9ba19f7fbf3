"""The bytes of an e-mail -> its subject, date and id, its text in HTML or plain, and the files that came with it."""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
import uuid
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.importers.mail.recipients import without

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import EmailMessage, MIMEPart

_OUTLOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN: Final = ("From", "Date", "Subject", "Message-ID", "MIME-Version", "Received")
_ENOUGH: Final = 2
"""So many of the known headers make a message: a text may begin with one of them."""
_RECIPIENTS: Final = ("To", "Cc", "Bcc", "Delivered-To", "X-Original-To", "Envelope-To")
_TEXTS: Final = ("text/plain", "text/html", "text/enriched", "text/watch-html", "text/x-amp-html")
_STUMBLES: Final = (ValueError, LookupError, AttributeError, TypeError, OverflowError)
"""What the standard library's accessors raise of what its parser let through."""
_FORWARDED: Final = re.compile(r"(?:\s*(?:tr|fwd?|re|ref|wg|aw)\s*:)+\s*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A file in the message. `key` is what the HTML calls it by, after `cid:`; `name` is its sender's."""

    kind: str
    name: str
    key: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Mail:
    """What is of use in a message. Nobody's address is, except to take it out of the text: `recipients`."""

    subject: str
    date: datetime | None
    id: str | None
    html: str | None
    text: str
    flowed: bool
    parts: tuple[Part, ...]
    recipients: frozenset[str]


def parse(data: bytes) -> Mail:
    """Read a message; raises ParcError for what is none, or cannot be read."""
    if data.startswith(_OUTLOOK):
        raise ParcError(
            _("this is a message in Outlook’s own format (.msg)"),
            hint=_(
                "Drag it into the drafts of a webmail or of Thunderbird, open it there, and save it as .eml; "
                "the new Outlook and Outlook for Mac save .eml themselves."
            ),
        )
    if data.startswith(b"From ") and re.search(rb"\n\r?\nFrom \S", data):
        raise ParcError(
            _("the file is a mailbox of several messages"), hint=_("Save each message from the mail program, as .eml.")
        )
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        return _read(message)
    except (email.errors.MessageError, RecursionError, *_STUMBLES) as error:
        raise ParcError(_("the message is damaged"), hint=_("Save it again from the mail program, as .eml.")) from error


def _read(message: EmailMessage) -> Mail:
    if sum(name in message for name in _KNOWN) < _ENOUGH:
        raise ParcError(
            _("the file is no e-mail: it does not begin with a message’s headers"),
            hint=_("Save the message from the mail program, as .eml."),
        )
    html = message.get_body(("html",))
    plain = message.get_body(("plain",))
    texts = {id(part) for part in (html, plain) if part is not None}
    recipients = frozenset(_addresses(message))
    return Mail(
        subject=without(_FORWARDED.sub("", _line(_header(message, "Subject")), count=1), recipients),
        date=_date(_header(message, "Date")),
        id=_id(_header(message, "Message-ID")),
        html=_decoded(html) if html is not None else None,
        text=_decoded(plain) if plain is not None else "",
        flowed=plain is not None and str(plain.get_param("format", "")).lower() == "flowed",
        parts=tuple(replace(part, name=without(part.name, recipients, "")) for part in _parts(message, texts)),
        recipients=recipients,
    )


def _header(message: EmailMessage, name: str) -> object:
    """The header as it reads, or as it was sent where it cannot be read: a mad date does not cost the message."""
    try:
        return message[name]
    except _STUMBLES:
        return next(value for key, value in message.raw_items() if key.lower() == name.lower())


def _line(header: object) -> str:
    # What is encoded in a header may hold line ends, which would begin another one.
    text = str(header or "").encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"[\x00-\x20\x7f\u2028\u2029]+", " ", text).strip(" ")


def _date(header: object) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(header or ""))
    except _STUMBLES:
        return None
    # “-0000” tells UTC by somebody whose own time zone is not told.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _id(header: object) -> str | None:
    """An id made from the message's own, which names a machine, at times a person, and feeds would publish it."""
    own = re.sub(r"\s", "", str(header or "")).strip("<>")
    return uuid.uuid5(uuid.NAMESPACE_URL, f"mid:{own}").urn if own else None


def _decoded(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    for charset in (part.get_content_charset(), "utf-8", "cp1252"):
        try:
            return data.decode(charset or "utf-8").replace("\r\n", "\n").replace("\r", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1").replace("\r\n", "\n")


def _parts(message: MIMEPart, texts: set[int], *, around: str = "") -> Iterator[Part]:
    """Give the files below `message`; another alternative of the text, which says the same again, is none."""
    kind = message.get_content_type()
    if message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            yield from _parts(part, texts, around=kind)
        return
    is_same_again = around == "multipart/alternative" and kind in _TEXTS and message.get_filename() is None
    if id(message) in texts or is_same_again:
        return
    data = message.get_payload(decode=True)
    yield Part(
        kind=kind,
        name=_line(message.get_filename()) or kind,
        key=_line(message["Content-ID"]).strip("<>"),
        data=data if isinstance(data, bytes) else b"",
    )


def _addresses(message: EmailMessage) -> Iterator[str]:
    headers = [str(value) for name in _RECIPIENTS for value in message.get_all(name, [])]
    for _name, address in getaddresses(headers):
        if "@" in address:
            yield address.lower()
