from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.french.dates import DateError, format_date, parse_moment

FEBRUARY_26 = date(2021, 2, 26)
HALF_PAST_TWO = datetime(2021, 2, 26, 14, 30)  # noqa: DTZ001 -- naive: in the site's time zone
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2021-02-26",
        "2021/02/26",
        "26/02/2021",
        "26-02-2021",
        "26.02.2021",
        "  26/2/2021 ",
        "26 février 2021",
        "26 FÉVRIER 2021",
        "26 fevrier 2021",
        "26 fe\u0301vrier 2021",
        "26\u00a0février\u202f2021",
        "26 févr. 2021",
        "26 fév 2021",
        "le 26 février 2021",
        "vendredi 26 février 2021",
        "Ven. 26 février 2021",
        "26 February 2021",
        "Friday, 26 February 2021",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    """Order of the figures, accents, case, abbreviations and no-break spaces make no difference."""
    assert parse_moment(text) == FEBRUARY_26


@pytest.mark.parametrize(
    "text", ["1er septembre 2025", "1 sept. 2025", "1ᵉʳ septembre 2025", "lundi 1er septembre 2025"]
)
def test_the_first_of_a_month_is_read_with_and_without_its_ending(text: str) -> None:
    """`1er`, in superscript or not, and a plain `1` are the same day."""
    assert parse_moment(text) == date(2025, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2021-02-26T14:30",
        "2021-02-26 14:30:00",
        "26/02/2021 14:30",
        "26/02/2021 à 14h30",
        "26 février 2021 à 14 h 30",
        "26 février 2021, 14\u202fh\u00a030",
        "Vendredi 26 février 2021 à 14:30",
    ],
)
def test_a_time_without_offset_stays_naive(text: str) -> None:
    """The site's time zone is not this parser's to choose."""
    assert parse_moment(text) == HALF_PAST_TWO


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2021-02-26T14:30:00Z", UTC),
        ("2021-02-26 14:30+01:00", timezone(timedelta(hours=1))),
        ("2021-02-26T14:30:00-0530", timezone(-timedelta(hours=5, minutes=30))),
        ("Fri, 26 Feb 2021 14:30:00 +0100", timezone(timedelta(hours=1))),
        ("26 Feb 2021 14:30 GMT", UTC),
        ("Fri, 26 Feb 2021 14:30:00 EST", timezone(-timedelta(hours=5))),
    ],
)
def test_an_offset_is_kept(text: str, zone: timezone) -> None:
    """ISO 8601 and RFC 822 zones end up in the datetime."""
    moment = parse_moment(text)
    assert moment == HALF_PAST_TWO.replace(tzinfo=zone)
    assert isinstance(moment, datetime)
    assert moment.utcoffset() == zone.utcoffset(None)


def test_a_fraction_is_cut_to_microseconds() -> None:
    """Databases write nine digits, Python keeps six."""
    assert parse_moment("2021-02-26T14:30:05.123456789Z") == datetime(2021, 2, 26, 14, 30, 5, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "empty", "2021-02-26"),
        ("demain", "not a date", "26 février 2021"),
        ("septembre 2025", "not a date", "2021-02-26"),
        ("2er mai 2021", "not a date", "2021-02-26"),
        ("2021", "bare number", "date format"),
        ("44253", "bare number", "date format"),
        ("02/26/2021", "wrong way round", "Write 26/02/2021 or 2021-02-26."),
        ("2021-26-02", "wrong way round", "Write 26/02/2021 or 2021-02-26."),
        ("13/13/2021", "does not exist", "Months go from 1 to 12"),
        ("2021-02-30", "does not exist", "ends on 28 February 2021"),
        ("29 février 2021", "does not exist", "ends on 28 February 2021"),
        ("0/02/2021", "does not exist", "ends on 28 February 2021"),
        ("26/02/21", "two digits", "four digits"),
        ("26 février 21", "two digits", "four digits"),
        ("26/02/1899", "1900 and 2999", "year"),
        ("3000-01-01", "1900 and 2999", "year"),
        ("12 jui 2021", "no month", "in full"),
        ("12 brumaire 2021", "no month", "in full"),
        ("mardi 1er septembre 2025", "weekday", "1 September 2025 is a Monday"),
        ("Thu, 26 Feb 2021 09:00:00 GMT", "weekday", "26 February 2021 is a Friday"),
        ("2021-02-26 24:30", "time that does not exist", "0 to 23"),
        ("26 février 2021 à 14 h 75", "time that does not exist", "0 to 59"),
        ("2021-02-26T14:30+99:00", "time that does not exist", "+01:00"),
        ("2021-02-26T14:30+01:75", "time that does not exist", "+01:00"),
    ],
)
def test_what_is_not_surely_a_date_is_refused_with_a_remedy(text: str, message: str, hint: str) -> None:
    """Nothing is guessed: the error says what is wrong and what to write."""
    with pytest.raises(DateError) as caught:
        parse_moment(text)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_long_cell_is_quoted_on_one_short_line() -> None:
    """An error about a whole paragraph stays readable."""
    with pytest.raises(DateError) as caught:
        parse_moment("Un paragraphe\nqui s’est trompé de colonne " * 20)
    assert len(caught.value.message) < 80
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("61", date(1900, 3, 1)),
        ("44253", FEBRUARY_26),
        ("44253.0", FEBRUARY_26),
        ("44253.6041666667", HALF_PAST_TWO),
        ("44253,6041666667", HALF_PAST_TWO),
        ("401768", date(2999, 12, 31)),
        ("26/02/2021", FEBRUARY_26),
    ],
)
def test_a_spreadsheet_may_give_a_serial_number(text: str, moment: date) -> None:
    """Excel counts days from 1900 and believes that 1900 was a leap year; the fraction is the time of day."""
    assert parse_moment(text, excel=True) == moment


@pytest.mark.parametrize("text", ["0", "60", "2021", "401769", "999999"])
def test_a_number_that_is_no_day_is_refused(text: str) -> None:
    """29 February 1900 never was, and 2021 is a year that lost its day rather than a day of 1905."""
    with pytest.raises(DateError, match="spreadsheet"):
        parse_moment(text, excel=True)


@pytest.mark.parametrize(
    ("day", "language", "text"),
    [
        (FEBRUARY_26, "fr", "26 février 2021"),
        (date(2025, 9, 1), "fr-FR", "1er septembre 2025"),
        (date(2025, 8, 21), "fr-CA", "21 août 2025"),
        (FEBRUARY_26, "en", "26 February 2021"),
        (date(2025, 9, 1), "en-GB", "1 September 2025"),
        (FEBRUARY_26, "nl", "2021-02-26"),
    ],
)
def test_a_day_is_written_as_its_readers_write_it(day: date, language: str, text: str) -> None:
    """French and English in words, other languages as ISO 8601."""
    assert format_date(day, language) == text


@given(DAYS, st.sampled_from(["fr", "en", "de"]))
def test_a_written_day_is_read_back(day: date, language: str) -> None:
    """What format_date writes, parse_moment reads."""
    assert parse_moment(format_date(day, language)) == day


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2999, 12, 31)))  # noqa: DTZ001 -- as above
def test_an_iso_datetime_is_read_back(moment: datetime) -> None:
    """The format that front matter stores loses nothing."""
    assert parse_moment(moment.isoformat()) == moment


@given(st.text(), st.booleans())
def test_any_text_is_a_date_or_a_date_error(text: str, excel: bool) -> None:
    """No cell, however odd, raises anything else."""
    try:
        moment = parse_moment(text, excel=excel)
    except DateError:
        return
    assert isinstance(moment, date)
