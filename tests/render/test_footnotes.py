"""Footnotes, with links to and fro."""

from __future__ import annotations

import re
from collections.abc import Callable

Render = Callable[..., str]
PAGE = "https://www.example.org/actualites/giratoire/"


def test_a_note_and_its_reference_name_each_other(body: Render) -> None:
    """Both links say where they lead, in the language of the post."""
    assert body("Le carrefour[^a].\n\n[^a]: Très fréquenté.") == (
        f'<p>Le carrefour<sup><a href="{PAGE}#parc-giratoire--note-1" id="parc-giratoire--ref-1" aria-label="Note 1">'
        "1</a></sup>.</p>\n"
        '<section class="parc-article__notes" aria-label="Notes">\n'
        "<ol>\n"
        '<li id="parc-giratoire--note-1">\n'
        f'<p>Très fréquenté. <a href="{PAGE}#parc-giratoire--ref-1" aria-label="Retour à l’appel de note 1">↑</a></p>\n'
        "</li>\n"
        "</ol>\n"
        "</section>"
    )


def test_notes_are_numbered_as_they_are_met(body: Render) -> None:
    """Whatever their labels and places; a note within a note comes after."""
    html = body("[^b]: Deux[^c].\n[^a]: Un.\n[^c]: Trois.\n[^z]: Orpheline.\n\nx[^a] y[^b]")
    assert [text.strip() for text in re.findall(r"<p>(\w+)", html.split("<ol>")[1])] == [
        "Un",
        "Deux",
        "Trois",
        "Orpheline",
    ]


def test_a_note_met_twice_leads_back_to_both(body: Render) -> None:
    """Each way back has a name of its own."""
    html = body("x[^a] y[^a]\n\n[^a]: Une.")
    assert re.findall(r'id="parc-giratoire--(ref[^"]*)"', html) == ["ref-1", "ref-1-2"]
    assert re.findall(r'#parc-giratoire--(ref[^"]*)" aria-label="([^"]*)"', html) == [
        ("ref-1", "Retour à l’appel de note 1 (1)"),
        ("ref-1-2", "Retour à l’appel de note 1 (2)"),
    ]


def test_a_long_note_keeps_its_blocks(body: Render) -> None:
    """The way back ends its last paragraph, or follows its list."""
    assert "<p>Fin. <a" in body("x[^a]\n\n[^a]: Début.\n\n    Fin.")
    assert re.search(r"</ul>\n<p><a [^>]*>↑</a></p>\n</li>", body("x[^a]\n\n[^a]: Début.\n\n    - Fin."))


def test_html_that_looks_like_a_note_is_no_note(body: Render) -> None:
    """A reference to nothing stays text, and no class survives."""
    html = body('<sup class="footnote-reference"><a href="#q">1</a></sup><div class="footnote-definition">x</div>')
    assert html == "<p><sup>1</sup></p>\n<p>x</p>"


def test_an_english_post_has_english_marks(body: Render) -> None:
    """The words are of the post's own language."""
    assert 'aria-label="Back to the reference to note 1"' in body("x[^a]\n\n[^a]: y", lang="en")
