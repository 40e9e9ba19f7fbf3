"""A post changed under the names and in the words that its file uses, and nothing else in it."""

from __future__ import annotations

from datetime import date

import pytest

from parccli.errors import ParcError
from parccli.post import read
from parccli.post.changes import with_body, with_values
from parccli.source import Source


def published(header: str) -> str:
    """The header's lines once the post is published."""
    return with_values(read(Source("a.md", f"---\n{header}\n---\n")), {"status": "published"}).text[4:-5]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: draft  # à relire", "status: published  # à relire"),
        ("Statut: Brouillon", "Statut: publié"),
        ("statut: 'relecture'", "statut: 'publié'"),
        ("draft: true", "draft: false"),
        ("draft: oui", "draft: non"),
        ("publié: non", "publié: oui"),
        ("draft: true\nstatus: draft", "draft: false\nstatus: published"),
        ("status:", "status: published"),
        ("title: a", "title: a\nstatus: published"),
        ("status: published", "status: published"),
    ],
)
def test_publishing_speaks_the_language_of_the_file(before: str, after: str) -> None:
    """A word for a word, a yes for a no."""
    assert published(before) == after


def test_unpublishing_is_the_way_back() -> None:
    """`draft: false` becomes `true` again."""
    file = read(Source("a.md", "---\ndraft: false\nstatut: publié\n---\n"))
    assert with_values(file, {"status": "draft"}).text == "---\ndraft: true\nstatut: brouillon\n---\n"


def test_a_yes_or_no_cannot_say_archived() -> None:
    """The remedy is a line that can."""
    file = read(Source("a.md", "---\ndraft: true\n---\n"))
    with pytest.raises(ParcError, match="cannot say that a post is archived"):
        with_values(file, {"status": "archived"})


def test_a_date_is_set_where_its_alias_stands() -> None:
    """`Publié le` is `date`."""
    file = read(Source("a.md", "---\nPublié le: 26/02/2021\ntitre: a\n---\n"))
    assert with_values(file, {"date": date(2025, 9, 1)}).text == "---\nPublié le: 2025-09-01\ntitre: a\n---\n"


def test_a_file_that_cannot_be_read_is_not_changed() -> None:
    """Its own error says what to mend first."""
    with pytest.raises(ParcError, match="never closed"):
        with_values(read(Source("a.md", "---\ntitle: a\n")), {"status": "draft"})


def test_a_body_takes_the_line_endings_of_its_file() -> None:
    """A blank line separates it from the header."""
    source = Source("a.md", "---\r\ntitle: a\r\n---\r\nancien")
    assert with_body(source, "un\n\ndeux\n").text == "---\r\ntitle: a\r\n---\r\n\r\nun\r\n\r\ndeux\r\n"
