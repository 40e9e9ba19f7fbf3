"""Addresses in a newsletter -> the same without what tells its sender who read it, and which of them still do."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

_PARAMETER: Final = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|at_(?:medium|campaign|emailtype|creation|send_date|link|recipient_id|recipient_list)"
    r"|mc_[ce]id|fbclid|gclid|msclkid|dclid|yclid|_hsenc|_hsmi|mkt_tok|oly_(?:anon|enc)_id|vero_id|wickedid|ml_subscriber\w*"
    r"|sib_\w+|trk_\w+|xtor|ref_email|email_hash|cmpid",
    re.IGNORECASE,
)
_REDIRECT: Final = re.compile(
    r"https?://(?:(?:click|clicks|link|links|trk|track|tracking|email|mailing|lnk|r|t|l)\d*\.[^/]+/"
    r"|[^/]+/(?:[^?]*/)?(?:track/click|ls/click|wf/click|lnk|clicks?|CL0|mk/cl|r/)(?:[/?]|\b))"
    r"|https?://[^?]+\?(?:[^#]*&)?(?:url|u|target|redirect|dest|link)=https?(?::|%3A)",
    re.IGNORECASE,
)
_PIXEL: Final = re.compile(r"/(?:track/open|wf/open|mk/op|open(?:\.\w+|/|\?|$)|o\.gif|pixel\b|beacon\b)", re.IGNORECASE)


def untracked(address: str) -> str:
    """Take out of a web address the parameters that tell campaigns and readers apart; the rest stays to the letter."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.scheme.lower() not in {"http", "https"} or not parts.query:
        return address
    kept = [pair for pair in re.split(r"&(?:amp;)?", parts.query) if pair and not _tells_who(pair)]
    return urlunsplit(parts._replace(query="&".join(kept)))


def _tells_who(pair: str) -> bool:
    name, _equals, value = pair.partition("=")
    # Only somebody's own address stands in a link.
    return _PARAMETER.fullmatch(name) is not None or re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", unquote(value)) is not None


def is_redirect(address: str) -> bool:
    """Tell a link that leads by way of a counter; where it leads is known to that alone."""
    return _REDIRECT.match(address) is not None


def host_of(address: str) -> str:
    """The machine that a web address names."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def is_pixel(address: str) -> bool:
    """Tell a picture that is only there to be asked for."""
    return _PIXEL.search(address) is not None
