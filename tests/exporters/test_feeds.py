"""What the three formats share: which feeds there are, what an entry says, and that all say the same."""

from __future__ import annotations

import json as stdlib
from calendar import timegm
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import escape
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html

from parccli.config import FeedSettings
from parccli.exporters import atom, json, rss
from parccli.moment import printed_apart
from parccli.render.article import Term

if TYPE_CHECKING:
    from parccli.render.article import Edition
    from tests.exporters.conftest import MakeArticle, MakeEdition

FORMATS = {"rss.xml": rss, "atom.xml": atom, "feed.json": json}
PARIS = ZoneInfo("Europe/Paris")
READ_TITLES = (
    "Nouvelle aire de covoiturage",
    "« R&D <b> » : les lauréats",
    "Un 🏭 et un 𠮷, puis ]]> au milieu",
    "Des contrôles et un seul",
    "&amp; déjà écrit",
)


def exported(edition: Edition, name: str, folder: str = "feeds") -> bytes:
    """The file `name` of one feed."""
    outputs: dict[str, bytes] = {output.path: output.data for output in FORMATS[name].export(edition)}
    return outputs[f"{folder}/{name}"]


def items_of(edition: Edition, folder: str = "feeds") -> list[dict[str, Any]]:
    """The items of a JSON feed."""
    items: list[dict[str, Any]] = stdlib.loads(exported(edition, "feed.json", folder))["items"]
    return items


def canonical(html: str) -> bytes:
    """HTML with its attributes in order and its characters written one way."""
    return bytes(etree.tostring(lxml_html.fragment_fromstring(html, create_parent="div"), method="c14n"))


@pytest.mark.parametrize("name", FORMATS)
def test_categories_listed_and_in_use(article: MakeArticle, edition: MakeEdition, name: str) -> None:
    """Those of the settings come in their order, even when empty; others follow by slug."""
    terms = (Term(name="Événements", slug="evenements"), Term(name="Accès", slug="acces"))
    posts = [article(1, categories=(Term(name="Emploi", slug="emploi"),)), article(2, categories=terms)]
    made = edition(posts, categories=("Vie du parc", "Emploi"))
    paths = [output.path for output in FORMATS[name].export(made) if "archive" not in output.path]
    folders = ["feeds", "feeds/vie-du-parc", "feeds/emploi", "feeds/acces", "feeds/evenements"]
    assert paths == [f"{folder}/{name}" for folder in folders]


def test_a_category_s_feed_has_its_posts_and_its_name(article: MakeArticle, edition: MakeEdition) -> None:
    """Up to as many as the site's feed has, taken from all posts and not from the newest."""
    emploi = (Term(name="Emploi", slug="emploi"),)
    posts = [article(1), article(2), article(3, categories=emploi), article(4, categories=emploi)]
    made = edition(posts, feeds=FeedSettings(items=1))
    feed = stdlib.loads(exported(made, "feed.json", "feeds/emploi"))
    assert feed["title"] == "Parc R&D – Emploi"
    assert feed["feed_url"] == "https://www.example.org/feeds/emploi/feed.json"
    assert [item["id"][-1] for item in feed["items"]] == ["3"]
    assert [item["id"][-1] for item in items_of(made)] == ["1"]


def test_twenty_posts_by_default(article: MakeArticle, edition: MakeEdition) -> None:
    """The newest ones, in the edition's order."""
    items = items_of(edition([article(number) for number in range(1, 31)]))
    assert [item["title"] for item in items] == [f"Actualité {number}" for number in range(1, 21)]


@pytest.mark.parametrize("count", [0, 1, 3, 25, 1000])
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_field_by_field(awkward: MakeArticle, edition: MakeEdition, count: int, name: str) -> None:
    """Titles, addresses, dates, authors, labels, enclosures, summaries and texts come back whole, in order."""
    articles = [awkward(number) for number in range(1, count + 1)]
    made = edition(articles, feeds=FeedSettings(items=1000))
    read = feedparser.parse(exported(made, name))
    assert not read.bozo
    assert (read.feed.title, read.feed.subtitle, read.feed.language) == ("Parc R&D", "Parc R&D", "fr")
    assert read.feed.link == "https://www.example.org/"
    assert [entry.id for entry in read.entries] == [article.id for article in articles]
    for number, (entry, article, item) in enumerate(zip(read.entries, articles, items_of(made), strict=True), start=1):
        summary = f"Résumé {number} : R&D, a < b, ]]> et 🏭."
        assert entry.title == item["title"] == f"{READ_TITLES[number % 5]} ({number})"
        assert entry.link == item["url"] == f"https://www.example.org/caf%C3%A9%20{number}/?a=1&b=2"
        assert timegm(entry.published_parsed) == article.published.timestamp()
        assert datetime.fromisoformat(item["date_published"]) == article.published
        assert entry.author_detail.name == item["authors"][0]["name"]
        assert [tag.term for tag in entry.get("tags", [])] == item.get("tags", [])
        assert item["summary"] == summary
        assert entry.summary == (escape(summary, quote=False) if name == "rss.xml" else summary)
        assert canonical(entry.content[0].value) == canonical(item["content_html"])
        assert [int(link["length"]) for link in entry.enclosures] == [
            attachment["size_in_bytes"] for attachment in item.get("attachments", [])
        ]
        assert item["id"] == entry.id


