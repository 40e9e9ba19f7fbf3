"""Any soup of elements comes out in the few shapes that themes and WordPress take as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parccli.errors import ParcError

Render = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un\nparagraphe.", "<p>Un paragraphe.</p>"),
        ("a  \nb", "<p>a<br />b</p>"),
        ("<p>a<br><br>b<br> <br><br>c<br></p>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("<ul><li>a<br><br>b</li></ul>", "<ul>\n<li>a<br />b</li>\n</ul>"),
        ("- a\n- b\n  - c", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>"),
        ("- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("> a\n>\n> b", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>"),
        ("<blockquote>a</blockquote>", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("```python\na\n\n<b>\n```", '<pre><code class="language-python">a&#010;&#010;&lt;b&gt;&#010;</code></pre>'),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    ],
)
def test_a_block_is_a_line(body: Render, text: str, html: str) -> None:
    """Running text has no line end, code has references for its own."""
    assert body(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<div><div>a<p>b</p>c</div><section>d</section></div>", "<p>a</p>\n<p>b</p>\n<p>c</p>\n<p>d</p>"),
        ("<nav>a</nav><nav>b</nav>", "<p>a</p>\n<p>b</p>"),
        ("<span><div>a<p>b</p></div></span>", "<p>a</p>\n<p>b</p>"),
        (
            "<ul>x<li>a<li>b<ul><li>c</ul>d</ul>",
            "<ul>\n<li>x</li>\n<li>a</li>\n<li>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>\n<p>d</p>\n</li>\n</ul>",
        ),
        ("<ul>\n<ul><li>a</li></ul></ul>", "<ul>\n<li>\n<ul>\n<li>a</li>\n</ul>\n</li>\n</ul>"),
        ("<li>a</li><li>b</li>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("<dl><dt>a<dd>b<p>c</p></dl>", "<dl>\n<dt>a</dt>\n<dd>\n<p>b</p>\n<p>c</p>\n</dd>\n</dl>"),
        ("<dl><dd>a</dd></dl>", "<p>a</p>"),
        ("<details><summary>Plus</summary>a</details>", "<details>\n<summary>Plus</summary>\n<p>a</p>\n</details>"),
        ("<details>a</details>", "<p>a</p>"),
        ("<h2>a<div>b</div></h2>", '<h3 id="parc-giratoire--a-b">a b</h3>'),
        (
            '<a href="https://h.example/"><h3>a</h3><p>b</p></a>',
            '<h3 id="parc-giratoire--a"><a href="https://h.example/">a</a></h3>\n<p><a href="https://h.example/">b</a></p>',
        ),
        ("<p>&nbsp;</p><h2> </h2><div></div><ul></ul><b></b>a", "<p>a</p>"),
        ("<center><font color=red>a</font></center>", "<p>a</p>"),
        ("<p>non fermé <b>gras", "<p>non fermé <b>gras</b></p>"),
        ('<div lang="en">a</div>', '<p lang="en">a</p>'),
        ('<div lang="en">a<p>b</p></div>', '<div lang="en">\n<p>a</p>\n<p>b</p>\n</div>'),
        ('<span lang="pas une langue">a</span>', "<p><span>a</span></p>"),
        (
            '<video src="https://h.example/a.mp4" autoplay><source src="/b.webm">ancien</video>suite',
            (
                '<p><video src="https://h.example/a.mp4" controls="" preload="none">'
                '<source src="https://www.example.org/b.webm"></video>suite</p>'
            ),
        ),
        ("<audio></audio>a", "<p>a</p>"),
    ],
)
def test_pasted_soup_is_straightened(body: Render, text: str, html: str) -> None:
    """Texts stay, in their order; layout, empty elements and blocks within running text go."""
    assert body(text) == html


@pytest.mark.parametrize("level", [">", "- ", "<div>"])
def test_a_text_nested_without_end_is_refused(body: Render, level: str) -> None:
    """The parser stops following at 256 levels: half a text must not be published in silence."""
    with pytest.raises(ParcError, match="nests") as caught:
        body(level * 400 + "x")
    assert caught.value.path == "posts/2024/giratoire.md"


def test_words_in_a_figure_are_a_paragraph(body: Render) -> None:
    """A link around them may lead nowhere, and is taken off when the rest is in shape."""
    html = body('<figure><figcaption>Légende</figcaption><a href="#rien">Mot</a></figure>')
    assert html.endswith("<figcaption>Légende</figcaption>\n<p>Mot</p>\n</figure>")
