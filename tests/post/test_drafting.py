"""A new post from an archetype and what a person gave."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from parccli.config import Config
from parccli.errors import ParcError, UsageError
from parccli.post import FIELDS, Post, read
from parccli.post.drafting import Plan, draft
from parccli.post.naming import path_of, renamed
from parccli.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG = Config(title="Le Parc", url="https://www.example.org")
ARCHETYPE = "---\nid:\ntitle:\ndate:\nslug:\nstatus:\n# Deux phrases.\nsummary:\ncategories: []\ntags: []\n---\n\n"
PLAN = Plan(config=CONFIG, today=date(2025, 9, 1), taken={"pris"}, new_id=lambda: "urn:uuid:1")


def made(given: Mapping[str, object], like: Post | None = None, body: str | None = None) -> Source:
    """The new post's file."""
    return draft(ARCHETYPE, given, PLAN, like=like, body=body)


def test_a_title_is_enough() -> None:
    """The rest is made, or left for her to fill in under the archetype's comments."""
    assert made({"title": "L’eau : une ressource"}) == Source(
        "posts/2025/2025-09-01-leau-une-ressource.md",
        "---\nid: urn:uuid:1\ntitle: 'L’eau : une ressource'\ndate: 2025-09-01\nslug: leau-une-ressource\n"
        "status: draft\n# Deux phrases.\nsummary:\ncategories: []\ntags: []\n---\n\n",
    )


def test_what_is_given_reads_back() -> None:
    """Every key of the table, in French or English words."""
    given = {
        "id": "urn:uuid:9",
        "title": "Titre",
        "date": "1er septembre 2025",
        "updated": "02/09/2025",
        "slug": "autre",
        "status": "publié",
        "expires": "2026-01-01",
        "summary": "Court : bref",
        "categories": ["Vie, du Parc", "Emploi"],
        "tags": ["eau"],
        "author": "Le Parc",
        "image": "a.png",
        "image_alt": "Une tour",
        "image_caption": "La tour",
        "image_credit": "Le Parc",
        "lang": "fr",
        "ignore": ["P016"],
    }
    assert set(given) == {field.name for field in FIELDS} - {"source"}
    post = read(made(given, body="Le texte.\n")).post
    assert post == Post(
        id="urn:uuid:9",
        title="Titre",
        date=date(2025, 9, 1),
        updated=date(2025, 9, 2),
        slug="autre",
        status="published",
        expires=date(2026, 1, 1),
        summary="Court : bref",
        categories=("Vie, du Parc", "Emploi"),
        tags=("eau",),
        author="Le Parc",
        image="a.png",
        image_alt="Une tour",
        image_caption="La tour",
        image_credit="Le Parc",
        lang="fr",
        ignore=("P016",),
        body="\nLe texte.\n",
        path="posts/2025/2025-09-01-autre.md",
    )


def test_a_copy_takes_what_it_should_and_not_its_models_id() -> None:
    """Categories, tags, author and text; not its date, slug, summary or picture."""
    model = Post(
        id="urn:uuid:8",
        slug="modele",
        status="published",
        summary="s",
        tags=("eau",),
        author="A",
        image="i",
        body="\nT\n",
    )
    post = read(made({"title": "Copie", "author": "B"}, like=model)).post
    assert post is not None
    assert (post.id, post.slug, post.status, post.summary, post.image) == ("urn:uuid:1", "copie", "draft", None, None)
    assert (post.tags, post.author, post.body) == (("eau",), "B", "\nT\n")


def test_a_slug_that_is_taken_gets_a_number_or_a_refusal() -> None:
    """A number when it was made from the title, a refusal when it was asked for."""
    assert made({"title": "Pris"}).path == "posts/2025/2025-09-01-pris-2.md"
    with pytest.raises(ParcError, match="the slug “pris” is taken"):
        made({"title": "Titre", "slug": "pris"})


@pytest.mark.parametrize(
    "given", [{"title": " "}, {"title": "a", "date": "02/26/2021"}, {"title": "a", "slug": "../x"}]
)
def test_a_value_that_cannot_be_right_is_refused(given: dict[str, object]) -> None:
    """Before anything is written."""
    with pytest.raises(UsageError):
        made(given)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("{year}/{date}-{slug}.md", "posts/2025/2025-09-01-a.md"),
        ("{slug}", "posts/a.md"),
        ("{year}/{month}/{day}/{slug}.md", "posts/2025/09/01/a.md"),
    ],
)
def test_the_site_chooses_where_new_posts_go(pattern: str, path: str) -> None:
    """Below posts/, as Markdown."""
    assert path_of(Config(title="a", url="https://example.org", new_path=pattern), "a", date(2025, 9, 1)) == path


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("posts/2025/2025-09-01-ancien.md", "posts/2025/2025-09-01-nouveau.md"),
        ("posts/ancien.md", "posts/nouveau.md"),
        ("posts/note.md", "posts/note.md"),
    ],
)
def test_renaming_replaces_only_the_slug_in_the_name(path: str, new: str) -> None:
    """The date and the folder stay."""
    assert renamed(path, "ancien", "nouveau") == new