def test_the_text_of_a_post_is_whole(awkward: MakeArticle, edition: MakeEdition) -> None:
    """Lists, tables and addresses stay; of control characters nothing stays."""
    first, second, third = items_of(edition([awkward(1), awkward(2), awkward(3)]))
    assert first["content_html"] == (
        '<p>Le <a href="https://www.example.org/acc%C3%A8s%20nord/?a=1&amp;b=2">plan d’accès</a>.</p>'
    )
    assert second["content_html"].endswith(
        "<ul>\n<li>un</li>\n<li>deux ]]&gt; trois</li>\n</ul>\n<table>\n<tbody><tr><td>4 🏭</td></tr></tbody>\n</table>"
    )
    assert third["content_html"] == (
        '<figure><img src="https://www.example.org/media/3/photo%20%C3%A9t%C3%A9.jpg" '
        'alt="Le quai « nord » &amp; &lt;sud&gt;" width="1200" height="800">'
        "<figcaption>Le quai en été <small>Service communication</small></figcaption></figure>\n"
        '<p>Texte coupé.</p>\n<p><img src="https://www.example.org/media/b.jpg" alt="Un quai"></p>'
    )


@pytest.mark.parametrize("name", FORMATS)
def test_changes_are_read_back(awkward: MakeArticle, edition: MakeEdition, name: str) -> None:
    """Atom and JSON tell each post's change, RSS the newest of all."""
    articles = [awkward(number) for number in (1, 2, 3, 4)]
    data = exported(edition(articles), name)
    if name == "feed.json":
        read = [datetime.fromisoformat(item["date_modified"]) for item in stdlib.loads(data)["items"]]
        assert read == [article.updated for article in articles]
    elif name == "atom.xml":
        times = [timegm(entry.updated_parsed) for entry in feedparser.parse(data).entries]
        assert times == [article.updated.timestamp() for article in articles]
    else:
        newest = max(article.updated for article in articles)
        assert timegm(feedparser.parse(data).feed.updated_parsed) == newest.timestamp()


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (datetime(2025, 3, 30, 2, 30), "2025-03-30T03:30:00+02:00"),  # noqa: DTZ001 -- as front matter holds it
        (datetime(2025, 10, 26, 2, 30), "2025-10-26T02:30:00+02:00"),  # noqa: DTZ001
        (datetime(1970, 1, 1, 0, 30), "1970-01-01T00:30:00+01:00"),  # noqa: DTZ001
        (datetime(2100, 7, 1, 9, 0, tzinfo=UTC), "2100-07-01T11:00:00+02:00"),
    ],
)
def test_hours_that_clocks_skip_and_repeat(
    article: MakeArticle, edition: MakeEdition, written: datetime, printed: str
) -> None:
    """The skipped hour becomes the next one, of the repeated one it is the first, in all three formats alike."""
    made = edition([article(published=printed_apart(written, PARIS, "a"))])
    (item,) = items_of(made)
    (from_atom,) = feedparser.parse(exported(made, "atom.xml")).entries
    (from_rss,) = feedparser.parse(exported(made, "rss.xml")).entries
    assert (item["date_published"], from_atom.published) == (printed, printed)
    assert parsedate_to_datetime(from_rss.published) == datetime.fromisoformat(printed)


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2025, 3, 30), date(2025, 10, 26), date(2100, 12, 31)])
def test_a_bare_date_stays_on_its_day(article: MakeArticle, edition: MakeEdition, day: date) -> None:
    """Readers that show UTC, as WordPress does, show the day that was written."""
    made = edition([article(published=printed_apart(day, PARIS, "a"))])
    read = [feedparser.parse(exported(made, name)).entries[0].published_parsed for name in ("rss.xml", "atom.xml")]
    assert [date(*parsed[:3]) for parsed in read] == [day, day]
    (item,) = items_of(made)
    assert datetime.fromisoformat(item["date_published"]).astimezone(UTC).date() == day


def test_posts_of_one_day_have_changes_of_their_own(article: MakeArticle, edition: MakeEdition) -> None:
    """Bare dates of one day are set apart by less than a minute: no two entries have one `updated`."""
    posts = [article(number, published=printed_apart(date(2025, 9, 1), PARIS, str(number))) for number in range(1, 26)]
    made = edition(posts, feeds=FeedSettings(items=100))
    updated = [entry.updated for entry in feedparser.parse(exported(made, "atom.xml")).entries]
    assert len(set(updated)) == 25
    assert updated == [item["date_modified"] for item in items_of(made)]
