"""Signs that keyboards offer and typographers avoid (T104, T105, T114 to T116, T118): text in, corrections out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.french.typography.correction import NBSP, OPAQUE, PARAGRAPH, SP, Correction, Profile, gap_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LETTER: Final = r"[^\W\d_]"
# The sign comes first in these patterns, so that the engine leaps from one to the next.
_APOSTROPHE: Final = re.compile(
    rf"['´‘](?:(?<={_LETTER}.)(?={_LETTER})"
    rf"|(?:(?<=\b[cdjlmnst]')|(?<=\bqu')|(?<=\blorsqu')|(?<=\bpuisqu')|(?<=\bjusqu')|(?<=\bquoiqu'))(?=[«“\d{OPAQUE}]))",
    re.IGNORECASE,
)
_DOTS: Final = re.compile(r"\.\.\.(?<![./\\]\.{3})(?<![eE]tc\.{3})(?![./\\])(?:(?<!\d\.{3})|(?!\d))")
_ETC: Final = re.compile(r"\b[eE]tc(?:\.\.\.|\.?…)(?!\.)")
_DASH: Final = re.compile(rf"-(?<=\S{SP}-)(?={SP}\S)")
_LIST_MARK: Final = re.compile(f"[–•](?={SP})")
_STRAIGHT: Final = re.compile('"')
_PAIRS: Final = {"»": "«", ")": "(", "]": "["}
_PAIRED: Final = re.compile(rf"[«»()\[\]{PARAGRAPH}]")
_ENUMERATOR: Final = re.compile(r"(?:\A|[\s(])(?:\w|\d\d|[ivx]{1,4})\)\Z")
_EMOTICON: Final = re.compile(r"(?:\A|[\s(])[:;=8]['’]?[-^o]?[()\[\]]\Z")
_QUOTED: Final = re.compile(r"[«“‘\"']\s?[()\[\]]\s?[»”’\"']")
# What follows an opening one must not be what it encloses: “la touche (Entrée)”.
_NAMED: Final = re.compile(
    r"(?:\b(?:touche|caractère|signe|symbole|parenthèse|crochet)s?(?: (?:ouvrant|fermant)e?s?)?\s"
    r"|\b(?:Ctrl|Alt|Maj|Cmd|Shift)[-+])(?:[(\[](?=[\s,.;:]|\Z)|[)\]])"
)
_NAMED_WITHIN: Final = 24  # characters
_REPEATED: Final = re.compile(r"!{2,}|\?{2,}")
_SHOUTED_LETTERS, _SHOUTED_WORDS = 12, 3


def apostrophes(text: str, _profile: Profile) -> Iterator[Correction]:
    """T104: ’ between letters, and after an elided word."""
    if "'" in text or "´" in text or "‘" in text:
        for match in _APOSTROPHE.finditer(text):
            yield Correction("T104", *match.span(), "’", safe=True)


def ellipses(text: str, _profile: Profile) -> Iterator[Correction]:
    """T105: … for three dots."""
    if "..." in text:
        for match in _DOTS.finditer(text):
            yield Correction(code="T105", start=match.start(), end=match.end(), text="…", safe=True)


def et_cetera(text: str, _profile: Profile) -> Iterator[Correction]:
    """T105: `etc.` for `etc...`, which says the same twice."""
    if "tc…" in text or "tc." in text:
        for match in _ETC.finditer(text):
            yield Correction(
                code="T105", kind="etc", start=match.start(), end=match.end(), text=match[0][:3] + ".", safe=False
            )


def dashes(text: str, _profile: Profile) -> Iterator[Correction]:
    """T114: a hyphen that serves as a dash, a dash or bullet that serves as a list."""
    if "-" in text:
        for match in _DASH.finditer(text):
            at = match.start()
            # Between two numbers it is a minus or a range.
            if not (text[at - 2].isdigit() and text[at + 2].isdigit()):
                yield Correction(code="T114", kind="dash", start=at, end=at + 1, text="–", safe=False)
    if "–" in text or "•" in text:
        for match in _LIST_MARK.finditer(text):
            start, end = match.span()
            line = gap_before(text, start)
            if line == 0 or text[line - 1] in f"\n{PARAGRAPH}":
                yield Correction(code="T114", kind="list", start=start, end=end, text=None, safe=False)


def straight_quotes(text: str, _profile: Profile) -> Iterator[Correction]:
    """T115: « » for straight quotation marks that plainly open and close in turn, “ ” inside « »; else a warning."""
    if '"' in text:
        for start, paragraph in _paragraphs(text):
            if '"' in paragraph:
                yield from _straight_quotes(paragraph, start)


def unbalanced(text: str, _profile: Profile) -> Iterator[Correction]:
    """T116: « ( [ that nothing closes in the paragraph, » ) ] that nothing opened."""
    opened: dict[str, list[int]] = {mark: [] for mark in _PAIRS.values()}
    for match in _PAIRED.finditer(text):
        mark, at = match[0], match.start()
        if mark == PARAGRAPH:
            if any(opened.values()):
                yield from _never_closed(text, opened)
        elif _is_named(text, at):
            continue
        elif mark in opened:
            opened[mark].append(at)
        elif opened[_PAIRS[mark]]:
            opened[_PAIRS[mark]].pop()
        elif not _stands_alone(text, match.end()):
            yield Correction(code="T116", kind="never-opened", start=at, end=at + 1, text=None, safe=False)
    yield from _never_closed(text, opened)


def shouting(text: str, _profile: Profile) -> Iterator[Correction]:
    """T118: a paragraph that is all capitals; `!!` and `??`."""
    if "!!" in text or "??" in text:
        for match in _REPEATED.finditer(text):
            yield Correction(
                code="T118", kind="repeated", start=match.start(), end=match.end(), text=match[0][0], safe=False
            )
    for start, paragraph in _paragraphs(text):
        if paragraph.isupper() and _is_shouted(paragraph):
            end = start + len(paragraph)
            yield Correction(code="T118", kind="capitals", start=start, end=end, text=None, safe=False)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph, and where it starts."""
    start = 0
    for paragraph in text.split(PARAGRAPH):
        yield start, paragraph
        start += len(paragraph) + 1


