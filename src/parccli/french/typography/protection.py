"""What a text must keep to the letter although it is plain text: addresses, paths, entities, `2'33"`, house words.

`protect` hides each character of it behind OPAQUE, so that no rule sees it and every offset stays.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from parccli.french.typography.correction import OPAQUE, Profile

# None of these goes beyond white space: each is looked for only in the words that hold its sign.
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
_ENDINGS: Final = (
    r"\.(?:pdf|docx?|xlsx?|odt|ods|pptx?|html?|csv|txt|md|xml|json|jpe?g|png|gif|svg|webp|zip|fr|com|org|net|eu|info|be|ca|ch|io)"
    r"(?!\w)"
)
_FILE: Final = re.compile(rf"(?<![\w.-])[\w.-]*\w{_ENDINGS}(?:/[^\s()«»\"]*)?")
_BY_SIGN: Final = (
    (":", re.compile(":(?://|(?<=mailto:)|(?<=tel:)|(?<=urn:)|(?<=doi:))"), _URL),
    ("www.", re.compile(r"www\."), _URL),
    ("@", re.compile("@"), _EMAIL),
    ("&", re.compile("&"), _ENTITY),
    ("\\", re.compile(r"\\"), _BACKSLASHES),
    ("/", re.compile("/"), _SLASHES),
    ('"', re.compile('"'), _MINUTES),
    (".", re.compile(_ENDINGS), _FILE),
)
# Marks and straight signs belong to these as they are; a site adds its own by its list of words.
_NAMES: Final = (
    *("Chips Ahoy!", "Guess?", "Hop!", "HOP!", "Jeopardy!", "Joomla!", "Kahoot!", "Mamma Mia!", "Osez!", "Oui!Care"),
    *("Panic! at the Disco", "Pschitt!", "Saint-Louis-du-Ha! Ha!", "Toys'R'Us", "Toys'r'us", 'Toys "R" Us'),
    *("Toys 'R' Us", "Wham!", "Westward Ho!", "Yahoo!", "Yum!"),
)
_MARKS: Final = "!?'\""
_WHITE_SPACE: Final = re.compile(r"\s")


def protect(text: str, profile: Profile) -> str:
    """Hide what must stay as it is, at the same length."""
    for character, sign, pattern in _BY_SIGN:
        if character in text:
            text = _hidden(text, sign, pattern)
    if any(mark in text for mark in _MARKS):
        text = _exact(_NAMES).sub(_hide, text)
    if profile.words:
        text = _exact(profile.words).sub(_hide, text)
    return text


def _hidden(text: str, sign: re.Pattern[str], pattern: re.Pattern[str]) -> str:
    """Hide what `pattern` finds in the words that hold `sign`."""
    parts: list[str] = []
    done = 0
    found = sign.search(text)
    while found:
        space = _WHITE_SPACE.search(text, found.end())
        end = space.start() if space else len(text)
        # From the last space on, if not from the last that there is: what comes between holds no sign.
        start = max(done, text.rfind(" ", done, found.start()), text.rfind("\n", done, found.start()))
        parts += (text[done:start], pattern.sub(_hide, text[start:end]))
        done = end
        found = sign.search(text, end)
    return "".join((*parts, text[done:]))


def _hide(match: re.Match[str]) -> str:
    return OPAQUE * len(match[0])


@lru_cache(maxsize=16)
def _exact(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, map(str.strip, words)), key=lambda word: (-len(word), word))
    if not longest_first:
        return re.compile("(?!)")
    # The initials come first, so that the engine leaps from one to the next.
    initials = "".join(sorted({re.escape(word[0]) for word in longest_first}))
    ends = "|".join(f"(?<={re.escape(word[0])}){re.escape(word[1:])}" for word in longest_first)
    return re.compile(rf"[{initials}](?<!\w.)(?:{ends})(?!\w)")
