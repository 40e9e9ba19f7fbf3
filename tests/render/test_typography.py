"""Typography of rendered texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from parccli.config import Config
    from parccli.render.article import Article

Render = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("L'eau : **oui** !", "L’eau\u00a0: <strong>oui</strong>\u202f!"),
        ('Le "*plan*"', "Le «\u00a0<em>plan</em>\u00a0»"),
        ("`l'eau !` et l'eau !", "<code>l'eau !</code> et l’eau\u202f!"),
        ("<kbd>l'x !</kbd>", "<kbd>l'x !</kbd>"),
        ("<span lang=\"en\">what's up ?</span> d'accord", '<span lang="en">what\'s up ?</span> d’accord'),
        ("550 000 €", "550\u202f000\u00a0€"),
    ],
)
def test_a_paragraph_is_set_as_one_text(body: Render, text: str, html: str) -> None:
    """Marks do not stop the rules; code and other languages do."""
    assert body(text) == f"<p>{html}</p>"


def test_every_block_is_set(body: Render) -> None:
    """Headings, items, cells, quotations, captions and notes alike."""
    html = body(
        "## Oui !\n\n- oui !\n\n| oui ! |\n|--|\n| oui ! |\n\n> oui !\n\n"
        "![oui !](https://h.example/a.png 'oui !')\n\na[^n]\n\n[^n]: oui !"
    )
    assert html.lower().count("oui\u202f!") == 9
    assert "oui !" not in html


@pytest.mark.parametrize(("language", "shown"), [("fr-CA", "Oui! l’eau\u00a0: non"), ("en", "Oui ! l'eau : non")])
def test_the_posts_language_decides(article: Callable[..., Article], language: str, shown: str) -> None:
    """Canadian French has nothing before `!`; other languages are left as typed."""
    made = article("Oui ! l'eau : non", title="Oui ! l'eau : non", summary="Oui ! l'eau : non", lang=language)
    assert (made.body, made.title, made.summary) == (f"<p>{shown}</p>", shown, shown)


def test_the_narrow_space_is_a_setting(body: Render, site: Config) -> None:
    """Old fonts show a box for U+202F."""
    assert body("Oui !", config=replace(site, rules=replace(site.rules, narrow_space="\u00a0"))) == "<p>Oui\u00a0!</p>"
