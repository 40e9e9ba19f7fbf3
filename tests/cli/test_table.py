from __future__ import annotations

import pytest

from parccli.cli.table import drawn, evened, favoured

HEADINGS = ["Date", "Title", "Slug"]
ROWS = [["26/02/2021", "L’eau, une ressource à préserver\u00a0: les raisons", "leau-une-ressource-a-preserver"]]


WIDE = """\
Date         Title                                            Slug
────────────────────────────────────────────────────────────────────────────────────────────
26/02/2021   L’eau, une ressource à préserver\u00a0: les raisons   leau-une-ressource-a-preserver
"""
CUT = """\
Date         Title                                            Slug
────────────────────────────────────────────────────────────────────────────────
26/02/2021   L’eau, une ressource à préserver\u00a0: les raisons   leau-une-ressourc…
"""
FOLDED = """\
Date         Title                              Slug
────────────────────────────────────────────────────────────
26/02/2021   L’eau, une ressource à             leau-une-re…
             préserver\u00a0: les raisons
"""


@pytest.mark.parametrize(("width", "text"), [(100, WIDE), (80, CUT), (60, FOLDED)])
def test_the_main_column_is_the_last_to_give_way(width: int, text: str) -> None:
    """Others are cut first; then it is folded, and never at a no-break space."""
    assert drawn(HEADINGS, ROWS, main=1, width=width, colour=False) == text


BELOW = """\
Date         Title
────────────────────────────────────────────────────────────
26/02/2021   L’eau, une ressource à préserver\u00a0: les raisons
             leau-une-ressource-a-preserver
"""


@pytest.mark.parametrize(("width", "text"), [(100, WIDE), (80, BELOW), (60, BELOW)])
def test_a_slug_stands_under_the_title_where_it_would_be_cut(width: int, text: str) -> None:
    """All of it can be read, and copied."""
    drawing = drawn(HEADINGS, ROWS, main=1, below=2, width=width, colour=False)
    assert drawing.replace("─", "") == text.replace("─", "")


def test_without_a_main_column_all_are_folded() -> None:
    """Nothing of a table in a post may be cut; numbers stay to the right."""
    text = drawn(
        ["Lot", "Prix"], [["Terrassement et réseaux", "12"]], width=20, colour=False, aligned=["none", "right"]
    )
    assert text == "Lot             Prix\n────────────────────\nTerrassement      12\net réseaux\n"


def test_widths_add_up_to_the_room_while_each_keeps_a_little() -> None:
    """A column narrower than the least keeps all it has."""
    assert favoured([10, 40, 30], 80, 1) == [10, 40, 30]
    assert favoured([10, 40, 30], 70, 1) == [10, 40, 20]
    assert favoured([10, 40, 30], 50, 1) == [10, 28, 12]
    assert favoured([10, 40, 30], 20, 1) == [10, 12, 12]
    assert evened([10, 40, 30], 60) == [10, 25, 25]
    assert evened([10, 40, 30], 9) == [10, 12, 12]
    assert evened([40, 3, 40, 40], 100) == [32, 3, 32, 33]


def test_widths_of_any_size_are_found_at_once() -> None:
    """Five thousand cells of a hundred thousand characters each: to take one away at a time would never end."""
    assert evened([100_000] * 5000, 5000 * 99_000 + 2) == [99_000] * 4998 + [99_001] * 2
