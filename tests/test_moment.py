"""Bare dates, instants and daylight saving time in a site's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli import moment

if TYPE_CHECKING:
    from uuid import UUID

PARIS = ZoneInfo("Europe/Paris")
KIRITIMATI = ZoneInfo("Pacific/Kiritimati")


def test_a_bare_date_lasts_from_midnight_to_midnight() -> None:
    """In the site's time zone, on the day the clocks go forward too."""
    day = date(2025, 3, 30)
    assert moment.begins(day, PARIS).isoformat() == "2025-03-30T00:00:00+01:00"
    assert moment.ends(day, PARIS).isoformat() == "2025-03-31T00:00:00+02:00"


@pytest.mark.parametrize("year", [1970, 2026, 2100])
def test_a_bare_date_is_printed_as_noon(year: int) -> None:
    """Noon in Paris is still that day in UTC."""
    printed = moment.printed(date(year, 1, 1), PARIS)
    assert printed.isoformat() == f"{year}-01-01T12:00:00+01:00"
    assert printed.astimezone(UTC).date() == date(year, 1, 1)


def test_an_offset_of_its_own_wins_over_the_zone() -> None:
    """09:00 in London is 10:00 in Paris."""
    assert moment.begins(datetime(2025, 1, 1, 9, tzinfo=UTC), PARIS).isoformat() == "2025-01-01T10:00:00+01:00"


def test_the_hour_that_does_not_exist_becomes_one_that_does() -> None:
    """02:30 on the last Sunday of March is 03:30."""
    skipped = datetime(2025, 3, 30, 2, 30)  # noqa: DTZ001 -- naive is what front matter holds
    assert moment.begins(skipped, PARIS).isoformat() == "2025-03-30T03:30:00+02:00"
    assert moment.skipped_or_repeated(skipped, PARIS) == "skipped"


def test_the_hour_that_happens_twice_is_the_first_one() -> None:
    """02:30 on the last Sunday of October is in summer time."""
    repeated = datetime(2025, 10, 26, 2, 30)  # noqa: DTZ001
    assert moment.begins(repeated, PARIS).isoformat() == "2025-10-26T02:30:00+02:00"
    assert moment.skipped_or_repeated(repeated, PARIS) == "repeated"
    assert moment.skipped_or_repeated(date(2025, 10, 26), PARIS) is None
    assert moment.skipped_or_repeated(datetime(2025, 10, 26, 4), PARIS) is None  # noqa: DTZ001


@given(st.dates(date(1970, 1, 1), date(2100, 12, 31)), st.text(min_size=1), st.sampled_from([PARIS, KIRITIMATI]))
def test_posts_of_one_day_are_set_apart_within_the_minute_after_noon(day: date, identity: str, zone: ZoneInfo) -> None:
    """By their id alone, and never onto another day."""
    apart = moment.printed_apart(day, zone, identity)
    assert (apart.date(), apart.hour, apart.minute) == (day, 12, 0)
    assert apart == moment.printed_apart(day, zone, identity)


def test_a_time_that_was_written_is_printed_as_written() -> None:
    """Only a bare date has seconds to spare."""
    nine = datetime(2025, 9, 1, 9, 0)  # noqa: DTZ001
    assert moment.printed_apart(nine, PARIS, "a").isoformat() == "2025-09-01T09:00:00+02:00"


@given(
    day=st.dates(date(1970, 1, 1), date(2100, 1, 1)),
    identity=st.uuids(),
    zone=st.sampled_from([PARIS, KIRITIMATI]),
    whole=st.booleans(),
)
def test_a_printed_bare_date_is_one_again(day: date, identity: UUID, zone: ZoneInfo, *, whole: bool) -> None:
    """Whether or not a feed kept the fraction of its second, and in whatever time zone it wrote it."""
    printed = moment.printed_apart(day, zone, identity.urn)
    told = printed.replace(microsecond=0) if whole else printed
    assert moment.as_written(told.astimezone(UTC), zone, identity.urn) == day
    later = told + timedelta(seconds=1)
    assert moment.as_written(later, zone, identity.urn) == later


@pytest.mark.parametrize("identity", ["https://www.example.org/?p=1", "", "tag:example.org,2025:1"])
def test_a_noon_of_another_program_stays_a_noon(identity: str) -> None:
    """Else a post that WordPress has scheduled could by chance be public half a day too early."""
    printed = moment.printed_apart(date(2025, 9, 1), PARIS, identity)
    assert moment.as_written(printed, PARIS, identity) == printed


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (date(2021, 2, 26), "2021-02-26"),
        (datetime(2021, 2, 26, 9, 0), "2021-02-26T09:00"),  # noqa: DTZ001
        (datetime(2021, 2, 26, 9, 0, 7, tzinfo=UTC), "2021-02-26T09:00:07+00:00"),
    ],
)
def test_moments_are_written_as_short_as_they_are(when: moment.Moment, text: str) -> None:
    """A bare date stays bare."""
    assert moment.to_text(when) == text
