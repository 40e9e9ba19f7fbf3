"""Nothing that acts survives, whatever a person pasted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from parccli.render.rendering import render
from parccli.render.sanitising import sanitised, well_formed
from tests.render.conftest import POST, SITE

if TYPE_CHECKING:
    from parccli.config import Config
    from parccli.render.article import Article

Render = Callable[..., str]

TAGS = re.findall(
    r"\w+",
    """a article audio b base blockquote body br button caption center code dd details div dl dt em embed figcaption
    figure font form frame h1 h2 h6 head hr html i iframe img input li link main marquee math meta nav object ol p
    pre script section select source span style sub summary sup svg table tbody td template textarea th thead title tr
    track u ul video""",
)
ATTRIBUTES = (
    "",
    ' onclick="x()"',
    " onerror=x",
    ' style="color:red"',
    ' style="text-align:right"',
    ' href="javascript:x"',
    ' href=" java&#10;script:x"',
    ' href="#a"',
    ' href="/a?b=1&c=é"',
    ' src="data:text/html,x"',
    ' src="//h.example/a.jpg"',
    ' src="a.jpg"',
    ' srcset="javascript:x 1x"',
    ' poster="vbscript:x"',
    ' id="a"',
    ' id="a b"',
    ' class="x" class="y"',
    ' lang="en"',
    ' lang="<"',
    ' target="_blank"',
    ' title="&quot;><script>"',
    ' colspan="0"',
    ' href="http://[bad"',
)
TEXTS = (
    "mot ",
    "l'eau : ",
    "\n\n",
    "\n",
    "&nbsp;",
    "&#11;",
    "\x00\x0b",
    "*x*",
    "[k](x)",
    "<!-- more -->",
    "<",
    "&lt;b",
    "]]>",
    "`",
)
PIECES = (
    st.sampled_from(TAGS).flatmap(lambda tag: st.sampled_from(ATTRIBUTES).map(lambda attribute: f"<{tag}{attribute}>"))
    | st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
    | st.sampled_from(TEXTS)
    | st.text(max_size=4)
)
SOUP = st.lists(PIECES, max_size=25).map("".join)
LISTS, TABLES = "dd|dl|dt|li|ol|ul", "caption|table|tbody|td|tfoot|th|thead|tr"
BLOCK = rf"<(?:blockquote|details|div|figcaption|figure|h\d|hr|p|pre|section|summary|{LISTS}|{TABLES})\b"


def rendered(body: str) -> Article:
    """An article of the site without any file; hypothesis takes no fixture that is a function's."""
    return render(replace(POST, body=body), SITE, lookup=lambda _path: None, links={})


def elements(html: str) -> list[etree._Element]:
    """Every element that a parser finds in `html`."""
    tree = etree.fromstring(f"<html><body><div>{html}</div></body></html>".encode(), etree.HTMLParser(encoding="utf-8"))
    return list(tree[0][0].iterdescendants())


