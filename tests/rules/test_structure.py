"""The structure of a body, where the examples of one rule do not tell the whole story."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from parccli.config import Config
from parccli.post import read
from parccli.rules import RULES, check_posts, survey
from parccli.source import Source

CONFIG = Config(title="Le Parc", url="https://www.example.org")


def codes(body: str, *, lang: str = "fr") -> list[tuple[str, int]]:
    """The codes of the M and T rules that have something to say, with the line of the body."""
    file = read(Source("posts/a.md", f"---\nlang: {lang}\n---\n{body}"))
    site = survey([file], CONFIG, datetime(2025, 9, 1, tzinfo=UTC))
    findings = check_posts([file], site, RULES.values(), select=("M", "T"))
    return [(finding.code, finding.line - 3) for finding in findings]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("– un\n– deux\n– trois\n", [("M104", 1)]),
        ("• un\n\n• deux\n\nTexte.\n\n• trois\n", [("M104", 1), ("T114", 7)]),
        ("> – un\n> – deux\n", [("M104", 1)]),
        ("– Oui.\n", [("T114", 1)]),
        ("- un\n- deux\n", []),
    ],
)
def test_a_false_list_is_named_once(body: str, expected: list[tuple[str, int]]) -> None:
    """Its lines together by M104, a line alone by T114."""
    assert codes(body) == expected


@pytest.mark.parametrize("body", ["# A\n", "• a\n• b\n", "2021. A year\n", "[a] (https://example.org)\n"])
def test_structure_is_checked_in_every_language(body: str) -> None:
    """An English post is read by screen readers too."""
    assert len(codes(body, lang="en")) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## Un\n\n# Deux\n\n### Trois\n", [("M101", 3), ("M102", 5)]),
        ("Titre\n=====\n", [("M101", 1)]),
        ("Une phrase.\n===========\n", [("M101", 1), ("M109", 2)]),
        ("**Un**\n\n**Deux**\n\nTexte.\n", [("M103", 1), ("M103", 3)]),
        ("> **Un**\n>\n> Texte.\n", []),
        ("**Un\n**\n\nTexte.\n", [("M106", 1)]),
        ("", []),
    ],
)
def test_headings(body: str, expected: list[tuple[str, int]]) -> None:
    """Each fault at its own line."""
    assert codes(body) == expected


@pytest.mark.parametrize(
    "piece", ["**", "[a]", "[", "# a\n", "• a\n", "- ", "> ", "[^a]", "**a**\n\n", "2021. ", "    a\n\n"]
)
def test_hostile_bodies_take_time_in_proportion_to_their_length(piece: str) -> None:
    """Ten thousand pieces are done in a moment; going back at each would take minutes."""
    started = time.process_time()
    codes(piece * 10_000)
    assert time.process_time() - started < 10
