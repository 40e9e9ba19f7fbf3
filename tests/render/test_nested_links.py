"""Links around what is itself to be clicked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

Render = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('<a href="/a"><video src="https://v.example/a.mp4"></video></a>', "<p><video "),
        ('<a href="/a">Le <iframe src="https://v.example/a"></iframe></a>', '<p>Le <a href="https://v.example/a">'),
        (
            '<a href="/a" id="b">Le <iframe src="https://v.example/a"></iframe></a> [b](#b)',
            '<p><span id="parc-giratoire--b">Le <a href="https://v.example/a">',
        ),
    ],
)
def test_a_link_holds_no_other_link_and_no_film(body: Render, text: str, shown: str) -> None:
    """What is within stays, for browsers would end the outer link there; the place it marks stays, too."""
    assert body(text).startswith(shown)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (
            'Un <a href="/a" id="b">mot</a> et <a href="/c"><img src="media/canal.jpg"></a>',
            (
                '<summary>Un <span id="parc-giratoire--b">mot</span> et <img ALT="C"></summary>\n'
                '<p><a href="https://www.example.org/a">mot</a>'
                ' <a href="https://www.example.org/c"><img ALT="C"></a></p>\n<p>suite</p>'
            ),
        ),
        (
            '<video src="https://v.example/a.mp4"></video> Le film',
            (
                "<summary>Le film</summary>\n"
                '<p><video src="https://v.example/a.mp4" controls="" preload="none"></video></p>\n<p>suite</p>'
            ),
        ),
    ],
)
def test_what_opens_a_disclosure_holds_nothing_to_be_clicked(body: Render, inside: str, shown: str) -> None:
    """WCAG 4.1.2: its links and films stand below it, and their words stay in it."""
    made = re.sub(
        r'<img [^>]*(alt="[^"]*")[^>]*>',
        lambda match: f"<img {match[1].replace('alt', 'ALT')}>",
        body(f"<details><summary>{inside}</summary>suite</details>\n\n[b](#b)"),
    )
    assert made.startswith(f"<details>\n{shown}\n</details>")
