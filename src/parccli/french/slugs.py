"""A title → the last part of its address, by the rule of WordPress 6.1's `sanitize_title`, so that addresses agree.

Apostrophes and punctuation vanish, accents go, spaces, dashes, dots and slashes become `-`. Two decisions are ours:
letters of other scripts vanish (WordPress percent-encodes them, which no file name and no reader likes), and what
is left empty becomes `article`. A name that Windows keeps for itself (`con`) gets `-1`, since slugs name files.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

MAX_BYTES: Final = 200
EMPTY: Final = "article"
RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)
# Letters that Unicode does not decompose, as WordPress's remove_accents() writes them.
_LETTERS: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "þ": "th", "ß": "s"}
    | {"ĸ": "k", "€": "e", "×": "x"}
)
_SEPARATORS: Final = frozenset("./-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_KEPT: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")
_DASHES: Final = re.compile(r"-{2,}")
_SLUG: Final = re.compile(r"[a-z0-9_-]+")


def slugify(text: str, *, keep_underscore: bool = False) -> str:
    """Make a slug of at most 200 characters from `text`; `_` becomes `-` unless the slug is an imported address."""
    words = text.translate(_PLAIN)
    if not keep_underscore:
        words = words.replace("_", "-")
    slug = _cut(_DASHES.sub("-", words), MAX_BYTES) or EMPTY
    return f"{slug}-1" if slug in RESERVED else slug


def unique(slug: str, taken: Container[str]) -> str:
    """Return `slug`, or the first of `slug-2`, `slug-3`… that is not `taken`."""
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = _cut(slug, MAX_BYTES - len(suffix)) + suffix
    return candidate


def is_slug(text: str) -> bool:
    """Tell whether `text` can be a post's slug: small letters without accents, digits, `-`, and `_` from an import."""
    return len(text) <= MAX_BYTES and text not in RESERVED and _SLUG.fullmatch(text) is not None


class _Plain(dict[int, str]):
    """What a slug has for each character. Few make up all titles: one is worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        # Letters by compatibility (ﬁ, ª, full-width), the rest canonically: … must not become three dots, nor ² a 2.
        spread = unicodedata.normalize("NFKD" if character.isalpha() else "NFD", character).lower().translate(_LETTERS)
        plain = ("-" if part.isspace() or part in _SEPARATORS else part for part in spread)
        self[code] = "".join(part for part in plain if part in _KEPT)
        return self[code]


_PLAIN: Final = _Plain()


def _cut(slug: str, limit: int) -> str:
    return slug.strip("-")[:limit].rstrip("-")
