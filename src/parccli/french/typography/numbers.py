"""Numbers and what goes with them (T106 to T111): thousands, units, `n° 5`, ordinals; text in, corrections out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from parccli.french.dates import MONTHS
from parccli.french.typography.correction import NARROW, NBSP, SP, SPACES, THIN, Correction, Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CAPITAL: Final = "[A-ZÀ-ÖØ-ÞŒ]"
_SYMBOLS: Final = (
    r"(?:[kM]?€|Md€|[$£%‰]|°[CF](?!\w)|(?:km/h|[kcm]?m[²³23]?|hm|ha|[km]?g|t|[hcm]?l|L|[kMGT]?Wh?|[kM]Wc|kVA|k?V"
    r"|[kMG]?Hz|h|min|s|[kKMGT]o|dB)(?![\w’']))"
)
_UNITS: Final = rf"(?:{_SYMBOLS}|(?:million|milliard)s?(?!\w))"

_MONTHS: Final = "|".join(MONTHS["fr"])
# One digit and then more: before a repetition the engine does not leap, which takes twice the time.
_NUMBER: Final = re.compile("[0-9][0-9]*")
# What follows the last digit of a number that one of the rules below could mend; most numbers are passed over at once.
_MENDABLE: Final = re.compile(
    rf"(?:{SP}[0-9]{{3}}|(?:er)?{SP}*[ {THIN}]{SP}*(?:{_UNITS}|{_MONTHS})|{SP}(?:{_MONTHS})|i?[èe][mr]e|nde)",
    re.IGNORECASE,
)
_ASKABLE: Final = re.compile(rf"[.,][0-9]|[%€cghkmGMTW]|{SP}[kcm]?m[23]")
# These are matched where digits begin.
_GROUPED: Final = re.compile(rf"(?<![\w,./+])(?<![0-9]{SP})[1-9][0-9]{{0,2}}(?:{SP}[0-9]{{3}})+(?!{SP}?\d)")
_DOTTED: Final = re.compile(r"(?<![\w,./+-])[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,2}(?!\w|\.\d)")
_POSTCODE: Final = re.compile(rf"[0-9]{{2}}{SP}[0-9]{{3}}{SP}+(?!{_SYMBOLS}){_CAPITAL}")
_UNIT_GAP: Final = re.compile(rf"[0-9]+({SP}+)(?={_UNITS})")
_DAY: Final = re.compile(
    rf"(?<![\w,./-])(?:(1er|[12][0-9]|3[01]|0?[2-9])|1)({SP}+)(?=(?:{_MONTHS})(?!\w))", re.IGNORECASE
)
_ORDINAL: Final = re.compile(r"(?<![\w.,])([0-9]+)(i?[èe]me|i?[èe]re|nde)(s?)(?!\w)")
_POWER: Final = re.compile(rf"[0-9]+{SP}?([kcm]?m)([23])(?!\w)")
_GLUED: Final = re.compile(
    r"(?<![\w.,/-])([0-9]+(?:[.,][0-9]+)?)"
    r"(?:([%€]|(?:min|ha|[kcm]?m[²³23]|[ck]?m|kg|[kMGT]Wh?)(?![\w’']))|(h)(?:([0-5][0-9])(?!\w)|(?![\w’'])))"
)
_DECIMAL_POINT: Final = re.compile(rf"(?<![\w.,/-])[0-9]+\.[0-9]{{1,2}}(?={SP}{_UNITS})")

# In these the sign comes first, so that the engine leaps to it, and what precedes it is looked at backwards.
_HOUR_GAP: Final = re.compile(rf"h(?:(?<=\dh)|(?<=\d{SP}h))({SP}+)(?=[0-5]\d(?!\d))")
_NUMERO: Final = re.compile(rf"[°º](?<!\w[nN].)(?<=[nN].)s?({SP}*)(?=\d)")
_PLACE: Final = re.compile(
    r"\.(?:(?<=\bp\.)|(?<=\bpp\.)|(?<=\bart\.)|(?<=\bfig\.)|(?<=\bvol\.)|(?<=\bchap\.))" + rf"({SP}+)(?=\d)"
)
_PERSON: Final = re.compile(rf"[MDP](?<!\w.)(?:(?<=M)(?:M?\.|mes?|lles?)|(?<=[DP])rs?)({SP}+)(?={_CAPITAL})")
_ROMAN: Final = re.compile(r"([IVX](?<!\w.)[IVX]*)i?[èe]me(s?)(?!\w)")
_NUMERO_CAPITAL: Final = re.compile(r"[nN](?<!\w.)(?:º|(?<=N)(?=°))")
_PERSON_SHORT: Final = re.compile(rf"M(?<!\w.)(?:r\.?|(mes?)\.)(?={SP}{_CAPITAL})")
_POWERS: Final = str.maketrans("23", "²³")

_REFERENCE: Final = re.compile(
    rf"(?:\d{SP}|\+\d{{1,3}}\)?{SP}|(?<!\w)(?:n[°º]s?|no|numéros?|pp?|art|articles?|réf|références?|tél|téléphone|fax"
    r"|mobile|siren|siret|rcs(?: \w+)?|bp|cs|tva(?: [a-z]{2})?|isbn|issn|iban|lots?|parcelles?"
    r"|codes?(?: postal(?:e|aux)?)?|cp|dossiers?|versions?"
    # “Phase 1 mai à juillet”: what is counted off, and no day of the month.
    r"|actes?|ateliers?|annexes?|axes?|bâtiments?|chapitres?|épisodes?|étapes?|groupes?|halls?|lignes?|modules?|niveaux?"
    r"|figures?|options?|parties?|phases?|priorités?|quais?|saisons?|salles?|scénarios?|sections?|sessions?"
    r"|tableaux?|tomes?|tranches?|volets?"
    r"|volumes?|zones?)\.?)"
    rf"[{SPACES}:]*\Z",
    re.IGNORECASE,
)


def thousands(text: str, profile: Profile) -> Iterator[Correction]:
    """T106: a narrow no-break space in `550 000`, a correction for each."""
    for match in _at(_mendable(text), _GROUPED, text):
        start, end = match.span()
        if _is_reference(text, start) or _POSTCODE.match(text, start):
            continue
        for gap in range(start, end):
            if text[gap] in SPACES and text[gap] != profile.narrow:
                yield Correction(code="T106", start=gap, end=gap + 1, text=profile.narrow, safe=True)


def dotted_thousands(text: str, profile: Profile) -> Iterator[Correction]:
    """T106: `5.000` may be five thousand, or five and three decimals."""
    for match in _at(_askable(text), _DOTTED, text):
        start, end = match.span()
        if not _is_reference(text, start):
            grouped = match[0].replace(".", profile.narrow)
            yield Correction(code="T106", kind="dotted", start=start, end=end, text=grouped, safe=False)


def units(text: str, _profile: Profile) -> Iterator[Correction]:
    """T107: a no-break space between a number and its unit, and in `14 h 30`."""
    yield from _bind("T107", _at(_mendable(text), _UNIT_GAP, text))
    if "h " in text or f"h{THIN}" in text:
        yield from _bind("T107", _HOUR_GAP.finditer(text))


def references(text: str, _profile: Profile) -> Iterator[Correction]:
    """T108: a no-break space after `n°`, `p.`, `art.`, `M.`, `Mme`, `Dr`."""
    if "°" in text or "º" in text:
        yield from _bind("T108", _NUMERO.finditer(text))
        for match in _NUMERO.finditer(text):
            if not match[1]:
                yield Correction(code="T108", start=match.start(), end=match.end(), text=match[0] + NBSP, safe=True)
    if "." in text:
        yield from _bind("T108", _PLACE.finditer(text))
    if "M" in text or "Dr" in text or "Pr" in text:
        yield from _bind("T108", _PERSON.finditer(text))


def days(text: str, _profile: Profile) -> Iterator[Correction]:
    """T109: `1er` for the first of a month, and a no-break space between the day and the month."""
    for match in _at(_mendable(text), _DAY, text):
        day, gap = match.groups()
        bound = gap if gap in (NBSP, NARROW) else NBSP
        if day and gap != bound:
            yield Correction(code="T109", start=match.start(2), end=match.end(2), text=bound, safe=True)
        elif not day and not _is_reference(text, match.start()):
            first = f"1er{bound}"
            yield Correction(code="T109", kind="first", start=match.start(), end=match.end(), text=first, safe=True)


def ordinals(text: str, _profile: Profile) -> Iterator[Correction]:
    """T110: `2e`, `1re`, `2de` for `2ème`, `1ère`, `2nde`."""
    for match in _at(_mendable(text), _ORDINAL, text):
        if ending := _ordinal_ending(match[1], match[2]):
            short = match[1] + ending + match[3]
            yield Correction(code="T110", start=match.start(), end=match.end(), text=short, safe=True)


def roman_ordinals(text: str, _profile: Profile) -> Iterator[Correction]:
    """T110: `XXIe` for `XXIème`, if the author agrees."""
    if "ème" in text or "eme" in text:
        for match in _ROMAN.finditer(text):
            short = f"{match[1]}e{match[2]}"
            yield Correction(code="T110", kind="roman", start=match.start(), end=match.end(), text=short, safe=False)


def abbreviations(text: str, _profile: Profile) -> Iterator[Correction]:
    """T111: `n°`, `M.`, `Mme`, `m²`, `2 h`, `5 %`, `4,5 ha` for what is typed in their place; never safe."""
    if "°" in text or "º" in text:
        for match in _NUMERO_CAPITAL.finditer(text):
            yield _abbreviation("numero", match.span(), "n°" if "º" in match[0] else "n")
    if "M" in text:
        for match in _PERSON_SHORT.finditer(text):
            yield _abbreviation("person", match.span(), f"M{match[1] or '.'}")
    for match in _at(_askable(text), _POWER, text):
        yield _abbreviation("power", (match.start(1), match.end(2)), match[1] + match[2].translate(_POWERS))
    for match in _at(_askable(text), _GLUED, text):
        number, unit, hour, minutes = match.groups()
        parts = (_with_comma(number), unit.translate(_POWERS) if unit else hour, minutes)
        yield _abbreviation("glued", match.span(), NBSP.join(filter(None, parts)))
    for match in _at(_askable(text), _DECIMAL_POINT, text):
        yield _abbreviation("decimal-point", match.span(), _with_comma(match[0]))


@lru_cache(maxsize=4)
def _numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Where numbers begin and end, found once for all the rules that look at one text in turn."""
    return tuple(match.span() for match in _NUMBER.finditer(text))


