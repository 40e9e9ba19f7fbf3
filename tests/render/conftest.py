"""A small site that posts are rendered for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from parccli.config import Config
from parccli.post import Post
from parccli.render.article import Article, FileFacts, Target, Unfit
from parccli.render.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = {
    facts.path: facts
    for facts in (
        FileFacts(path="posts/2024/media/plan.pdf", size=2_345_678, media_type="application/pdf"),
        FileFacts(path="posts/2024/media/canal.jpg", size=90_000, media_type="image/jpeg", width=800, height=600),
        FileFacts(path="posts/2024/media/été 1.jpg", size=90_000, media_type="image/jpeg", width=800, height=600),
        FileFacts(path="posts/2024/media/page.jpg", size=9, media_type="image/jpeg", unfit=Unfit.NO_PICTURE),
        FileFacts(path="posts/2024/media/agit.svg", size=9, media_type="image/svg+xml", unfit=Unfit.ACTS),
        FileFacts(path="documents/bilan.xlsx", size=12, media_type="application/vnd.ms-excel"),
        FileFacts(path="posts/2024/.secret.jpg", size=1, media_type="image/jpeg"),
        FileFacts(path="parccli.toml", size=1, media_type="application/toml"),
        FileFacts(path="posts/2027/brouillon.md", size=1, media_type="text/markdown"),
        FileFacts(
            path="posts/2024/media/large.jpg",
            size=900_000,
            media_type="image/jpeg",
            width=2400,
            height=1600,
            copies=(FileFacts(path=".parccli/640.jpg", size=50_000, media_type="image/jpeg", width=640, height=427),),
        ),
    )
}
LINKS = {
    "posts/2023/bus.md": Target("https://www.example.org/actualites/bus/", "La ligne de bus n° 5", "parc-bus"),
}
SITE = Config(
    title="Parc des Trois-Canaux",
    url="https://www.example.org",
    public_url="https://media.example.org",
    permalink="/actualites/{slug}/",
)
POST = Post(
    title="Giratoire",
    id="urn:uuid:1",
    date=date(2024, 6, 17),
    slug="giratoire",
    status="published",
    path="posts/2024/giratoire.md",
)


@pytest.fixture
def site() -> Config:
    """The settings of the site."""
    return SITE


@pytest.fixture
def article() -> Callable[..., Article]:
    """Render a post of the site, with some values changed, by settings with some changed."""

    def rendered(body: str = "", *, config: Config = SITE, **values: Any) -> Article:  # noqa: ANN401 -- as a post has them
        return render(replace(POST, body=body, **values), config, lookup=FILES.get, links=LINKS)

    return rendered


@pytest.fixture
def body(article: Callable[..., Article]) -> Callable[..., str]:
    """Render a Markdown text of the site."""
    return lambda text, **values: article(text, **values).body
