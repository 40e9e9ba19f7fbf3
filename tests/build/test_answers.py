"""What a program was told is told again while nothing can have changed it, and only then."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from parccli.build.answers import Answers
from parccli.folder.posts import read_posts
from parccli.folder.site import open_site
from tests.build.test_run import NOON, SETTINGS, make_site, post
from tests.build.test_standstill import LONG_AGO

if TYPE_CHECKING:
    from pathlib import Path

MANY = 201


def site(root: Path, posts: int = MANY) -> None:
    """A site that has stood as it is for long, with a place for what is kept."""
    make_site(root, posts)
    (root / ".parccli").mkdir()
    for place in (root / "posts").iterdir():
        os.utime(place, ns=(LONG_AGO, LONG_AGO))
    settle(root)


def settle(root: Path) -> None:
    """Wait until what was written is believed."""
    while not told(root):
        pass


def told(root: Path, question: str = "Qui ?", at: datetime = NOON) -> str | None:
    """Ask; where the answer is not known, give one of all posts, and ask again."""
    opened = open_site(root)
    answers = Answers(opened, question, at)
    if answers.known() is None:
        answers.keep(f"{question}\nTous.", [file.post for file in read_posts(opened).files if file.post])
    return Answers(opened, question, at).known()


def known(root: Path, question: str = "Qui ?", at: datetime = NOON) -> str | None:
    """What is known."""
    return Answers(open_site(root), question, at).known()


def test_an_answer_is_known_once_it_was_given(tmp_path: Path) -> None:
    """To the letter, and to that question alone; a few of them are kept."""
    site(tmp_path)
    assert known(tmp_path) == "Qui ?\nTous."
    assert known(tmp_path, "Quoi ?") is None
    assert told(tmp_path, "\ud800") is None
    questions = [f"{number} ?" for number in range(20)]
    assert [told(tmp_path, question) for question in questions] == [f"{question}\nTous." for question in questions]
    assert 1 <= sum(known(tmp_path, question) is not None for question in questions) <= 4


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("posts/000.md", post(0, "Autre.", id="urn:x:n0", slug="b-0")),
        ("posts/neuf.md", post(27)),
        ("posts/000.md", None),
        ("posts/Thumbs.db", ""),
        ("parccli.toml", SETTINGS + "language = 'en'\n"),
        (".parccli/cache.sqlite", None),
    ],
)
def test_whatever_changes_makes_it_unknown(tmp_path: Path, path: str, text: str | None) -> None:
    """A post, what is left out of posts/ and has to be told each time, the settings, and the cache that it is in."""
    site(tmp_path)
    if text is None:
        (tmp_path / path).unlink()
    else:
        (tmp_path / path).write_text(text)
    assert known(tmp_path) is None


def test_it_holds_while_the_same_posts_are_public(tmp_path: Path) -> None:
    """From the last instant at which one became public, or was no more so, until the next."""
    site(tmp_path)
    (tmp_path / "posts/a.md").write_text(post(1, date="2025-10-01T10:00", expires="2025-10-01T16:00", id="a", slug="a"))
    (tmp_path / "posts/b.md").write_text(post(2, date="2025-10-01T15:00", id="b", slug="b"))
    settle(tmp_path)
    hours = [hour for hour in range(-6, 7) if known(tmp_path, at=NOON + timedelta(hours=hour))]
    assert hours == [-4, -3, -2, -1, 0]  # in Paris it is two hours later


def test_few_posts_are_read_each_time(tmp_path: Path) -> None:
    """Sooner than a database is opened: none is made."""
    make_site(tmp_path, MANY - 1)
    (tmp_path / ".parccli").mkdir()
    assert told(tmp_path) is None
    assert not list((tmp_path / ".parccli").iterdir())


def test_what_is_kept_is_not_believed_if_it_is_none(tmp_path: Path) -> None:
    """Texts of another making, and damaged ones."""
    site(tmp_path)
    for text in ("", "null\nTous.", "[1]\nTous.", "{}\nTous."):
        assert told(tmp_path)
        with sqlite3.connect(tmp_path / ".parccli/cache.sqlite") as cache:
            cache.execute("UPDATE texts SET text = ? WHERE kind = 'answers'", (text,))
        assert known(tmp_path) is None