def _straight_quotes(paragraph: str, start: int) -> Iterator[Correction]:
    places = [match.start() for match in _STRAIGHT.finditer(paragraph)]
    paired = _are_paired(paragraph, places)
    if not paired:
        # After a number it is the sign of inches, unless it plainly closes a quotation.
        places = [at for at in places if not paragraph[at - 1 : at].isnumeric()]
        paired = _are_paired(paragraph, places)
    depth = last = 0
    for turn, at in enumerate(places):
        depth = max(0, depth + paragraph.count("«", last, at) - paragraph.count("»", last, at))
        last = at
        marks = ("“", "”") if depth else (f"«{NBSP}", f"{NBSP}»")
        text = marks[turn % 2] if paired else None
        yield Correction(code="T115", start=start + at, end=start + at + 1, text=text, safe=paired)


def _are_paired(paragraph: str, places: Sequence[int]) -> bool:
    """Whether marks open and close in turn."""
    return len(places) % 2 == 0 and all(
        _opens(paragraph, at) if turn % 2 == 0 else _closes(paragraph, at) for turn, at in enumerate(places)
    )


def _never_closed(text: str, opened: Mapping[str, list[int]]) -> Iterator[Correction]:
    """What is still open at the end of a paragraph; the next one starts anew."""
    for at in sorted(at for places in opened.values() for at in places):
        if not _EMOTICON.search(text, max(0, at - 4), at + 1):
            yield Correction(code="T116", kind="never-closed", start=at, end=at + 1, text=None, safe=False)
    for places in opened.values():
        places.clear()


def _is_shouted(paragraph: str) -> bool:
    return len(paragraph.split()) >= _SHOUTED_WORDS and sum(map(str.isalpha, paragraph)) >= _SHOUTED_LETTERS


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([«’'–—") and not after.isspace() and after != '"'


def _closes(text: str, at: int) -> bool:
    before = text[at - 1]
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isspace() and before != '"' and not (after.isalnum() or after == OPAQUE)


def _is_named(text: str, at: int) -> bool:
    """Tell a bracket that is spoken of, as in « ) », “la touche [” and “Ctrl+]”, from one that encloses."""
    if text[at] in "«»":
        return False
    quoted = any(found.start() < at < found.end() - 1 for found in _QUOTED.finditer(text, max(0, at - 2), at + 3))
    return quoted or any(found.end() == at + 1 for found in _NAMED.finditer(text, max(0, at - _NAMED_WITHIN), at + 2))


def _stands_alone(text: str, end: int) -> bool:
    """Tell `a)` and `:-)` from a bracket that closes nothing."""
    near = max(0, end - 6)
    return bool(_ENUMERATOR.search(text, near, end) or _EMOTICON.search(text, near, end))
