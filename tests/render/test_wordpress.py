"""What WordPress would rewrite is written so that it does not."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parccli.render.wordpress import protect


@pytest.mark.parametrize(
    ("finished", "protected"),
    [
        ("<p>[gallery]</p>", "<p>&#091;gallery]</p>"),
        ('<img alt="[x]">', '<img alt="&#091;x]">'),
        ("<p>\"a\" 'b'</p>", "<p>&#034;a&#034; &#039;b&#039;</p>"),
        ("<p>a... -- 3x4 (tm)</p>", "<p>a&#046;.. &#045;- 3&#120;4 &#040;tm)</p>"),
        ("<p>oui :) ;-) 8) :wink:</p>", "<p>oui &#058;) &#059;-) &#056;) &#058;wink:</p>"),
        ("<p>https://video.example.org/x</p>", "<p>https&#058;//video.example.org/x</p>"),
        ('<p><a href="https://h.example/3x4">a</a></p>', '<p><a href="https://h.example/3x4">a</a></p>'),
        ('<pre><code>"a" -- [b]</code></pre>', '<pre><code>"a" -- &#091;b]</code></pre>'),
        ("<p><code>'a'</code> 'b'</p>", "<p><code>'a'</code> &#039;b&#039;</p>"),
        ("<code>' <code>'</code> :)</code> '", "<code>' <code>'</code> &#058;)</code> &#039;"),
        (
            "<p>«\u00a0L’été\u00a0: 12:30, 5\u202f000\u00a0€… – oui\u202f!\u00a0»</p>",
            "<p>«\u00a0L’été\u00a0: 12:30, 5\u202f000\u00a0€… – oui\u202f!\u00a0»</p>",
        ),
    ],
)
def test_only_what_is_rewritten_becomes_a_reference(finished: str, protected: str) -> None:
    """Shortcodes anywhere; quotes, dots, dashes, faces and bare addresses in text outside of code."""
    assert protect(finished) == protected


@given(st.text("\"'`[]()x34 .-:;8<p>/code htps"))
def test_it_reads_the_same(text: str) -> None:
    """A reference is the character."""
    assert unescape(protect(text)) == unescape(text)


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<code>", "</code>", "<pre", "<", ">", '"', "'", "[", " Wordpress", "...", " :) ", "a"]
    )
).map("".join)


@given(MARKUP, MARKUP, MARKUP)
@example("", "<p>'a'</p>", "'b'")
@example("<code>", "<p>'a'</p>", "</code>")
@example("<i title='", "<p>'a'</p>", "'>")
@example("", "<p>..</p>.", ".")
def test_a_part_that_is_worked_on_by_itself_changes_nothing(before: str, part: str, after: str) -> None:
    """Wherever a template puts it: between elements, in code, in an attribute, in the middle of a text."""
    whole = f"{before}{part}{after}"
    assert protect(whole, part=part) == protect(whole)
