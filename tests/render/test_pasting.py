"""What WordPress makes of our fragments when they are pasted: the same (FRAGMENTS.md §4, §5, §6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.samples.posts import ELSEWHERE, SITE, edition, fragments, generated
from tests.samples.site import sample_fragments
from tests.samples.wordpress import (
    autoembedded,
    capital_p,
    convert_smilies,
    shortcodes,
    the_content,
    wpautop,
    wptexturize,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.config import Config


@pytest.mark.parametrize(
    ("change", "pasted", "printed"),
    [
        (wptexturize, "<p>C'est \"dit\"...</p>", "<p>C&#8217;est &#8220;dit&#8221;&#8230;</p>"),
        (wptexturize, "'cause it's '99, 6'2\"", "&#8217;cause it&#8217;s &#8217;99, 6&#8242;2&#8243;"),
        (wptexturize, "a -- b--c---d - e", "a &#8212; b&#8211;c&#8212;d &#8211; e"),
        (wptexturize, "3x4 0x10 1,5x2 (tm) AT&T", "3&#215;4 0x10 1,5&#215;2 &#8482; AT&#038;T"),
        (wptexturize, "<code>'a'</code> <a title=\"'\">'b'</a>", "<code>'a'</code> <a title=\"'\">&#8216;b&#8217;</a>"),
        (wptexturize, "L’eau\u202f!\u00a0» … &#034; &amp;", "L’eau\u202f!\u00a0» … &#034; &amp;"),
        (convert_smilies, "<p>:) a:) <code>:)</code></p>", '<p><img class="wp-smiley"> a:) <code>:)</code></p>'),
        (capital_p, "<p>Wordpress</p>", "<p>WordPress</p>"),
        (wpautop, "un\ndeux\n\ntrois", "<p>un<br />\ndeux</p>\n<p>trois</p>\n"),
        (wpautop, "<div>un<p>deux</p></div>", "<div>un</p>\n<p>deux</p>\n</div>\n"),
        (wpautop, "<p>un<br><br>deux</p>", "<p>un</p>\n<p>deux</p>\n"),
        (wpautop, "<ul><li>un\n<ol><li>a</li></ol></li></ul>", "<ul>\n<li>un\n<ol>\n<li>a</li>\n</ol>\n</li>\n</ul>\n"),
        (wpautop, "<pre>a\n\nb</pre>\n<p>c</p>", "<pre>a\n\nb</pre>\n<p>c</p>\n"),
        (wpautop, "<p>a\n<figcaption>b</figcaption>\nc", "<p>a<figcaption>b</figcaption>c</p>\n"),
    ],
)  # fmt: skip
def test_wordpress_changes_what_it_says(change: Callable[[str], str], pasted: str, printed: str) -> None:
    """The filters below do something: what passes them unchanged is written for it."""
    assert change(pasted) == printed


def changed(made: dict[str, str]) -> list[str]:
    """The fragments that WordPress prints otherwise, white space between blocks aside, or in which it finds work."""
    return [
        path
        for path, html in made.items()
        if path.endswith(".html") and "/head/" not in path
        if not unchanged(html) or shortcodes(html) or autoembedded(html)
    ]


def unchanged(html: str) -> bool:
    """Tell whether WordPress prints the fragment as it is, but for white space between blocks."""
    return all(_laid_out(change(html)) == _laid_out(html) for change in (the_content, wptexturize))


def _laid_out(html: str) -> str:
    return re.sub(r">\n+<", "><", html.strip("\n"))


def test_the_sample_site_stays_as_it_is() -> None:
    """Pasted into classic content or a Custom HTML block, its fragments come out as they went in."""
    assert changed(sample_fragments()) == []


@pytest.mark.parametrize("config", [SITE, ELSEWHERE], ids=["site", "elsewhere"])
@pytest.mark.parametrize("count", [30, pytest.param(200, marks=pytest.mark.browser)])
def test_generated_fragments_stay_as_they_are(config: Config, count: int) -> None:
    """Whatever people write and paste, WordPress adds no paragraph, break, quote, face or shortcode of its own."""
    assert changed(fragments(edition(generated(count), config))) == []