@lru_cache(maxsize=4)
def _mendable(text: str) -> tuple[int, ...]:
    return tuple(start for start, end in _numbers(text) if _MENDABLE.match(text, end))


@lru_cache(maxsize=4)
def _askable(text: str) -> tuple[int, ...]:
    return tuple(start for start, end in _numbers(text) if _ASKABLE.match(text, end))


def _at(starts: Iterable[int], pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return [match for start in starts if (match := pattern.match(text, start))]


def _ordinal_ending(number: str, ending: str) -> str | None:
    if ending == "nde":
        return "de" if number == "2" else None
    if ending.endswith("re"):
        return "re" if number == "1" else None
    return None if number == "1" else "e"


def _with_comma(number: str) -> str:
    # Three digits after a point are thousands as likely as thousandths.
    return number if re.search(r"\.\d{3}\Z", number) else number.replace(".", ",")


def _abbreviation(kind: str, span: tuple[int, int], text: str) -> Correction:
    return Correction(code="T111", kind=kind, start=span[0], end=span[1], text=text, safe=False)


def _bind(code: str, matches: Iterable[re.Match[str]]) -> Iterator[Correction]:
    """Make the spaces of the first group no-break; those that are so already may stay."""
    for match in matches:
        if match[1] and match[1] not in (NBSP, NARROW):
            yield Correction(code=code, start=match.start(1), end=match.end(1), text=NBSP, safe=True)


def _is_reference(text: str, at: int) -> bool:
    """Tell the number after `n°`, `SIRET` or `+33`, which is a name, from one that counts."""
    return bool(_REFERENCE.search(text, max(0, at - 24), at))
