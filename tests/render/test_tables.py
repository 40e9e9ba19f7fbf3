"""Tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Render = Callable[..., str]


def test_a_table_has_scopes_classes_and_a_region_that_scrolls(body: Render) -> None:
    """No style: alignments are classes (RGAA 5.7; reflow at 320 px)."""
    assert body("| Part | % |\n|--|--:|\n| L'État | 5 % |") == (
        '<div class="parc-article__table" role="region" aria-label="Tableau 1" tabindex="0">\n'
        "<table>\n<thead>\n<tr>\n"
        '<th scope="col">Part</th>\n<th class="parc-article__cell--right" scope="col">%</th>\n'
        "</tr>\n</thead>\n<tbody>\n<tr>\n"
        '<td>L’État</td>\n<td class="parc-article__cell--right">5\u00a0%</td>\n'
        "</tr>\n</tbody>\n</table>\n</div>"
    )


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("<tr><th>a</th><td>b</td></tr>", '<th scope="row">a</th>'),
        ("<tr><th>a</th><th>b</th></tr>", '<th scope="col">a</th>'),
        ('<tr><th scope="rowgroup">a</th><td>b</td></tr>', '<th scope="rowgroup">a</th>'),
        ("<tr><th></th><th>b</th></tr>", "<td></td>"),
        ('<tr><td colspan="0" rowspan="x">a</td></tr>', "<td>a</td>"),
        ('<tr><td style="text-align:center;color:red">a</td></tr>', '<td class="parc-article__cell--center">a</td>'),
    ],
)
def test_the_cells_of_a_pasted_table(body: Render, row: str, shown: str) -> None:
    """A header says what it heads; an empty one heads nothing."""
    assert shown in body(f"<table>{row}</table>")


def test_a_caption_leads_the_table_and_names_its_region(body: Render) -> None:
    """The parser takes it anywhere, and several."""
    html = body("<table><tr><td>a</td></tr><caption>Les coûts</caption><caption>Autre</caption></table>")
    assert html.startswith(
        '<p>Autre</p>\n<div class="parc-article__table" role="region" aria-label="Les coûts" tabindex="0">'
    )
    assert "<table>\n<caption>Les coûts</caption>\n<tbody>" in html
