"""The values that every rule of typography shares: what it is told, what it answers, the characters it sets.

A rule reads plain text, of one paragraph or of several with PARAGRAPH between them. Where something stands that must
not be touched (code, an image, raw HTML), its caller puts OPAQUE, once for each character, so that offsets stay those
of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

NBSP: Final = "\u00a0"
NARROW: Final = "\u202f"
THIN: Final = "\u2009"
OPAQUE: Final = "\ufffc"
PARAGRAPH: Final = "\u2029"
"""Stands between paragraphs that are read as one text; no rule looks across it."""
SPACES: Final = f" {NBSP}{NARROW}{THIN}"
"""The spaces that rules set right; line breaks and tabs are layout, and stay."""
SP: Final = f"[{SPACES}]"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How the posts of a site are set: a BCP 47 language, the narrow space, and the house's own spellings.

    `fr-CA` sets nothing before `;`, `!` and `?`. Languages other than French are left alone. `narrow` is U+202F,
    or U+00A0 where fonts are old and in e-mail.
    """

    language: str = "fr-FR"
    narrow: str = NARROW
    words: tuple[str, ...] = ()

    @property
    def is_french(self) -> bool:
        """Whether the rules have anything to say."""
        return self.language.lower().partition("-")[0] == "fr"

    @property
    def is_canadian(self) -> bool:
        """Whether high punctuation stands against its word."""
        return self.language.lower() == "fr-ca"


class Correction(NamedTuple):
    """What one rule says of the characters from `start` up to `end`, never none: put `text` there.

    `text` is None when only a person can mend it. `kind` tells apart the faults that share a code.
    """

    # A tuple and no dataclass: a text from a word processor has dozens, and a tuple is made in a third of the time.
    code: str
    start: int
    end: int
    text: str | None
    safe: bool
    kind: str = ""


Rule = Callable[[str, Profile], Iterator[Correction]]


def gap_before(text: str, at: int) -> int:
    """Where the spaces that end at `at` begin."""
    while at and text[at - 1] in SPACES:
        at -= 1
    return at


def gap_after(text: str, at: int) -> int:
    """Where the spaces that begin at `at` end."""
    while at < len(text) and text[at] in SPACES:
        at += 1
    return at
