"""A date as a person, a spreadsheet or a feed writes it → a Moment; and a day → the words that readers see.

Nothing is guessed: what could be read in two ways, or cannot exist, is a DateError that says what to write.
Month and weekday names are read in French and English, from three letters on when only one name begins so.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

from parccli import i18n
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parccli.moment import Moment

MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin",
           "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}  # fmt: skip
"""Month names by language, January first."""

WEEKDAYS: Final = (
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday")),
)
# RFC 822 §5.1 names these zones; feeds still use them.
ZONES: Final = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
FIRST_YEAR, LAST_YEAR = 1900, 2999

_TIME = (
    r"(?:(?:t|,? (?:a |at )?)(?P<hour>\d{1,2}) ?"
    r"(?:[:h] ?(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?|h)"
    r"(?: ?(?P<zone>z|utc?|gmt|[ecmp][sd]t|[+-]\d{2}(?::?\d{2})?))?)?"
)
_ISO = re.compile(r"(?P<year>\d{4})(?P<separator>[-/])(?P<month>\d{1,2})(?P=separator)(?P<day>\d{1,2})" + _TIME)
# Few dates are written so: compiled, by `re`, when the first one is met.
_NUMERIC: Final = r"(?P<day>\d{1,2})(?P<separator>[-/.])(?P<month>\d{1,2})(?P=separator)(?P<year>\d{4}|\d{2})" + _TIME
_WORDS: Final = (
    r"(?:(?P<weekday>[a-z]{3,})\.?,? )?(?:le )?(?P<day>\d{1,2}|1 ?er) (?P<name>[a-z]{3,})\.? (?P<year>\d{4}|\d{2})"
    + _TIME
)
_SERIAL = re.compile(r"\d{1,6}(?:[.,]\d+)?")
_FALSE_LEAP_DAY = 60


class DateError(ValueError):
    """A text that is no date, or not surely one. `message` says why, `hint` what to write; both are translated."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def parse_moment(text: str, *, excel: bool = False) -> Moment:
    """Read `text` as a day, or as a day and time (naive unless it names an offset); raise DateError otherwise.

    Reads ISO 8601, `26/02/2021` (the day first), `26 février 2021`, `lundi 1er septembre 2025 à 14 h 30`,
    RFC 822. With `excel`, also a serial number of the 1900 calendar, its fraction being the time.
    """
    plain = _fold(text)
    if excel and _SERIAL.fullmatch(plain):
        return _from_serial(text, plain)
    match = _ISO.fullmatch(plain) or re.fullmatch(_NUMERIC, plain) or re.fullmatch(_WORDS, plain)
    if not match:
        raise _not_a_date(text, plain)
    parts = match.groupdict()
    day = _day(text, parts)
    if parts.get("weekday"):
        _check_weekday(text, parts["weekday"] or "", day)
    return day if parts["hour"] is None else datetime.combine(day, _time(text, parts))


def format_date(day: date, language: str) -> str:
    """Write `day` in words for readers of `language`, a BCP 47 tag: in French or English, else as ISO 8601."""
    base = language.lower().partition("-")[0]
    if base not in MONTHS:
        return f"{day:%Y-%m-%d}"
    ordinal = "er" if base == "fr" and day.day == 1 else ""
    return f"{day.day}{ordinal} {MONTHS[base][day.month - 1]} {day.year}"


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())
    # Compatibility forms too: U+00A0 and U+202F become spaces, 1ᵉʳ becomes 1er.
    letters = unicodedata.normalize("NFKD", text).translate(_INVISIBLE)
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).casefold().split())


_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\ufeff"))


def _named(name: str, *languages: Iterable[str]) -> int | None:
    """Find the one place that `name` begins in the lists: `sept` is 8, `jui` is none (juin, juillet)."""
    found = {place for names in languages for place, full in enumerate(names) if _fold(full).startswith(name)}
    return found.pop() if len(found) == 1 else None


def _day(text: str, parts: Mapping[str, str | None]) -> date:
    name, figures = parts.get("name"), parts.get("month")
    month = int(figures) if figures else _month(text, name or "")
    day = int((parts["day"] or "").removesuffix("er"))
    year = parts["year"] or ""
    if len(year) == 2:  # noqa: PLR2004 -- 21 may be 1921 or 2021
        raise DateError(
            _("“{text}” has a year of two digits").format(text=_short(text)),
            _("Write all four digits of the year, such as 2021."),
        )
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise DateError(
            _("“{text}” is not between the years {first} and {last}").format(
                text=_short(text), first=FIRST_YEAR, last=LAST_YEAR
            ),
            _("Correct the year."),
        )
    return _existing(text, int(year), month, day)


