from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.config.settings import ImportSettings
from parccli.importers.text import Kind, divide

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Decision, Row

_DATA = Path(__file__).parents[1] / "data"
_PAGE = (_DATA / "pasted-page.txt").read_bytes()
_EXPECTED = json.loads((_DATA / "pasted-page.expected.json").read_text("utf-8"))


def test_pasted_page_is_one_post(run: Callable[..., list[Decision]]) -> None:
    """A page is one draft: the title under its date, the first paragraph as summary, the rest as body."""
    created = [decision for decision in run("text", _PAGE) if decision.action == "created"]
    [post] = [decision.row.post for decision in created]
    assert post is not None
    assert (post.title, post.date, post.status) == (_EXPECTED["title"], date.fromisoformat(_EXPECTED["date"]), "draft")
    assert (post.summary, post.body) == (_EXPECTED["summary"], _EXPECTED["body"])


def test_pasted_page_left_out(rows: Callable[..., list[Row]]) -> None:
    """Cards and furniture are reported with their lines, and nothing else is."""
    left = [row for row in rows("text", _PAGE) if row.left_out]
    assert [row.messages[0].code for row in left] == ["related", "related", "related", "furniture"]
    assert [row.line for row in left] == [15, 18, 21, _EXPECTED["furniture_lines"][0]]
    first, last = _EXPECTED["furniture_lines"][0], _EXPECTED["furniture_lines"][-1]
    assert f"lines {first} to {last}" in left[-1].messages[0].message


def test_related_cards_are_drafts(run: Callable[..., list[Decision]]) -> None:
    """With --related, each card is a draft with a summary and no body."""
    cards = [decision.row.post for decision in run("text", _PAGE, related=True) if decision.action == "created"][1:]
    assert [
        {"date": str(post.date), "title": post.title, "summary": post.summary} for post in cards if post
    ] == _EXPECTED["related"]
    assert {(post.status, post.body) for post in cards if post} == {("draft", "")}


def test_several_pages(rows: Callable[..., list[Row]]) -> None:
    """Each page of a file is a post, the cards under one of them not taken for pages."""
    text = (
        "Posté le 1er mars 2021\nUn\n\nChapô un.\n\nCorps un.\nDernières actualités\n"
        "Posté le 2 mars 2021\nCarte\nRésumé.\n"
        "Posté le 3 mars 2021\nDeux\n\nChapô deux.\n\nCorps deux.\nDernières actualités\n"
        "S’inscrire à la newsletter\nVotre adresse\n* Champs obligatoires\n"
        "Posté le 4 mars 2021\nTrois\n\nChapô trois.\n"
    )
    assert [(row.line, row.post.title) for row in rows("text", text) if row.post] == [
        (1, "Un"),
        (11, "Deux"),
        (21, "Trois"),
    ]


@pytest.mark.parametrize(
    "marker", ["Posté le 1 mars 2021", "posté le 1er mars 2021", "Publié le : lundi 1er mars 2021"]
)
@pytest.mark.parametrize("form", ["S'inscrire à la newsletter", "S’inscrire à la newsletter"])
def test_markers_in_other_spellings(marker: str, form: str, rows: Callable[..., list[Row]]) -> None:
    """Apostrophes, case, a weekday and “1er” make no difference to the fixed words."""
    page, furniture = rows("text", f"{marker}\nTitre\n\nChapô.\n{form}\nVotre adresse\n")
    assert page.post is not None
    assert (page.post.date, page.post.summary, furniture.line) == (date(2021, 3, 1), "Chapô.", 5)


def test_categories_under_the_title(rows: Callable[..., list[Row]]) -> None:
    """A line that holds nothing but names of the site's categories gives the categories."""
    [row] = rows("text", "Posté le 1er mars 2021\nTitre\ntravaux, Vie du parc\n\nChapô.\n\nCorps.\n")
    assert row.post is not None
    assert (row.post.categories, row.post.summary, row.post.body) == (("Travaux", "Vie du Parc"), "Chapô.", "Corps.")


