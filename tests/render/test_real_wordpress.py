"""What the real WordPress makes of our fragments: the same (FRAGMENTS.md §4 to §7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parccli.post import Post
from tests.samples.posts import ELSEWHERE, PIECES, WORDS, edition, fragments, generated
from tests.samples.real_wordpress import printed
from tests.samples.site import sample_fragments
from tests.samples.wordpress import wpautop, wptexturize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

pytestmark = pytest.mark.slow

_BATCHES: Final = settings(max_examples=20, suppress_health_check=list(HealthCheck))
_PLAIN: Final = ("\n", "\n\n", " mot ", "l'eau", ' "vu" ', "...", " -- ", "3x4", " :) ", "[gallery]", "&", " - ")
_TABLE: Final = "| a | b |\n|---|---|\n"
_MARKDOWN: Final = ("* ", "1. ", "> ", "# ", "**", "`", "```\n", "    ", _TABLE, "![vue](media/vue.jpg)")
# A lone `</pre>` is the one thing that our wpautop takes otherwise.
_TOKENS: Final = [piece for piece in (*PIECES, *WORDS["fr"], *_PLAIN) if "pre>" not in piece]


def pasted() -> dict[str, str]:
    """Every fragment of the sample site and of 200 generated posts on two sites that goes into a page's text."""
    posts = generated(200)
    sites = {
        "sample": sample_fragments(),
        "site": fragments(edition(posts)),
        "elsewhere": fragments(edition(posts, ELSEWHERE)),
    }
    return {
        f"{site}: {path}": html
        for site, made in sites.items()
        for path, html in made.items()
        if path.endswith(".html") and "/head/" not in path
    }


def laid_out(html: str) -> str:
    """The fragment without white space between tags, and without what WordPress adds to each picture."""
    return re.sub(r">\s+<", "><", html.replace(' decoding="async"', "").strip())


def for_authors(html: str) -> str:
    """The fragment without what WordPress takes out when a person without `unfiltered_html` saves it."""
    return re.sub(r"</?time\b[^>]*>|(?<=<img)[^>]*", _stripped, html.replace(' tabindex="0"', ""))


def _stripped(match: re.Match[str]) -> str:
    return re.sub(r' (?:srcset|sizes)="[^"]*"', "", match[0]) if match[0].startswith(" ") else ""


def changed(made: dict[str, str], outputs: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The fragments that are printed otherwise, and how."""
    return [
        (name, output)
        for (name, html), row in zip(made.items(), outputs, strict=True)
        for output in row
        if laid_out(output) != laid_out(html)
    ]


def test_wordpress_is_at_work() -> None:
    """Paragraphs, breaks, French quotes, dashes, faces, shortcodes: the tests below could fail."""
    text = 'un\ndeux "trois" -- :)\n\n[caption]l\'eau[/caption] <time>3x4</time>'
    [[classic, block, author]] = printed([text], "classic", "block", "author-classic")
    assert classic == (
        "<p>un<br />\ndeux &laquo;&nbsp;trois&nbsp;&raquo; &#8212; \U0001f642</p>\n"
        "<p>l&#8217;eau <time>3&#215;4</time></p>\n"
    )
    assert "<p>" not in block
    assert "l&#8217;eau" in block
    assert "<p>l&#8217;eau 3&#215;4</p>" in author


def test_every_fragment_stays_as_it_is() -> None:
    """Saved by an editor, in classic content or a Custom HTML block, each comes out of `the_content` as it went in."""
    made = pasted()
    assert changed(made, printed(list(made.values()), "classic", "block")) == []


def test_an_author_loses_no_more_than_is_said() -> None:
    """Without `unfiltered_html`: dates stand without `time`, pictures without `srcset`; all the rest stays."""
    made = {name: html for name, html in pasted().items() if "newsletter" not in name}
    expected = {name: for_authors(html) for name, html in made.items()}
    assert expected != made
    assert changed(expected, printed(list(made.values()), "author-classic", "author-block")) == []


@_BATCHES
@given(st.lists(st.lists(st.sampled_from((*_TOKENS, *_MARKDOWN)), max_size=12).map("".join), max_size=25))
def test_whatever_is_written_stays_as_it_is(bodies: list[str]) -> None:
    """A post of any pieces of Markdown and HTML, in any order, gives a fragment that WordPress leaves alone."""
    day = generated(1)[0].date
    made = fragments(edition([_post(number, body, day) for number, body in enumerate(bodies)]))
    articles = {path: html for path, html in made.items() if "/articles/" in path}
    assert changed(articles, printed(list(articles.values()), "classic", "block")) == []


@_BATCHES
@given(st.lists(st.lists(st.sampled_from(_TOKENS), max_size=12).map("".join), max_size=60))
def test_our_own_filters_do_what_the_real_ones_do(texts: list[str]) -> None:
    """The reimplementation that the quick tests use gives the same bytes, whatever HTML it gets."""
    ours = [[wpautop(text), in_french(wptexturize(text))] for text in texts]
    assert ours == printed(texts, "wpautop", "wptexturize")


def test_our_own_filters_do_so_on_fragments() -> None:
    """Likewise for the fragments themselves."""
    texts = list(pasted().values())
    assert [[wpautop(text), in_french(wptexturize(text))] for text in texts] == printed(texts, "wpautop", "wptexturize")


def in_french(html: str) -> str:
    """The quotes of the reimplementation, which are English, as a French WordPress has them."""
    return html.replace("&#8220;", "&laquo;&nbsp;").replace("&#8221;", "&nbsp;&raquo;")


def _post(number: int, body: str, day: date | None) -> Post:
    return Post(title="Vu", id=f"urn:n:{number}", date=day, slug=f"v-{number}", status="published", body=body)
