"""Text and addresses -> what XML, JSON and every reader accept, whatever was in the post."""

from __future__ import annotations

import re
from typing import Final

from parccli.render.addresses import encoded

# Outside XML 1.0's Char (§2.2), which has no place for lone surrogates either; and the C1 controls, which HTML
# forbids and the W3C's validator reports.
_FORBIDDEN: Final = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHITE: Final = re.compile("[\t\n ]+")


def markup(html: str) -> str:
    """`html` without the characters that XML forbids, its lines ended by LF."""
    return _FORBIDDEN.sub("", html.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str) -> str:
    """`text` on one line, without the characters that XML forbids; no-break spaces stay."""
    text = markup(text)
    # Hardly any text has more than single spaces, and finding out is ten times quicker than replacing each by itself.
    if "  " in text or "\n" in text or "\t" in text:
        text = _WHITE.sub(" ", text)
    return text.strip(" ")


def uri(address: str) -> str:
    """`address` percent-encoded, its host in ASCII; what is encoded already stays as it is."""
    plain = line(address)
    return encoded(plain) or plain