@settings(max_examples=100)
@given(SOUP)
def test_no_soup_brings_anything_that_acts(soup: str) -> None:
    """No script, handler, style, frame, form or address of another scheme, read as a browser would."""
    for element in elements(rendered(soup).body):
        assert element.tag not in {"script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "h1"}
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            assert name not in {"style", "target", "action", "formaction", "background"}
            if name in {"href", "src", "poster", "srcset", "data"}:
                assert re.match(r"(https?://[^\s\"<>]+|mailto:|tel:)", str(value)), value
                assert value.isascii()


@settings(max_examples=100)
@given(SOUP)
def test_a_line_begins_with_each_block_and_with_nothing_else(soup: str) -> None:
    """Otherwise WordPress adds paragraphs and line breaks."""
    body = rendered(soup).body
    assert "\n\n" not in body
    for line in body.split("\n"):
        assert line == line.strip(" \t\r")
        assert len(re.findall(BLOCK, line)) <= 1
        assert not re.search(f"(?!^){BLOCK}", line)


@settings(max_examples=100)
@given(SOUP)
def test_ids_are_the_articles_own_and_unique(soup: str) -> None:
    """Several articles can stand on one page (RGAA 8.2); links within lead to an id that is there."""
    attributes = [dict(element.attrib) for element in elements(rendered(soup).body)]
    ids = [attribute["id"] for attribute in attributes if "id" in attribute]
    page = "https://www.example.org/actualites/giratoire/#"
    within = [
        attribute["href"].removeprefix(page) for attribute in attributes if attribute.get("href", "").startswith(page)
    ]
    assert len(ids) == len(set(ids))
    assert all(identity.startswith("parc-giratoire--") for identity in ids)
    assert set(within) <= set(ids)


@settings(max_examples=50)
@given(SOUP)
def test_rendering_twice_gives_the_same_bytes(soup: str) -> None:
    """Nothing depends on what was rendered before."""
    assert rendered(soup) == rendered(soup)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\x0bb&#11;c", "<p>abc</p>"),
        ("a\x00b", "<p>ab</p>"),
        ("\ufdd0\x85\U0001fffe😀", "<p>😀</p>"),
        ("avant <!-- more --> après", "<p>avant après</p>"),
        ("<!-- more -->\n\naprès", "<p>après</p>"),
        ("[x](//h.example/a b)", "<p>[x](//h.example/a b)</p>"),
        ("[x](//h.example/a)", '<p><a href="https://h.example/a">x</a></p>'),
        ("[x](javascript:alert)", "<p>x</p>"),
        ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>"),
        ("[x](ftp://h.example)", "<p>x</p>"),
        (
            "[x](<mailto:info@example.org?subject=été 1>)",
            '<p><a href="mailto:info@example.org?subject=%C3%A9t%C3%A9%201">x</a></p>',
        ),
        ("[x](tel:+33%203%2021)", '<p><a href="tel:+33%203%2021">x</a></p>'),
        ('<p class="a" class="b">x</p>', "<p>x</p>"),
        (
            '<a href="https://h.example/" target="_blank" rel="me" onclick="x">x</a>',
            '<p><a href="https://h.example/">x</a></p>',
        ),
        (
            '<img src="https://h.example/a.jpg" srcset="javascript:x 1x" alt="x" onerror="x">',
            '<figure class="parc-article__figure"><img src="https://h.example/a.jpg" alt="x" loading="lazy"></figure>',
        ),
        ("<svg><script>x</script></svg>a", "<p>a</p>"),
        ("<style>p{}</style>a", "<p>a</p>"),
        ("<form action='/x'><input name=a> Nom</form>", "<p>Nom</p>"),
    ],
)
def test_traps_of_the_sanitiser(body: Render, text: str, html: str) -> None:
    """What nh3 lets pass, or would change, by itself."""
    assert body(text) == html


def test_a_refused_frame_leaves_nothing(body: Render) -> None:
    """A frame with an address becomes a link to it: no third party's cookie without consent."""
    assert body('<iframe src="javascript:x"></iframe>\n\ntexte') == "<p>texte</p>"
    assert body('<iframe src="https://video.example.org/x" title="Le film"><img src=x onerror=x></iframe>') == (
        '<p><a href="https://video.example.org/x">Le film</a></p>'
    )
    assert body('<iframe src="https://video.example.org/x"></iframe>') == (
        '<p><a href="https://video.example.org/x">Contenu externe (video.example.org)</a></p>'
    )


@given(st.text())
def test_what_is_left_is_well_formed(text: str) -> None:
    """XML takes every character, so that a feed can hold what a fragment holds."""
    clean = well_formed(text)
    assert well_formed(clean) == clean
    etree.fromstring(etree.tostring(_element(clean)))
    assert well_formed("Été\u00a0: « 5\u202f000 »\n\t😀") == "Été\u00a0: « 5\u202f000 »\n\t😀"


def _element(text: str) -> etree._Element:
    element = etree.Element("p")
    element.text = text
    return element


def test_the_lists_are_what_the_sanitiser_keeps() -> None:
    """Attributes of layout, classes of a page, and namespaces go at once."""
    assert sanitised('<p align="left" class="MsoNormal"><o:p>x</o:p></p>') == "<p>x</p>"


def test_a_prefix_of_the_sites_own(article: Callable[..., Article], site: Config) -> None:
    """Classes and ids both have it."""
    own = replace(site, fragments=replace(site.fragments, prefix="zone"))
    made = article("## Un\n\n![a](https://h.example/a.jpg)", config=own).body
    assert '<h3 id="zone-giratoire--un">' in made
    assert '<figure class="zone-article__figure">' in made
    assert "parc-" not in made
