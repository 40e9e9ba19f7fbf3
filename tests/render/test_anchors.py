"""Heading levels, ids, links within the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from parccli.config import Config

Render = Callable[..., str]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("## a\n\n### b\n\n## c", ["h3", "h4", "h3"]),
        ("# a\n\n## b", ["h3", "h4"]),
        ("## a\n\n##### b\n\n### c", ["h3", "h4", "h4"]),
        ("#### a\n\n## b", ["h3", "h3"]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e", ["h3", "h4", "h5", "h6", "h6"]),
    ],
)
def test_headings_stand_below_the_title(body: Render, written: str, shown: list[str]) -> None:
    """None is skipped (RGAA 9.1), and none is deeper than h6."""
    assert re.findall(r"<(h\d)", body(written)) == shown


def test_the_titles_level_moves_them(body: Render, site: Config) -> None:
    """A theme that prints the title as h4 has the body begin with h5."""
    config = replace(site, fragments=replace(site.fragments, heading_level=4))
    assert body("## a", config=config) == '<h5 id="parc-giratoire--a">a</h5>'


def test_ids_are_made_of_the_words_and_numbered(body: Render) -> None:
    """The second heading of a name has a number; one without letters has a name all the same."""
    assert re.findall(r'id="([^"]*)"', body("## L’été\n\n## L’été\n\n## …")) == [
        "parc-giratoire--lete",
        "parc-giratoire--lete-2",
        "parc-giratoire--article",
    ]


@pytest.mark.parametrize("link", ["#le-calendrier", "#Le%20calendrier", "#ici", "#parc-giratoire--le-calendrier"])
def test_a_link_within_the_page_finds_its_heading(body: Render, link: str) -> None:
    """By its words, or by the id that the author gave it; the address is absolute, for feeds."""
    html = body(f'<h2 id="ici">Le calendrier</h2>\n\n[voir]({link})')
    assert '<a href="https://www.example.org/actualites/giratoire/#parc-giratoire--le-calendrier">voir</a>' in html


def test_a_link_within_the_page_that_leads_nowhere_is_text(body: Render) -> None:
    """So is one to the top of a page that is not the article's."""
    assert body("[a](#absent) [b](#)") == "<p>a b</p>"


def test_an_id_is_kept_only_for_a_link(body: Render) -> None:
    """Of two elements with one id, the first is meant."""
    assert body('<p id="x">a</p><p id="x">b</p><p id="y">c</p>\n\n[x](#x)') == (
        '<p id="parc-giratoire--x">a</p>\n<p>b</p>\n<p>c</p>\n'
        '<p><a href="https://www.example.org/actualites/giratoire/#parc-giratoire--x">x</a></p>'
    )


def test_an_empty_anchor_that_is_linked_stays(body: Render) -> None:
    """Old pages mark places with empty links."""
    assert '<span id="parc-giratoire--bas"></span>' in body('a <a id="bas"></a> b [c](#bas)')
