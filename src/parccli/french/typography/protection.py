"""What a text must keep to the letter although it is plain text: addresses, paths, entities, `2'33"`, house words.

`protect` hides each character of it behind OPAQUE, so that no rule sees it and every offset stays.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from parccli.french.typography.correction import OPAQUE, Profile

# A bracket belongs to an address only with its other half: « (voir https://example.org/a) ».
_URL: Final = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{0,20}://|\bwww\.|\b(?:mailto|tel|urn|doi):)(?:\([^\s()]*\)|[^\s<>«»\"”()\[\]])+",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_BACKSLASHES: Final = re.compile(r"(?<!\S)[^\s\\()«»\"]*\\[^\s()«»\"]*")
_SLASHES: Final = re.compile(
    r"(?<![^\s(\[«\"])(?:~|\.{1,2})?/[^\s()\[\]«»\"]+|(?<![^\s(\[«\"])(?:[^\s/()\[\]«»\"]+/){2,}[^\s()\[\]«»\"]*"
)
_MINUTES: Final = re.compile(r"\d['’\u2032]\d\d?(?:[\"\u2033]|'')?")
_SCHEMES: Final = ("://", "mailto:", "tel:", "urn:", "doi:")
_BY_SIGN: Final = (("@", _EMAIL), ("&", _ENTITY), ("\\", _BACKSLASHES), ("/", _SLASHES), ('"', _MINUTES))
_ENDINGS: Final = (
    r"\.(?:pdf|docx?|xlsx?|odt|ods|pptx?|html?|csv|txt|md|xml|json|jpe?g|png|gif|svg|webp|zip|fr|com|org|net|eu|info|be|ca|ch|io)"
    r"(?!\w)"
)
_HAS_FILE: Final = re.compile(_ENDINGS)
_FILE: Final = re.compile(rf"(?<![\w.-])[\w.-]*\w{_ENDINGS}(?:/[^\s()«»\"]*)?")


def protect(text: str, profile: Profile) -> str:
    """Hide what must stay as it is, at the same length."""
    if (":" in text and any(scheme in text for scheme in _SCHEMES)) or "www." in text:
        text = _URL.sub(_hide, text)
    for sign, pattern in _BY_SIGN:
        if sign in text:
            text = pattern.sub(_hide, text)
    if _HAS_FILE.search(text):
        text = _FILE.sub(_hide, text)
    if profile.words:
        text = _exact(profile.words).sub(_hide, text)
    return text


def _hide(match: re.Match[str]) -> str:
    return OPAQUE * len(match[0])


@lru_cache(maxsize=16)
def _exact(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, map(str.strip, words)), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")
