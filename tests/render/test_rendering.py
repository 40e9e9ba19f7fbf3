"""The values of an article besides its body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError
from parccli.post import Post
from parccli.render.addresses import permalink
from parccli.render.article import Article, Term
from parccli.render.excerpts import excerpt

if TYPE_CHECKING:
    from parccli.config import Config

Make = Callable[..., Article]


def test_the_summary_stands_for_the_excerpt(article: Make) -> None:
    """Both are finished plain text: marks are no markup."""
    made = article("Autre chose.", summary="L'essentiel <b> :\nici...")
    assert (made.summary, made.excerpt) == ("L’essentiel <b>\u00a0: ici…",) * 2


def test_without_a_summary_the_text_begins_it(article: Make) -> None:
    """Headings, figures, tables, code and notes are no sentences."""
    made = article(
        "## Titre\n\nUn *début*[^n].\n\n- un\n- deux\n\n![x](https://h.example/a.png 'y')\n\n"
        "| a |\n|--|\n| b |\n\n    code\n\n[^n]: Note."
    )
    assert made.summary == "Un début. un deux"


@pytest.mark.parametrize(
    ("text", "words", "cut"),
    [
        ("un deux trois", 3, "un deux trois"),
        ("un deux trois quatre", 3, "un deux trois […]"),
        ("550\u202f000\u00a0€ de\n travaux", 2, "550\u202f000\u00a0€ de […]"),
        ("", 3, ""),
    ],
)
def test_an_excerpt_is_cut_between_words(text: str, words: int, cut: str) -> None:
    """What a no-break space holds together is one word."""
    assert excerpt(text, words) == cut


def test_an_excerpt_has_55_words_by_default() -> None:
    """As WordPress's own."""
    assert excerpt("mot " * 56) == "mot " * 55 + "[…]"


def test_dates_are_instants_of_the_sites_zone(article: Make) -> None:
    """A bare date is about noon, always the same for the same id; an update is never before the date."""
    made = article(updated=date(2024, 6, 1))
    assert made.published.isoformat().startswith("2024-06-17T12:00:")
    assert made.published.isoformat().endswith("+02:00")
    assert made.updated == made.published
    assert article(updated=datetime(2024, 9, 1, 9, 30)).updated.isoformat() == "2024-09-01T09:30:00+02:00"  # noqa: DTZ001 -- as in a file: the site's own


def test_a_post_without_a_date_is_refused(article: Make) -> None:
    """No clock stands in for it."""
    with pytest.raises(ParcError, match="no date") as caught:
        article(date=None)
    assert caught.value.path == "posts/2024/giratoire.md"


def test_the_organisation_is_the_author_of_the_rest(article: Make, site: Config) -> None:
    """The site's author, else its title."""
    assert article().author == "Parc des Trois-Canaux"
    assert article(author="Service voirie").author == "Service voirie"
    assert article(config=replace(site, author="Syndicat")).author == "Syndicat"


def test_categories_are_spelled_as_the_sites_list_has_them(article: Make, site: Config) -> None:
    """One named twice counts once."""
    config = replace(site, categories=("Vie du Parc",))
    made = article(categories=("vie du parc", "Vie du Parc", "Eau"), config=config)
    assert made.categories == (Term(name="Vie du Parc", slug="vie-du-parc"), Term(name="Eau", slug="eau"))


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("/{slug}/", "https://www.example.org/le-bus/"),
        ("/{year}/{month}/{day}/{slug}", "https://www.example.org/2024/03/05/le-bus"),
        ("{category}/{slug}.html", "https://www.example.org/vie-du-parc/le-bus.html"),
        ("/?p={slug}", "https://www.example.org/?p=le-bus"),
    ],
)
def test_a_permalink_follows_the_pattern(site: Config, pattern: str, url: str) -> None:
    """The date is the site's own."""
    post = Post(slug="le-bus", date=date(2024, 3, 5), categories=("Vie du Parc", "Eau"))
    assert permalink(post, replace(site, permalink=pattern)) == url


def test_a_permalink_without_category_has_wordpress_s_word(site: Config) -> None:
    """`non-classe` on a French site."""
    config = replace(site, permalink="/{category}/{slug}/")
    assert permalink(Post(slug="a", date=date(2024, 3, 5)), config) == "https://www.example.org/non-classe/a/"


def test_an_evening_abroad_is_the_sites_next_day(site: Config) -> None:
    """23:00 in New York is the next morning in Paris."""
    post = Post(slug="a", date=datetime.fromisoformat("2024-12-31T23:00-05:00"))
    assert permalink(post, replace(site, permalink="/{year}/{slug}/")) == "https://www.example.org/2025/a/"
