"""Links around what is itself to be clicked."""

from __future__ import annotations

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