def test_paragraphs_without_blank_lines(rows: Callable[..., list[Row]]) -> None:
    """Where no blank line separates anything, each line is a paragraph."""
    [row] = rows("text", "Posté le 1er mars 2021\nTitre\nChapô.\nUn.\n2. Deux.\n")
    assert row.post is not None
    assert (row.post.summary, row.post.body) == ("Chapô.", "Un.\n\n2\\. Deux.")


def test_lines_within_a_paragraph(rows: Callable[..., list[Row]]) -> None:
    """Elsewhere lines that stand together stay lines of one paragraph."""
    [row] = rows("text", "Posté le 1er mars 2021\nTitre\n\nChapô.\n\n– un\n– deux\n")
    assert row.post is not None
    assert row.post.body == "– un\\\n– deux"


def test_sentence_that_begins_like_a_marker(rows: Callable[..., list[Row]]) -> None:
    """A sentence is no date's line."""
    [row] = rows("text", "Posté le 1er mars 2021\nTitre\n\nChapô.\n\nPublié le 3 mai 2020, le décret est clair.\n")
    assert row.post is not None
    assert row.post.body == "Publié le 3 mai 2020, le décret est clair."


def test_impossible_date(rows: Callable[..., list[Row]]) -> None:
    """A page with a day that does not exist is refused by its line, and the next one comes in."""
    bad, good = rows("text", "\nPosté le 31 février 2021\nUn\n\nChapô.\n\nPosté le 1er mars 2021\nDeux\n")
    assert (bad.post, bad.line, bad.messages[0].code) == (None, 2, "date_unreadable")
    assert good.post is not None


def test_no_page(rows: Callable[..., list[Row]]) -> None:
    """A text without the fixed words is refused, and told what to look for."""
    [row] = rows("text", "Un titre\n\nUn texte.\n")
    assert row.post is None
    assert "Posté le" in row.messages[0].message


def test_windows_file(rows: Callable[..., list[Row]]) -> None:
    """A file saved by an old Windows editor reads the same."""
    [row] = rows("text", "Posté le 1er août 2021\r\nL’été\r\n\r\nChapô.\r\n".encode("cp1252"))
    assert row.post is not None
    assert (row.post.title, row.post.summary) == ("L’été", "Chapô.")


def test_zero_byte(rows: Callable[..., list[Row]]) -> None:
    """A page that holds what no text holds is refused, and the next one comes in."""
    bad, good = rows("text", "Posté le 1er mars 2021\nU\0n\n\nPosté le 2 mars 2021\nDeux\n")
    assert (bad.post, bad.messages[0].code) == (None, "value_unreadable")
    assert good.post is not None


def test_some_words_of_a_category(rows: Callable[..., list[Row]]) -> None:
    """A line that is more than names of categories is the first paragraph."""
    [row] = rows("text", "Posté le 1er mars 2021\nTitre\nTravaux, rue du Port\n\nCorps.\n")
    assert row.post is not None
    assert (row.post.categories, row.post.summary) == ((), "Travaux, rue du Port")


def test_date_alone(run: Callable[..., list[Decision]]) -> None:
    """A date with nothing under it is refused for want of a title."""
    [decision] = run("text", "Posté le 1er mars 2021\n")
    assert (decision.action, decision.messages[0].code) == ("refused", "title_missing")


_LINES = st.sampled_from(
    [
        "",
        " ",
        "Posté le 1er mars 2021",
        "Dernières actualités",
        "S'inscrire à la newsletter",
        "* Champs obligatoires",
        "Un.",
        "Deux.",
    ]
)


@given(st.lists(_LINES, max_size=25))
def test_no_line_is_lost(lines: list[str]) -> None:
    """Every line that is not blank stands in exactly one block, at its place."""
    blocks = divide(lines, ImportSettings())
    placed = {block.start + offset: line for block in blocks for offset, line in enumerate(block.lines) if line.strip()}
    assert placed == {number: line for number, line in enumerate(lines, 1) if line.strip()}
    assert sum(line.strip() != "" for block in blocks for line in block.lines) == len(placed)
    assert all(block.kind is not Kind.CARD for block in blocks) or "Dernières actualités" in lines
