"""All rules together: a text → its corrections, or a paragraph → the same with the safe ones made.

Corrections that would change the same character compete: the safe one wins, then the longer, then the lower code,
then the first. Warnings, which change nothing, never compete.
"""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from parccli.french.typography import marks, numbers, spaces, words
from parccli.french.typography.correction import NARROW, NBSP, PARAGRAPH, SPACES
from parccli.french.typography.protection import protect

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from parccli.french.typography.correction import Correction, Profile, Rule

MENDING: Final[Mapping[str, Rule]] = {
    "T101": spaces.high_punctuation,
    "T102": spaces.colon,
    "T103": spaces.quotation_marks,
    "T104": marks.apostrophes,
    "T105": marks.ellipses,
    "T106": numbers.thousands,
    "T107": numbers.units,
    "T108": numbers.references,
    "T109": numbers.days,
    "T110": numbers.ordinals,
    "T112": words.capitals,
    "T113": words.ligatures,
    "T115": marks.straight_quotes,
    "T117": spaces.stray_characters,
}
"""The rules of FRENCH.md §1 that can mend without asking; all that export needs."""

ASKING: Final[Mapping[str, Rule]] = {
    "T105": marks.et_cetera,
    "T106": numbers.dotted_thousands,
    "T110": numbers.roman_ordinals,
    "T111": numbers.abbreviations,
    "T112": words.capital_a,
    "T114": marks.dashes,
    "T116": marks.unbalanced,
    "T117": spaces.bound_words,
    "T118": marks.shouting,
    "T119": words.house_words,
}
"""Those that leave the last word to a person."""

CODES: Final = tuple(sorted({*MENDING, *ASKING}))
_RULES: Final = (*MENDING.items(), *ASKING.items())
# One correction reveals another two or three times at most; the bound is for a bug, not for texts.
_MOST_PASSES: Final = 12
# What reveals nothing: an apostrophe, which stands between letters, and no rule minds which one it is; and a no-break
# space for another, since every rule but T117 takes the one for the other, though not one for two.
_APOSTROPHES: Final = "T104"
_STRAYS: Final = "T117"
_NO_BREAK: Final = frozenset({NBSP, NARROW})
_ONE_SPACE: Final = frozenset(SPACES)
_PLACE: Final = attrgetter("start", "end", "code")


def corrections(text: str, profile: Profile, *, codes: Collection[str] | None = None) -> list[Correction]:
    """List what the rules (those of `codes`, or all) say of `text`, by place; none overlap but warnings.

    The text is a paragraph, or several with PARAGRAPH between them: it is the quickest to have all of a post at once.
    Making the safe ones can reveal others: `Alors...?` becomes `Alors…?`, then wants its space.
    """
    return _found(text, profile, [rule for code, rule in _RULES if codes is None or code in codes])


def polish(text: str, profile: Profile) -> str:
    """Make the safe corrections of one paragraph until none is left."""
    return polish_runs([text], profile)[0]


def polish_runs(runs: Sequence[str], profile: Profile) -> list[str]:
    """Polish texts that stand side by side in one paragraph, such as `texte <b>gras</b> !`, as the one text they are.

    Spaces that two runs share are replaced in the first of them; no other correction crosses a border.
    """
    return polish_paragraphs([runs], profile)[0]


def polish_paragraphs(paragraphs: Iterable[Sequence[str]], profile: Profile) -> list[list[str]]:
    """Polish the runs of many paragraphs, each by itself: it is the quickest to have all of a post at once."""
    polished = [list(runs) for runs in paragraphs]
    places: Sequence[int] = range(len(polished))
    for _pass in range(_MOST_PASSES):
        places = _mend(polished, places, profile)
        if not places:
            break
    return polished


def _mend(paragraphs: list[list[str]], places: Sequence[int], profile: Profile) -> list[int]:
    """Make the safe corrections of the paragraphs at `places`; return the places of those that may need more."""
    texts = ["".join(paragraphs[place]) for place in places]
    whole = PARAGRAPH.join(texts)
    edits = [edit for edit in _found(whole, profile, MENDING.values()) if edit.safe]
    again: list[int] = []
    start = first = 0
    for place, text in zip(places, texts, strict=True):
        end, last = start + len(text), first
        while last < len(edits) and edits[last].start < end:
            last += 1
        if first < last:
            mended = _apply(paragraphs[place], whole, start, edits[first:last])
            if mended != paragraphs[place]:
                paragraphs[place] = mended
                # Any may complete a word of the house, which is kept to the letter.
                if profile.words or not all(_settles(edit, whole) for edit in edits[first:last]):
                    again.append(place)
        start, first = end + 1, last
    return again


def _settles(edit: Correction, text: str) -> bool:
    """Whether it leaves nothing else to mend: most paragraphs that are mended need no other look."""
    if edit.code == _APOSTROPHES:
        return True
    return edit.text in _NO_BREAK and edit.code != _STRAYS and text[edit.start : edit.end] in _ONE_SPACE


def _found(text: str, profile: Profile, rules: Iterable[Rule]) -> list[Correction]:
    if not profile.is_french:
        return []
    plain = protect(text, profile)
    found = [correction for rule in rules for correction in rule(plain, profile)]
    return _without_overlaps(found) if len(found) > 1 else found


def _without_overlaps(found: list[Correction]) -> list[Correction]:
    found.sort(key=_PLACE)
    # Hardly ever do any compete.
    if all(one.end <= other.start for one, other in pairwise(found)):
        return found
    kept: list[Correction] = []
    taken: set[int] = set()
    for correction in sorted(found, key=_precedence):
        places = range(correction.start, correction.end)
        if correction.text is not None:
            if not taken.isdisjoint(places):
                continue
            taken.update(places)
        kept.append(correction)
    kept.sort(key=_PLACE)
    return kept


def _precedence(correction: Correction) -> tuple[bool, int, str, int]:
    return not correction.safe, correction.start - correction.end, correction.code, correction.start


def _apply(runs: Sequence[str], whole: str, start: int, edits: Iterable[Correction]) -> list[str]:
    """The `runs`, which begin at `start` of the `whole`, with the edits made that do not cross the borders of one."""
    mended: list[str] = []
    waiting = iter(edits)
    edit = next(waiting, None)
    done = start
    for run in runs:
        start += len(run)
        parts: list[str] = []
        while edit is not None and edit.start < start:
            if edit.end <= start or whole[edit.start : edit.end].isspace():
                parts += (whole[done : edit.start], edit.text or "")
                done = edit.end
            edit = next(waiting, None)
        parts.append(whole[done:start])
        done = max(done, start)
        mended.append("".join(parts))
    return mended
