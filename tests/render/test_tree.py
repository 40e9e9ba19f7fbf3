"""What is asked of every element of an article is asked in the quickest way, and answered as if it were not."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from parccli.render.structure import is_empty
from parccli.render.tree import collapse, is_blank, parse

MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<td>", "<img>", "<br>", "<video></video>", " ", "\u00a0", "a"])
).map("".join)


@given(st.text(" \t\r\n\fa\u00a0\x0b"))
def test_white_space_shows_as_one_space(text: str) -> None:
    """Whatever it is made of; a no-break space is text."""
    assert collapse(text) == re.sub(r"[ \t\r\n\f]+", " ", text)


@given(MARKUP)
def test_what_is_empty_shows_neither_words_nor_pictures(markup: str) -> None:
    """Not its own, and not those of what it holds, at any depth."""
    for element in parse(markup).iter():
        words = "".join(map(str, element.itertext()))
        shows = next(element.iter("audio", "hr", "img", "td", "th", "video"), None) is not None
        assert is_empty(element) == (is_blank(words) and not shows)