def _month(text: str, name: str) -> int:
    place = _named(name, *MONTHS.values())
    if place is None:
        raise DateError(
            _("“{text}” names no month that can be told for sure").format(text=_short(text)),
            _("Write the month in full, such as “février”, or the date as 2021-02-26."),
        )
    return place + 1


def _existing(text: str, year: int, month: int, day: int) -> date:
    if month in range(1, 13):
        last = monthrange(year, month)[1]
        if day in range(1, last + 1):
            return date(year, month, day)
        hint = _("That month ends on {last}: correct the day.").format(last=_told(date(year, month, last)))
    elif day in range(1, 13) and month in range(1, monthrange(year, day)[1] + 1):
        raise DateError(
            _("“{text}” has the day and the month the wrong way round").format(text=_short(text)),
            _("Write {french} or {iso}.").format(
                french=f"{month:02}/{day:02}/{year}", iso=date(year, day, month).isoformat()
            ),
        )
    else:
        hint = _("Months go from 1 to 12: write the day first, such as 26/02/2021, or 2021-02-26.")
    raise DateError(_("“{text}” is a day that does not exist").format(text=_short(text)), hint)


def _check_weekday(text: str, name: str, day: date) -> None:
    if _named(name, *WEEKDAYS) != day.weekday():
        raise DateError(
            _("“{text}”: the weekday does not agree with the date").format(text=_short(text)),
            _("{date} is a {weekday}: correct one or the other.").format(
                date=_told(day), weekday=_(WEEKDAYS[1][day.weekday()])
            ),
        )


def _told(day: date) -> str:
    return format_date(day, i18n.language())


def _time(text: str, parts: Mapping[str, str | None]) -> time:
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    microsecond = int((parts["fraction"] or "0").ljust(6, "0")[:6])
    try:
        return time(hour, minute, second, microsecond, tzinfo=_zone(parts["zone"]))
    except ValueError as error:
        raise DateError(
            _("“{text}” has a time that does not exist").format(text=_short(text)),
            _("Hours go from 0 to 23, minutes and seconds from 0 to 59; an offset is written +01:00."),
        ) from error


def _zone(name: str | None) -> timezone | None:
    if name is None:
        return None
    if name in ZONES:
        return timezone(timedelta(hours=ZONES[name]))
    if name[0] not in "+-":
        return UTC
    digits = name[1:].replace(":", "").ljust(4, "0")
    if int(digits[2:]) > 59:  # noqa: PLR2004 -- timedelta would carry them into the hours
        raise ValueError(name)
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if name[0] == "-" else offset)


def _from_serial(text: str, plain: str) -> Moment:
    """Count from Excel's day 1, 1 January 1900, past its 29 February 1900, which never was."""
    days, _point, fraction = plain.replace(",", ".").partition(".")
    number = int(days)
    epoch = date(1899, 12, 31) if number < _FALSE_LEAP_DAY else date(1899, 12, 30)
    # A number such as 2021 is a year that lost its day more often than a day of 1905.
    is_year = FIRST_YEAR <= number <= LAST_YEAR and not fraction
    if is_year or number in (0, _FALSE_LEAP_DAY) or (epoch + timedelta(days=number)).year > LAST_YEAR:
        raise DateError(
            _("“{text}” is not the number of a day in a spreadsheet").format(text=_short(text)),
            _("Give the cells of the column a date format, or write dates as 2021-02-26."),
        )
    day = epoch + timedelta(days=number)
    seconds = round(float(f"0.{fraction}0") * 86_400)
    return datetime.combine(day, time()) + timedelta(seconds=seconds) if seconds else day


def _not_a_date(text: str, plain: str) -> DateError:
    if not plain:
        return DateError(_("the date is empty"), _("Write it as 2021-02-26, 26/02/2021 or 26 février 2021."))
    if _SERIAL.fullmatch(plain):
        return DateError(
            _("“{text}” is a bare number, not a date").format(text=_short(text)),
            _("Write it as 2021-02-26; in a spreadsheet, give the cells of the column a date format."),
        )
    return DateError(
        _("“{text}” is not a date").format(text=_short(text)),
        _("Write it as 2021-02-26, 26/02/2021 or 26 février 2021."),
    )


def _short(text: str) -> str:
    # One readable line, whatever the cell held.
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"  # noqa: PLR2004 -- about a line of a message
