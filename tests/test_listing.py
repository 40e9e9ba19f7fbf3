"""Which posts are public at an instant, and in which order they come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.listing import Query, Status, is_public, newest_first, select, status_at
from parccli.post import Post

if TYPE_CHECKING:
    from parccli.moment import Moment

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2025, 9, 1, 12, tzinfo=PARIS)
SECOND = timedelta(seconds=1)


def post(slug: str = "a", day: Moment | None = date(2025, 9, 1), status: str = "published", **more: object) -> Post:
    """A post whose id is its slug."""
    return Post(id=slug, slug=slug, title=slug, date=day, status=status, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "status"),
    [
        (post(), Status.PUBLISHED),
        (post(status="draft"), Status.DRAFT),
        (post(status="archived"), Status.ARCHIVED),
        (post(status="relire"), Status.DRAFT),
        (post(day=None), Status.DRAFT),
        (post(undecided=True), Status.DRAFT),
        (post(day=date(2025, 9, 2)), Status.SCHEDULED),
        (post(day=datetime(2025, 9, 1, 12, 0, 1)), Status.SCHEDULED),  # noqa: DTZ001 -- as front matter holds it
        (post(expires=date(2025, 8, 31)), Status.EXPIRED),
        (post(expires=date(2025, 9, 1)), Status.PUBLISHED),
        (post(status="draft", expires=date(2020, 1, 1)), Status.DRAFT),
    ],
)
def test_what_a_post_is_at_noon(one: Post, status: Status) -> None:
    """Only `published`, dated, decided, begun and not over is public."""
    assert status_at(one, NOON, PARIS) is status
    assert is_public(one, NOON, PARIS) is (status is Status.PUBLISHED)


def test_a_bare_date_begins_at_midnight_of_the_site() -> None:
    """22:00 in UTC is midnight in Paris."""
    midnight = datetime(2025, 8, 31, 22, tzinfo=UTC)
    assert not is_public(post(), midnight - SECOND, PARIS)
    assert is_public(post(), midnight, PARIS)


def test_a_bare_expiry_lasts_to_the_end_of_its_day() -> None:
    """The last second of the day is public, midnight is not."""
    last = post(expires=date(2025, 9, 1))
    midnight = datetime(2025, 9, 2, tzinfo=PARIS)
    assert is_public(last, midnight - SECOND, PARIS)
    assert not is_public(last, midnight, PARIS)


def test_an_expiry_with_a_time_is_public_up_to_it() -> None:
    """“Not public after it”: at it, it still is."""
    timed = post(expires=datetime(2025, 9, 1, 12))  # noqa: DTZ001
    assert is_public(timed, NOON, PARIS)
    assert not is_public(timed, NOON + SECOND, PARIS)


def test_newest_first_then_by_id_and_dateless_last() -> None:
    """A bare date counts as noon."""
    posts = [
        post("none", None),
        post("b"),
        post("a"),
        post("morning", datetime(2025, 9, 1, 9)),  # noqa: DTZ001
        post("evening", datetime(2025, 9, 1, 18)),  # noqa: DTZ001
        post("old", date(2020, 1, 1)),
    ]
    assert [one.slug for one in newest_first(posts, PARIS)] == ["evening", "a", "b", "morning", "old", "none"]


@given(st.permutations([post(slug) for slug in "abcdef"]))
def test_the_order_of_the_files_does_not_matter(posts: list[Post]) -> None:
    """Six posts of one day come out in one order."""
    assert [one.slug for one in newest_first(posts, PARIS)] == list("abcdef")


ALL = [
    post("travaux", date(2025, 3, 1), categories=("Travaux",), tags=("eau",), body="Le château d’eau"),
    post("emploi", date(2025, 6, 1), categories=("Emploi et formation",), summary="Un forum"),
    post("brouillon", date(2025, 7, 1), status="draft", updated=date(2025, 8, 1)),
]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        (Query(), ["brouillon", "emploi", "travaux"]),
        (Query(statuses=frozenset({Status.PUBLISHED})), ["emploi", "travaux"]),
        (Query(categories=frozenset({"TRAVAUX"})), ["travaux"]),
        (Query(categories=frozenset({"emploi-et-formation"})), ["emploi"]),
        (Query(tags=frozenset({"Eau", "air"})), ["travaux"]),
        (Query(since=date(2025, 6, 1)), ["brouillon", "emploi"]),
        (Query(until=date(2025, 6, 1)), ["emploi", "travaux"]),
        (Query(search="chateau D'EAU"), ["travaux"]),
        (Query(search="FORUM"), ["emploi"]),
        (Query(sort="title"), ["brouillon", "emploi", "travaux"]),
        (Query(sort="title", reverse=True, limit=1), ["travaux"]),
        (Query(sort="updated"), ["brouillon", "emploi", "travaux"]),
        (Query(limit=0), []),
    ],
)
def test_selecting(query: Query, slugs: list[str]) -> None:
    """Without case or accents; both ends of a span of days count."""
    assert [one.slug for one in select(ALL, query, NOON, PARIS)] == slugs
