from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from parccli.config import Config
from parccli.config.settings import ImportSettings
from parccli.errors import UsageError
from parccli.importers import IMPORTERS, Material, Options, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Decision, Row
    from parccli.post import Post, PostFile

_DATA = Path(__file__).parents[1] / "data"
_PAGE = (_DATA / "saved-page.html").read_bytes()
_EXPECTED = json.loads((_DATA / "saved-page.expected.json").read_text("utf-8"))
_CONFIG = Config(title="Parc des Trois-Canaux", url="https://www.example.org")


def _page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='fr'><head><title>Un titre – Parc</title>{head}</head><body>{body}</body></html>"


def _post(rows: Callable[..., list[Row]], page: str | bytes) -> Post:
    [row] = rows("html", page)
    assert row.post is not None, row.messages
    return row.post


def test_saved_page(rows: Callable[..., list[Row]], told: Callable[[Row], dict[str, Any]]) -> None:
    """Of a whole page the article comes in, and nothing of the frame around it."""
    assert [told(row) for row in rows("html", _PAGE)] == _EXPECTED


def test_twice(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """A page is recognised by its address, whatever the name of its file."""
    [first] = run("html", _PAGE, name="page.html")
    [again] = run("html", _PAGE, apply([first]), name="copie.html")
    assert (first.action, again.action, again.data) == ("created", "unchanged", None)


def test_pictures_that_were_saved_with_the_page() -> None:
    """They come beside the post, and go before their copies on the Web; one that was not saved is named."""
    body = (
        '<main><p>Posté le 1er mars 2021</p><h1>Titre</h1><figure><img src="./Ma%20page_fichiers/quai.jpg" alt="A">'
        '</figure><p>Un <img src="Ma%20page_fichiers/plan.png" alt="P"> <img src="Ma%20page_fichiers/absent.png"'
        ' alt="B"></p></main>'
    )
    head = '<meta property="og:image" content="https://www.example.org/quai-1024x683.jpg">'
    files = {"pages/Ma page_fichiers/quai.jpg": b"quai", "pages/Ma page_fichiers/plan.png": b"plan"}
    material = Material.of("pages/Ma page.html", _page(body, head).encode(), files.get)
    [row] = read([(IMPORTERS["html"], material)], _CONFIG, Options(today=date(2026, 1, 15)))
    quai, plan = row.attachments
    assert row.post is not None
    assert (row.post.image, quai.data, plan.data) == (quai.name, b"quai", b"plan")
    assert row.post.body == f"Un ![P]({plan.name}) ![B](Ma%20page_fichiers/absent.png)"
    assert [message.message for message in row.messages] == [
        "the folder has no file for: Ma%20page_fichiers/absent.png"
    ]


def test_folder() -> None:
    """Each page of a folder is one row; one that cannot be read does not stop the others."""
    pages = [b"", _page("<main><h1>Un</h1><p>A</p></main>").encode(), _page("<main><h1>Deux</h1></main>").encode()]
    batch = [(IMPORTERS["html"], Material.of(f"{number}.html", data)) for number, data in enumerate(pages)]
    found = list(read(batch, _CONFIG, Options(today=date(2026, 1, 15))))
    assert [row.post.title if row.post else None for row in found] == [None, "Un", "Deux"]


def test_selectors() -> None:
    """Selectors of parccli.toml go before anything that is guessed."""
    settings = ImportSettings(title_selector=".t", date_selector=".d", summary_selector=".c", body_selector="#corps")
    body = (
        '<div class="t">Le titre</div><div class="d">Publié le : 1er mars 2021</div><main><p>Autre</p></main>'
        '<div id="corps"><p class="c">Le chapô.</p><p>Le corps.</p></div>'
    )
    material = Material.of("page.html", _page(body).encode())
    config = replace(_CONFIG, imports=settings)
    [row] = read([(IMPORTERS["html"], material)], config, Options(today=date(2026, 1, 15)))
    assert row.post is not None
    assert (row.post.title, row.post.date, row.post.summary, row.post.body) == (
        "Le titre", date(2021, 3, 1), "Le chapô.", "Le corps."
    )  # fmt: skip


def test_selector_that_is_none() -> None:
    """A mistake in parccli.toml is told as one, with the setting's name."""
    config = replace(_CONFIG, imports=ImportSettings(body_selector="div["))
    material = Material.of("page.html", _PAGE)
    with pytest.raises(UsageError, match="body_selector"):
        list(read([(IMPORTERS["html"], material)], config, Options(today=date(2026, 1, 15))))


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", "<p>Posté le 26/02/2021</p>", date(2021, 2, 26)),
        ("", "<div><span>Publié le&nbsp;:</span> <b>26 février 2021</b></div>", date(2021, 2, 26)),
        ("", '<time datetime="2021-02-26">hier</time>', date(2021, 2, 26)),
        (
            '<meta property="article:published_time" content="2021-02-26T08:00:00+00:00">',
            '<time datetime="2020-01-01">avant</time>',
            datetime(2021, 2, 26, 9),  # noqa: DTZ001 -- the site's own time
        ),
        ("", "<p>Publié le journal du parc</p>", None),
    ],
)
def test_date(head: str, body: str, expected: date | None, rows: Callable[..., list[Row]]) -> None:
    """The date is that of the fixed words, else of what the page says of itself, else of its first time."""
    assert _post(rows, _page(f"<main><h1>T</h1>{body}<p>Texte.</p></main>", head)).date == expected


