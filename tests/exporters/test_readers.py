"""Two readers of Debian's fetch the feeds over loopback: newsboat, and sfeed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest

from parccli.exporters import atom, rss
from parccli.moment import printed_apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parccli.render.article import Article
    from tests.exporters.conftest import MakeArticle, MakeEdition

PARIS = ZoneInfo("Europe/Paris")
READ_TITLES = [
    "En l’an 2100",
    "« R&D <b> » : les lauréats (1)",
    "Un 🏭 et un 𠮷, puis ]]> au milieu (2)",
    "Des contrôles et un seul (3)",
    "Un jour d’été, sans heure",
    "En 1970",
]
pytestmark = pytest.mark.slow


@pytest.fixture
def articles(article: MakeArticle, awkward: MakeArticle) -> list[Article]:
    """Posts of any age, with awkward titles, one of them with a bare date."""
    bare = printed_apart(date(2025, 7, 1), PARIS, "a")
    assert bare.microsecond
    return [
        article(7, title="En l’an 2100", published=datetime(2100, 1, 1, 12, tzinfo=PARIS)),
        *(awkward(number) for number in (1, 2, 3)),
        article(8, title="Un jour d’été, sans heure", published=bare),
        article(9, title="En 1970", published=datetime(1970, 1, 2, 12, tzinfo=PARIS)),
    ]


@pytest.fixture
def folder(articles: list[Article], edition: MakeEdition, tmp_path: Path) -> Path:
    """What is published."""
    for target in (rss, atom):
        for output in target.export(edition(articles)):
            path = tmp_path / "public" / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.data)
    return tmp_path / "public"


class Quiet(SimpleHTTPRequestHandler):
    """Serve a folder and say nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name that http.server gives it
        """Leave the terminal to the tests."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port of this machine as long as the block lasts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def program(name: str) -> str:
    """Where a reader is; without it its test is skipped."""
    return shutil.which(name) or pytest.skip(f"{name} is not installed (apt install {name})")


def seconds(articles: list[Article]) -> list[int]:
    """When each was published, as readers keep it."""
    return [int(article.published.timestamp()) for article in articles]


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_newsboat(articles: list[Article], folder: Path, tmp_path: Path, name: str) -> None:
    """Newsboat keeps title, instant, address and id of every post, and shows none again at the next visit."""
    (tmp_path / "config").touch()
    with served(folder) as site:
        (tmp_path / "urls").write_text(f"{site}/feeds/{name}\n", encoding="utf-8")
        command = [program("newsboat"), "-q"]
        for flag, file in (("-u", "urls"), ("-c", "cache"), ("-C", "config")):
            command += [flag, str(tmp_path / file)]
        environ = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        for action in ("reload", "reload"):
            subprocess.run([*command, "-x", action], env=environ, capture_output=True, check=True, timeout=60)
        unread = [*command, "-x", "print-unread"]
        done = subprocess.run(unread, env=environ, capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().split() == ["6", "unread", "articles"]
    with closing(sqlite3.connect(tmp_path / "cache")) as cache:
        rows = cache.execute("SELECT title, pubDate, url, guid FROM rss_item ORDER BY pubDate DESC").fetchall()
    assert [row[0] for row in rows] == READ_TITLES
    assert [row[1] for row in rows] == seconds(articles)
    assert [row[2] for row in rows][:2] == [
        "https://www.example.org/actualite-7/",
        "https://www.example.org/caf%C3%A9%201/?a=1&b=2",
    ]
    assert [row[3] for row in rows] == [article.id for article in articles]


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_sfeed(articles: list[Article], folder: Path, name: str) -> None:
    """Sfeed's fields are when, title, address, text, its type, id, author, enclosure and categories."""
    with served(folder) as site, urlopen(f"{site}/feeds/{name}") as answer:  # noqa: S310 -- our own server
        done = subprocess.run([program("sfeed")], input=answer.read(), capture_output=True, check=True, timeout=60)
    rows = [row.split("\t") for row in done.stdout.decode().splitlines()]
    assert [row[1] for row in rows] == READ_TITLES
    assert [int(row[0]) for row in rows] == seconds(articles)
    assert [row[5] for row in rows] == [article.id for article in articles]
    assert [row[7] for row in rows] == ["", "", "", "https://www.example.org/media/3/photo%20%C3%A9t%C3%A9.jpg", "", ""]
    assert rows[2][8] == "R&D|quai"
