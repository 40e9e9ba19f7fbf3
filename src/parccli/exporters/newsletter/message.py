"""A digest's text and HTML -> an e-mail that nobody has sent yet, to open in a mail program or hand to a provider."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parccli.exporters.newsletter.letter import Digest


def eml_of(digest: Digest, *, text: str, html: str) -> bytes:
    """Write a message of RFC 5322: text first, HTML second, lines ended by CRLF, no date and nobody to send it to.

    The same digest gives the same bytes. `X-Unsent` opens it for writing in Outlook and Thunderbird.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = digest.subject.replace("\u202f", "\u00a0")
    message["X-Unsent"] = "1"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = digest.config.language
    # Quoted-printable writes every “=” as “=3D”: this stands in no part.
    message.set_boundary(f"=_{sha256(f'{text}{html}'.encode()).hexdigest()[:32]}")
    return message.as_bytes()
