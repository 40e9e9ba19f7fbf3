"""Days and instants of a site: a bare date, or a date and time that is the site's own unless it has an offset.

A bare date is public from 00:00, lasts to the end of its day, and is printed as noon in feeds, so that no
reader that shows UTC shows the day before (FEEDS.md §7).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Moment = date | datetime
"""A bare `date`, or a `datetime` (naive: in the site's time zone)."""

NOON = time(12)
OWN_IDS = "urn:uuid:"
"""How the ids begin that parccli gives."""


def is_bare(moment: Moment) -> bool:
    """Tell a date without a time from a datetime (which Python makes a kind of date)."""
    return not isinstance(moment, datetime)


def begins(moment: Moment, zone: ZoneInfo) -> datetime:
    """The first instant of `moment`: midnight of a bare date, else the instant itself."""
    return _resolve(moment, zone) if isinstance(moment, datetime) else _at_hour(moment, time(), zone)


def ends(moment: Moment, zone: ZoneInfo) -> datetime:
    """The first instant after `moment`: the next midnight for a bare date, else the instant itself."""
    return begins(moment if isinstance(moment, datetime) else moment + timedelta(days=1), zone)


def printed(moment: Moment, zone: ZoneInfo) -> datetime:
    """The instant that feeds print and lists sort by: noon of a bare date, else the instant itself."""
    return _resolve(moment, zone) if isinstance(moment, datetime) else _at_hour(moment, NOON, zone)


def printed_apart(moment: Moment, zone: ZoneInfo, identity: str) -> datetime:
    """`printed`, with a bare date's noon set apart from others of its day by under a minute.

    Readers and validators take two entries with the same `updated` for a mistake. The offset comes from the
    post's id alone, so that a new neighbour changes nothing.
    """
    instant = printed(moment, zone)
    if not is_bare(moment):
        return instant
    import hashlib  # noqa: PLC0415 -- it brings OpenSSL along, and few commands come here

    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).digest()
    return instant + timedelta(milliseconds=int.from_bytes(digest[:4], "big") % 60_000)


def as_written(moment: Moment, zone: ZoneInfo, identity: str) -> Moment:
    """The bare date that `printed_apart` prints as `moment`, to the second; `moment` as it is if there is none.

    Only for an id of parccli's own: with another's, a post of noon could turn by chance into one of the whole day.
    """
    if is_bare(moment) or not identity.startswith(OWN_IDS):
        return moment
    instant = begins(moment, zone)
    day = instant.date()
    is_printed = printed_apart(day, zone, identity).replace(microsecond=0) == instant.replace(microsecond=0)
    return day if is_printed else moment


def skipped_or_repeated(moment: Moment, zone: ZoneInfo) -> str | None:
    """Say whether a naive local time does not exist ("skipped") or happens twice ("repeated") in `zone`."""
    if not isinstance(moment, datetime) or moment.tzinfo is not None:
        return None
    early, late = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if early == late or early is None or late is None:
        return None
    return "skipped" if early < late else "repeated"


def to_text(moment: Moment) -> str:
    """ISO 8601, as written in front matter: `2021-02-26`, or `2021-02-26T09:00` with seconds and offset if any."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    whole_minute = not (moment.second or moment.microsecond)
    return moment.isoformat(timespec="minutes" if whole_minute else "auto")


# Ten thousand posts share some thousand days, and each is asked for its day again and again.
@lru_cache(10_000)
def _at_hour(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return _resolve(datetime.combine(day, hour), zone)


def _resolve(moment: datetime, zone: ZoneInfo) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    # Through UTC, so that an hour skipped by daylight saving becomes one that exists.
    return aware.astimezone(UTC).astimezone(zone)
