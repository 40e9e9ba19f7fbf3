from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.importers.escaping import escape, to_markdown
from parccli.markdown import to_html

_PIECES = [
    *"\\`*_[]()<>&~|#+-=:!\"'.0129 ",
    "\t",
    "\u00a0",
    "1. ",
    "2021. ",
    "---",
    "|---|",
    "&amp;",
    "<b>",
    "www",
    "é",
    "mot",
]
_LINES = (
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map("".join).filter(lambda line: bool(line.strip()))
)


def _read(markdown: str) -> list[list[str]]:
    """The text of each paragraph of the rendered page, line by line."""
    rendered = to_html(markdown)
    assert re.sub(r"<p>.*?</p>\n?", "", rendered, flags=re.DOTALL) == ""
    paragraphs = re.findall(r"<p>(.*?)</p>", rendered, flags=re.DOTALL)
    return [[html.unescape(line) for line in paragraph.split("<br />\n")] for paragraph in paragraphs]


@given(st.lists(st.lists(_LINES, min_size=1, max_size=3), min_size=1, max_size=3))
def test_reads_as_pasted(paragraphs: list[list[str]]) -> None:
    """Whatever a page says, its Markdown is rendered as the same paragraphs of the same lines."""
    assert _read(to_markdown(paragraphs)) == [[line.strip(" \t") for line in lines] for lines in paragraphs]


@pytest.mark.parametrize(
    ("line", "escaped"),
    [
        ("1. La vidange", r"1\. La vidange"),
        ("2021. Une année", r"2021\. Une année"),
        ("# Le parc", r"\# Le parc"),
        ("+ 3 emplois", r"\+ 3 emplois"),
        ("- un tiret", r"\- un tiret"),
        ("    quatre espaces", "quatre espaces"),
        ("a < b et <b>", r"a < b et \<b>"),
        ("5 * 3", r"5 \* 3"),
        ("_souligné_", r"\_souligné\_"),
        ("[…]", r"\[…]"),
        ("R&D &eacute;", r"R&D \&eacute;"),
        (r"C:\parc \*", r"C:\parc \\\*"),
    ],
)
def test_escapes_structure(line: str, escaped: str) -> None:
    """What Markdown would take for structure gets a backslash."""
    assert escape(line) == escaped


@pytest.mark.parametrize(
    "line",
    [
        "accueil_pro@example.org",
        "Le 1er mai : 4,5 ha (n° 5) !",
        "« Osez l’industrie »",
        "– un tiret demi-cadratin",
        "1,5 %",
    ],
)
def test_leaves_prose_alone(line: str) -> None:
    """Text that means nothing to Markdown stays as it is."""
    assert escape(line) == line
