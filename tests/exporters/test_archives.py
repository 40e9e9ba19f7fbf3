"""Yearly archives: what they hold, how they are linked, and when they change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lxml import etree

from parccli.config import FeedSettings
from parccli.exporters import atom

if TYPE_CHECKING:
    from parccli.render.article import Article, Edition
    from tests.exporters.conftest import MakeArticle, MakeEdition

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = "https://www.example.org/feeds"


def exported(edition: Edition) -> dict[str, bytes]:
    """The Atom outputs by path."""
    return {output.path: output.data for output in atom.export(edition)}


def links(data: bytes) -> dict[str | None, str | None]:
    """A feed's own links by relation."""
    return {link.get("rel"): link.get("href") for link in etree.fromstring(data).iterfind(f"{ATOM}link")}


def dated(article: MakeArticle, number: int, year: int) -> Article:
    """The post `number`, of the first of March."""
    return article(number, published=datetime(year, 3, 1, 12, tzinfo=ZoneInfo("Europe/Paris")))


def test_the_chain_from_the_feed_to_the_oldest_post(article: MakeArticle, edition: MakeEdition) -> None:
    """Who follows prev-archive meets every year that has posts, newest first; years without posts are left out."""
    outputs = exported(edition([dated(article, 1, 2025), dated(article, 2, 2024), dated(article, 3, 2021)]))
    assert list(outputs) == [
        "feeds/archive/2021.xml",
        "feeds/archive/2024.xml",
        "feeds/archive/2025.xml",
        "feeds/atom.xml",
    ]
    assert links(outputs["feeds/atom.xml"])["prev-archive"] == f"{FEEDS}/archive/2025.xml"
    assert links(outputs["feeds/archive/2025.xml"]) == {
        "alternate": "https://www.example.org/",
        "current": f"{FEEDS}/atom.xml",
        "self": f"{FEEDS}/archive/2025.xml",
        "prev-archive": f"{FEEDS}/archive/2024.xml",
    }
    assert links(outputs["feeds/archive/2024.xml"]) == {
        "alternate": "https://www.example.org/",
        "current": f"{FEEDS}/atom.xml",
        "self": f"{FEEDS}/archive/2024.xml",
        "prev-archive": f"{FEEDS}/archive/2021.xml",
        "next-archive": f"{FEEDS}/archive/2025.xml",
    }
    assert "prev-archive" not in links(outputs["feeds/archive/2021.xml"])


def test_an_archive_holds_all_posts_of_its_year_and_says_what_it_is(article: MakeArticle, edition: MakeEdition) -> None:
    """The number of items limits the feed, not the archive; both are parts of one feed and share its id."""
    outputs = exported(edition([dated(article, number, 2025) for number in (1, 2, 3)], feeds=FeedSettings(items=1)))
    feed, archive = (etree.fromstring(outputs[f"feeds/{name}.xml"]) for name in ("atom", "archive/2025"))
    assert len(feed.findall(f"{ATOM}entry")) == 1
    assert len(archive.findall(f"{ATOM}entry")) == 3
    assert feed.findtext(f"{ATOM}id") == archive.findtext(f"{ATOM}id") == f"{FEEDS}/atom.xml"
    mark = "{http://purl.org/syndication/history/1.0}archive"
    assert (feed.find(mark) is None, archive.find(mark) is None) == (True, False)


def test_a_year_begins_at_midnight_of_the_site(article: MakeArticle, edition: MakeEdition) -> None:
    """23:30 in UTC on the last of December is next year in Paris."""
    late = datetime(2024, 12, 31, 23, 30, tzinfo=UTC).astimezone(ZoneInfo("Europe/Paris"))
    assert "feeds/archive/2025.xml" in exported(edition([article(published=late)]))


def test_a_year_that_is_over_changes_only_by_its_next_link(article: MakeArticle, edition: MakeEdition) -> None:
    """A new post of the next year adds one line to the year before, and nothing to the one before that."""
    old = [dated(article, 2, 2024), dated(article, 3, 2023)]
    before = exported(edition(old))
    after = exported(edition([dated(article, 1, 2025), *old]))
    again = exported(edition([dated(article, 4, 2025), dated(article, 1, 2025), *old]))
    added = set(after["feeds/archive/2024.xml"].splitlines()) ^ set(before["feeds/archive/2024.xml"].splitlines())
    (line,) = added
    assert b'rel="next-archive"' in line
    assert after["feeds/archive/2023.xml"] == before["feeds/archive/2023.xml"]
    assert again["feeds/archive/2024.xml"] == after["feeds/archive/2024.xml"]