def test_bad_date(rows: Callable[..., list[Row]]) -> None:
    """A page whose own date cannot exist is refused."""
    [row] = rows("html", _page("<main><p>A</p></main>", '<meta name="date" content="2021-02-30">'))
    assert (row.post, row.messages[0].code) == (None, "date_unreadable")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("", "<main><h1>Le titre</h1><p>A</p></main>", "Le titre"),
        ('<meta property="og:title" content="Le titre">', "<h1>Parc</h1><main><h1>A</h1><p>B</p></main>", "Le titre"),
        ("", "<main><p>A</p></main>", "Un titre"),
    ],
)
def test_title(head: str, body: str, title: str, rows: Callable[..., list[Row]]) -> None:
    """The title is the one h1, else what the page says for sharing, else its own without the site's."""
    assert _post(rows, _page(body, head)).title == title


@pytest.mark.parametrize(
    "body",
    [
        '<div class="entry-content"><p>Texte.</p></div><article><p>Autre</p></article>',
        "<article><p>Texte.</p></article>",
        "<main><article><p>Texte.</p></article></main>",
        '<div role="main"><p>Texte.</p></div>',
    ],
)
def test_main_text(body: str, rows: Callable[..., list[Row]]) -> None:
    """The article is found by the marks that sites share, the narrowest first."""
    assert _post(rows, _page(f"<nav>Menu</nav>{body}<footer>Pied</footer>")).body == "Texte."


def test_several_articles(rows: Callable[..., list[Row]]) -> None:
    """A page of several articles is taken as a whole: none of them is surely the one."""
    body = "<main><article><p>A</p></article><article><p>B</p></article></main>"
    assert _post(rows, _page(body)).body == "A\n\nB"


def test_no_main_text(rows: Callable[..., list[Row]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A page without marks is refused with what to do, where trafilatura is not installed."""
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    [row] = rows("html", _page("<p>Texte.</p>"))
    assert (row.post, row.messages[0].code) == (None, "content_missing")
    assert "parccli[html]" in row.messages[0].message


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset='iso-8859-15'><main><h1>L'été</h1></main>".encode("iso-8859-15"),
        "<main><h1>L'été</h1></main>".encode("cp1252"),
        "<main><h1>L'été</h1></main>".encode(),
        "\ufeff<main><h1>L'été</h1></main>".encode("utf-16"),
    ],
    ids=["declared", "Windows", "UTF-8", "UTF-16"],
)
def test_encoding(data: bytes, rows: Callable[..., list[Row]]) -> None:
    """A page is read in its own encoding."""
    assert _post(rows, data).title == "L'été"


def test_picture_at_the_head(rows: Callable[..., list[Row]]) -> None:
    """A figure that opens the text is the post's picture, and stands in it once."""
    body = '<main><figure><img src="a.jpg" alt="Un quai"><figcaption>Le quai</figcaption></figure><p>Texte.</p></main>'
    post = _post(rows, _page(body))
    assert (post.image, post.image_alt, post.image_caption, post.body) == ("a.jpg", "Un quai", "Le quai", "Texte.")


def test_too_deep(rows: Callable[..., list[Row]]) -> None:
    """A page that nests without end is refused, whatever it takes for a parser."""
    [row] = rows("html", _page("<main>" + "<blockquote>" * 400 + "x"))
    assert (row.post, row.messages[0].code) == (None, "source_unreadable")


def test_frame_within_the_text(rows: Callable[..., list[Row]]) -> None:
    """A block of latest news, or a form, in a box of its own within the text goes with its heading; the text stays."""
    body = (
        "<main><h1>T</h1><p>Texte.</p><div><header><h2>Dernières actualités</h2></header><p>Autre</p></div>"
        "<div><p><strong>S'inscrire à la newsletter</strong></p><form><input></form></div><p>Fin.</p></main>"
    )
    [row] = rows("html", _page(body))
    assert row.post is not None
    assert row.post.body == "Texte.\n\nFin."
    assert [message.code for message in row.messages] == ["furniture", "furniture"]


def test_what_a_page_says_of_itself(rows: Callable[..., list[Row]]) -> None:
    """Author, category and language come from where pages tell them."""
    head = '<meta name="author" content="Capitainerie"><meta property="article:section" content="Travaux">'
    page = _page("<main><p>Text.</p></main>", head).replace("lang='fr'", "lang='en-GB'")
    post = _post(rows, page)
    assert (post.author, post.categories, post.lang) == ("Capitainerie", ("Travaux",), "en-GB")
