"""Which posts, in which order, and which of them are public at an instant: pure selection.

`Span.at` is the one place that decides; everything that publishes calls it.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli import moment
from parccli.french.slugs import slugify
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from zoneinfo import ZoneInfo

    from parccli.post import Post


class Status(StrEnum):
    """What a post is at an instant."""

    DRAFT = N_("draft")
    PUBLISHED = N_("published")
    SCHEDULED = N_("scheduled")
    EXPIRED = N_("expired")
    ARCHIVED = N_("archived")


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_NEVER: Final = 1 << 62

SORTS = ("date", "updated", "title", "slug", "status", "path")


class Span(NamedTuple):
    """When a post is public: `status` as it is to be taken, then microseconds of the epoch, `ends` not included."""

    status: str
    begins: int = 0
    ends: int = _NEVER

    def at(self, instant: datetime) -> Status:
        """Tell what the post is at `instant`: here, and nowhere else, it is decided what is public."""
        if self.status == "archived":
            return Status.ARCHIVED
        if self.status != "published":
            return Status.DRAFT
        now = microseconds(instant)
        if now < self.begins:
            return Status.SCHEDULED
        return Status.EXPIRED if now >= self.ends else Status.PUBLISHED


def span_of(post: Post, zone: ZoneInfo) -> Span:
    """Tell when `post` is public; a published post whose fate cannot be read is a draft."""
    if post.status == "archived":
        return Span("archived")
    if post.status != "published" or post.date is None or post.undecided:
        return Span("draft")
    return _published(post.date, post.expires, zone)


# Ten thousand posts share some thousand days.
@lru_cache(20_000)
def _published(date: moment.Moment, expires: moment.Moment | None, zone: ZoneInfo) -> Span:
    return Span("published", microseconds(moment.begins(date, zone)), _end(expires, zone))


def unchanged_between(posts: Iterable[Post], instant: datetime, zone: ZoneInfo) -> tuple[int, int]:
    """The microseconds of the epoch since and until when each of `posts` is what it is at `instant`."""
    now, since, until = microseconds(instant), 0, _NEVER
    for post in posts:
        span = span_of(post, zone)
        for turn in (span.begins, span.ends) if span.status == "published" else ():
            since, until = (max(since, turn), until) if turn <= now else (since, min(until, turn))
    return since, until


def status_at(post: Post, instant: datetime, zone: ZoneInfo) -> Status:
    """Tell what `post` is at `instant`."""
    return span_of(post, zone).at(instant)


def is_public(post: Post, instant: datetime, zone: ZoneInfo) -> bool:
    """Decide whether anyone may see `post` at `instant`."""
    return status_at(post, instant, zone) is Status.PUBLISHED


def newest_first(posts: Iterable[Post], zone: ZoneInfo) -> list[Post]:
    """Order by date, newest first, then by id; posts without a date come last."""
    return sorted(posts, key=lambda post: place_of(post, zone))


def place_of(post: Post, zone: ZoneInfo) -> tuple[float, str, str]:
    """What `newest_first` orders by."""
    return -_timestamp(post.date, zone), post.id or "", post.path


class Query(NamedTuple):
    """What `list` asks for; an absent part asks for everything. Texts are compared without case and accents."""

    statuses: frozenset[Status] = frozenset()
    categories: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    since: moment.Moment | None = None
    until: moment.Moment | None = None
    search: str = ""
    sort: str = "date"
    reverse: bool = False
    limit: int | None = None


def select(posts: Iterable[Post], query: Query, instant: datetime, zone: ZoneInfo) -> list[Post]:
    """Select and order `posts`: `since` and `until` take in the whole of a bare date."""
    found = [post for post in posts if _matches(post, query, instant, zone)]
    ordered = newest_first(found, zone)
    if query.sort == "updated":
        ordered.sort(key=lambda post: -_timestamp(post.updated or post.date, zone))
    elif query.sort == "status":
        ordered.sort(key=lambda post: status_at(post, instant, zone))
    elif query.sort != "date":
        ordered.sort(key=lambda post: folded(getattr(post, query.sort)))
    if query.reverse:
        ordered.reverse()
    return ordered[: query.limit]


def folded(text: str) -> str:
    """`text` for comparing: without case, accents, or the difference between spaces and between apostrophes."""
    letters = unicodedata.normalize("NFKD", text).casefold().translate(_WITHOUT_MARKS)
    return " ".join(letters.split())


class _WithoutMarks(dict[int, int | None]):
    """What `folded` makes of each character: few make up all texts, and one is looked up when it is first met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS: Final = _WithoutMarks({ord("’"): ord("'")})


def category_remark(category: str, known: Collection[str]) -> str:
    """Say of a category that it is none of those that are `known`, and which of them is near."""
    by_folded = {folded(name): name for name in known}
    nearest = get_close_matches(folded(category), list(by_folded), n=1)
    if nearest:
        return _("“{category}” is not a category of the site: did you mean “{nearest}”?").format(
            category=category, nearest=by_folded[nearest[0]]
        )
    return _("“{category}” is not a category of the site: use one of {known}").format(
        category=category, known=", ".join(known)
    )


def _matches(post: Post, query: Query, instant: datetime, zone: ZoneInfo) -> bool:
    return (
        (not query.statuses or status_at(post, instant, zone) in query.statuses)
        and _shares(query.categories, post.categories)
        and _shares(query.tags, post.tags)
        and (query.since is None or _timestamp(post.date, zone) >= moment.begins(query.since, zone).timestamp())
        and (query.until is None or _is_before_end(post, query.until, zone))
        and (not query.search or _mentions(post, folded(query.search)))
    )


def _shares(wanted: frozenset[str], present: tuple[str, ...]) -> bool:
    # A category may be named as a person reads it, or by the slug that stands in addresses.
    return not wanted or not {slugify(name) for name in wanted}.isdisjoint(slugify(name) for name in present)


def _is_before_end(post: Post, until: moment.Moment, zone: ZoneInfo) -> bool:
    if post.date is None:
        return False
    instant, end = moment.printed(post.date, zone), moment.ends(until, zone)
    return instant < end if moment.is_bare(until) else instant <= end


def _mentions(post: Post, words: str) -> bool:
    texts = (post.title, post.summary or "", post.body, " ".join(post.tags), post.slug)
    return any(words in folded(text) for text in texts)


def _end(expires: moment.Moment | None, zone: ZoneInfo) -> int:
    if expires is None:
        return _NEVER
    end = microseconds(moment.ends(expires, zone))
    return end if moment.is_bare(expires) else end + 1


@lru_cache(8)
def microseconds(instant: datetime) -> int:
    """An instant in microseconds of the epoch."""
    return (instant - _EPOCH) // _MICROSECOND


def _timestamp(when: moment.Moment | None, zone: ZoneInfo) -> float:
    return moment.printed(when, zone).timestamp() if when is not None else float("-inf")
