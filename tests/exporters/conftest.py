"""Posts rendered by hand: what a target gets, without the renderer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from parccli.config import Config
from parccli.post import Post
from parccli.render.article import Article, Edition, FileFacts, Picture, Term

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2025, 9, 1, 12, tzinfo=PARIS)
TITLES = (
    "Nouvelle aire de covoiturage",
    "« R&D <b> » : les lauréats",
    "Un 🏭 et un 𠮷, puis ]]> au milieu",
    "Des\x00 contrôles\x0b et un \ud800 seul",
    "&amp; déjà écrit",
)
BODIES = (
    "<p>Ouverture lundi.</p>",
    '<p>Le <a href="https://www.example.org/acc%C3%A8s%20nord/?a=1&amp;b=2">plan d’accès</a>.</p>',
    "<ul>\n<li>un</li>\n<li>deux ]]&gt; trois</li>\n</ul>\n<table>\n<tbody><tr><td>4 🏭</td></tr></tbody>\n</table>",
    '<p>Texte\x0c coupé.</p>\n<p><img src="https://www.example.org/media/b.jpg" alt="Un quai"></p>',
)
PHOTO = FileFacts(path="posts/photo été.jpg", size=48_213, media_type="image/jpeg", width=1200, height=800)

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]


def _article(number: int = 1, *, tags: tuple[str, ...] = (), **changes: Any) -> Article:  # noqa: ANN401 -- any field
    """The post `number`: one a day, the first is the newest."""
    published = changes.pop("published", NOON - timedelta(days=number - 1))
    slug = f"actualite-{number}"
    values: dict[str, Any] = {
        "post": Post(slug=slug, tags=tags, status="published"),
        "id": f"urn:uuid:{UUID(int=number)}",
        "url": f"https://www.example.org/{slug}/",
        "title": f"Actualité {number}",
        "summary": f"Ce qu’il faut savoir de l’actualité {number}.",
        "excerpt": "Ouverture lundi.",
        "body": "<p>Ouverture lundi.</p>",
        "published": published,
        "updated": published,
        "author": "Parc d’activités",
        "language": "fr",
        "categories": (),
        "picture": None,
        "media": {},
    }
    return Article(**(values | changes))


def _awkward(number: int) -> Article:
    """The post `number` with what breaks feeds: marks of markup, control characters, pictures, odd addresses."""
    photo = Picture(
        url=f"https://www.example.org/media/{number}/photo%20%C3%A9t%C3%A9.jpg",
        alt="Le quai « nord » & <sud>",
        caption="Le quai en été",
        credit="Service communication",
        file=PHOTO,
    )
    remote = Picture(url="https://images.example.org/a.jpg", alt="Une grue")
    return _article(
        number,
        title=f"{TITLES[number % len(TITLES)]} ({number})",
        summary=f"Résumé {number} : R&D, a < b, ]]> et 🏭.",
        body=BODIES[number % len(BODIES)],
        url=f"https://www.example.org/caf\u00e9 {number}/?a=1&b=2",
        updated=NOON - timedelta(days=number - 1) + timedelta(hours=number % 5),
        author=("Parc d’activités", "Service presse <presse@example.org>")[number % 2],
        categories=((Term(name="Vie du parc", slug="vie-du-parc"),), (), (Term(name="R&D", slug="rd"),))[number % 3],
        tags=(("quai", "R&D"), ())[number % 2],
        picture=(photo, None, remote)[number % 3],
        language=("fr", "fr", "en")[number % 3],
    )


def _edition(articles: Iterable[Article] = (), **settings: Any) -> Edition:  # noqa: ANN401 -- any setting
    values = {"title": "Parc R&D", "url": "https://www.example.org"} | settings
    return Edition(config=Config(**values), at=NOON, articles=tuple(articles), templates={})


@pytest.fixture(scope="session")
def article() -> MakeArticle:
    """Make a plain article by its number, with some fields changed."""
    return _article


@pytest.fixture(scope="session")
def awkward() -> MakeArticle:
    """Make an article that breaks careless feeds, by its number."""
    return _awkward


@pytest.fixture(scope="session")
def edition() -> MakeEdition:
    """Make the edition of some articles, newest first, with some settings changed."""
    return _edition
