"""Spaces around punctuation (T101 to T103) and spaces and characters that nobody sees (T117): text in, corrections out.

A correction covers the spaces it replaces; where one is missing, the punctuation mark that lacks it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from parccli.french.typography.correction import (
    NARROW,
    NBSP,
    OPAQUE,
    PARAGRAPH,
    SP,
    SPACES,
    THIN,
    Correction,
    Profile,
    gap_after,
    gap_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# What follows tells punctuation from syntax: `?q=`, `![`, `;)`, `:smile:`, `12:30` are no punctuation.
_HIGH: Final = re.compile(r"[!?;](?:(?<!;)(?=[\s!?…»”\"’')\],.]|\Z)|(?<=;)(?=[\s»]|\Z))")
_COLON: Final = re.compile(r":(?=\s|\Z)")
_QUOTES: Final = re.compile(f"[«»{PARAGRAPH}]")
_BREAKS: Final = f"\n\r\t{PARAGRAPH}"
_OPENING: Final = f"«([{{“„‹¡¿{_BREAKS}"
_CLOSING: Final = f")]»”%€°²³…{OPAQUE}"
_SENTENCE_END: Final = ".!?…:«“(–—"
_SCHEMES: Final = frozenset(
    {"http", "https", "ftp", "sftp", "mailto", "tel", "file", "data", "urn", "doi", "javascript"}
)

# A pattern for each: beginning with one character, it lets the engine leap from one to the next.
_NO_BREAK_PAIRS: Final = tuple((sign, re.compile(f"{sign}(?:[{SPACES},.]|(?<= .))")) for sign in (NBSP, NARROW))
_BEFORE_STOP: Final = re.compile(rf"(?<!{SP}){SP}++(?=,(?!\d)|\.(?:[\s)\]»”\"]|\Z))")
_GAP: Final = re.compile(rf"{SP}{{2,}}+|{THIN}")
_INVISIBLE: Final = re.compile("[\u200b\u00ad\ufeff]+")
_DECOMPOSED: Final = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
_WORD_GAP: Final = re.compile(f"[{NBSP}{NARROW}](?<=[^\\W\\d_].)(?=[^\\W\\d_])(?![IVXLC]+\\b)")
# What a typographer binds to the next word: `à`, `Mme`, `1er`, `14 h`, `400 millions`.
_BINDS: Final = re.compile(rf"(?:\b(?:\w|1er|Mmes?|Mlles?|Dr|Pr|Me|millions?|milliards?)|\d{SP}?\w{{1,3}})\Z")
# And the parts of a name: `Debian Edu`, `Parc Nord`.
_CAPITALISED: Final = re.compile(r"\b[A-ZÀ-ÖØ-ÞŒ]\w*\Z")

# What stands alone before a mark, and is no name; of verbs, the imperatives that address the reader.
_EXCLAIMED: Final = re.compile(
    r"(?:Ah|Aïe|Alors|Attention|Bien|Bienvenue|Bon|Bonjour|Bonsoir|Bravo|Certes|Chapeau|Chiche|Chut|Combien|Comment"
    r"|Courage|Dehors|Désolée?s?|Dommage|Eh|Enfin|Ensemble|Et|Euh|Exact|Exactement|Faux|Félicitations|Formidable|Gagnée?s?"
    r"|Génial|Gratuit|Halte|Hé|Hein|Hélas|Hourra|Ici|Impossible|Incroyable|Jamais|Lequel|Laquelle|Lesquels"
    r"|Lesquelles|Magnifique|Mais|Merci|Mince|Non|Nouveau|Nouveauté|Oh|Ou|Où|Ouf|Oui|Ouverte?s?|Parfait|Pas"
    r"|Patience|Pourquoi|Promis|Quand|Que|Quel|Quelle|Quels|Quelles|Qui|Quoi|Rien|Santé|Si|Stop|Super|Surprise|Tant"
    r"|Terminée?s?|Toujours|Tous|Toutes|Urgent|Vite|Vivement|Voilà|Vrai|Vraiment|Zut"
    r"|(?:[CDJLMNST]|Qu)['’][a-zà-öø-ÿœ][^\W\d_]*|[^\W\d_]+(?:ez|ons)(?:[-’'][^\W\d_]+)*|[^\W\d_]+-(?:toi|moi|la|le|les|y|en|nous|vous))"
)


def high_punctuation(text: str, profile: Profile) -> Iterator[Correction]:
    """T101: a narrow no-break space before `;`, `!` and `?`; nothing in Canada."""
    if not ("!" in text or "?" in text or ";" in text):
        return
    wanted = "" if profile.is_canadian else profile.narrow
    for mark in _HIGH.finditer(text):
        at = mark.start()
        start = gap_before(text, at)
        accepted = (wanted, NBSP) if mark[0] == ";" and wanted else (wanted,)
        if start == 0 or text[start - 1] in _OPENING or text[start:at] in accepted:
            continue
        if start < at:
            yield Correction(code="T101", start=start, end=at, text=wanted, safe=True)
        elif _ends_a_word(text, at):
            safe = mark[0] == ";" or not _may_be_a_name(text, at)
            yield Correction(code="T101", start=at, end=at + 1, text=wanted + mark[0], safe=safe)


def colon(text: str, _profile: Profile) -> Iterator[Correction]:
    """T102: a no-break space before `:`."""
    if ":" not in text:
        return
    for mark in _COLON.finditer(text):
        at = mark.start()
        start = gap_before(text, at)
        if start == 0 or text[start - 1] in _OPENING or text[start:at] == NBSP:
            continue
        if start < at:
            yield Correction(code="T102", start=start, end=at, text=NBSP, safe=True)
        elif _ends_a_word(text, at) and not _is_a_prefix(text, at):
            yield Correction(code="T102", start=at, end=at + 1, text=NBSP + ":", safe=True)


def quotation_marks(text: str, _profile: Profile) -> Iterator[Correction]:
    """T103: a no-break space after « and before the » that closes it."""
    if "«" not in text:
        return
    depth = 0
    for mark in _QUOTES.finditer(text):
        at = mark.start()
        if mark[0] == PARAGRAPH:
            depth = 0
        elif mark[0] == "«":
            depth += 1
            end = gap_after(text, at + 1)
            if end == len(text) or text[end] in f"»{_BREAKS}" or text[at + 1 : end] == NBSP:
                continue
            missing = end == at + 1
            yield Correction(
                code="T103", start=at if missing else at + 1, end=end, text="«" * missing + NBSP, safe=True
            )
        elif depth:
            depth -= 1
            start = gap_before(text, at)
            if text[start - 1] in f"«{_BREAKS}" or text[start:at] == NBSP:
                continue
            missing = start == at
            yield Correction(code="T103", start=start, end=at + missing, text=NBSP + "»" * missing, safe=True)


def stray_characters(text: str, profile: Profile) -> Iterator[Correction]:
    """T117: spaces before `,` and `.`, double and thin spaces, characters of no width, letters in two pieces."""
    if _has_strays(text):
        yield from _stray_spaces(text)
    if NARROW in text and profile.narrow == NBSP:
        for match in re.finditer(NARROW, text):
            yield _stray("narrow", match.start(), match.end(), NBSP)
    if not unicodedata.is_normalized("NFC", text):
        for match in _DECOMPOSED.finditer(text):
            if (composed := unicodedata.normalize("NFC", match[0])) != match[0]:
                yield _stray("decomposed", match.start(), match.end(), composed)


def bound_words(text: str, _profile: Profile) -> Iterator[Correction]:
    """T117: a no-break space between two words that nothing binds."""
    if NBSP in text or NARROW in text:
        for match in _WORD_GAP.finditer(text):
            before = max(0, match.start() - 12), match.start()
            is_within_name = text[match.end()].isupper() and _CAPITALISED.search(text, *before)
            if not (is_within_name or _BINDS.search(text, *before)):
                yield _stray("no-break", match.start(), match.end(), " ", safe=False)


def _has_strays(text: str) -> bool:
    return (
        ("  " in text or " ," in text or " ." in text)
        or (THIN in text or "\u200b" in text or "\u00ad" in text or "\ufeff" in text)
        or any(sign in text and pair.search(text) for sign, pair in _NO_BREAK_PAIRS)
    )


def _stray_spaces(text: str) -> Iterator[Correction]:
    for match in _BEFORE_STOP.finditer(text):
        at = match.start()
        if at and (text[at - 1].isalnum() or text[at - 1] in _CLOSING + "’"):
            yield _stray("before-stop", at, match.end(), "")
    for match in _GAP.finditer(text):
        at, end = match.span()
        # Spaces at either end of a line are layout.
        if at and end < len(text) and not text[at - 1].isspace() and not text[end].isspace():
            breaks = " " in match[0] or THIN in match[0]
            yield _stray("double" if end - at > 1 else "thin", at, end, " " if breaks else NBSP, safe=breaks)
    for match in _INVISIBLE.finditer(text):
        yield _stray("invisible", match.start(), match.end(), "")


def _stray(kind: str, start: int, end: int, text: str, *, safe: bool = True) -> Correction:
    return Correction(code="T117", kind=kind, start=start, end=end, text=text, safe=safe)


def _ends_a_word(text: str, at: int) -> bool:
    return text[at - 1].isalnum() or text[at - 1] in _CLOSING


def _may_be_a_name(text: str, at: int) -> bool:
    """Tell “le jeu Jeopardy! revient” and “Zouip! Il revient”, where it may be a name’s, from “Bravo! Il revient”."""
    start = at
    while start and (text[start - 1].isalnum() or text[start - 1] in "’'-"):
        start -= 1
    if not text[start].isupper():
        return False
    before = text[:start].rstrip(f" {NBSP}{NARROW}")[-1:]
    after = text[at + 1 :].lstrip(f" {NBSP}{NARROW}")[:1]
    begins = before in _SENTENCE_END or before in _BREAKS
    return not begins or after.islower() or not _EXCLAIMED.fullmatch(text, start, at)


def _is_a_prefix(text: str, at: int) -> bool:
    """Tell `http:`, a drive's `C:` and the end of `:smile:` from a word before a colon."""
    start = at
    while start and not text[start - 1].isspace():
        start -= 1
    token = text[start:at].lstrip('(«“"')
    return (len(token) == 1 and token.isalpha()) or ":" in token or token.lower() in _SCHEMES
