from __future__ import annotations

from html import escape

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parccli import markdown
from parccli.errors import ParcError
from parccli.unhtml import convert, plain_text
from parccli.unhtml.escaping import destination, escape_start

_EXAMPLES = {
    "headings": ("<h2>Titre #</h2><h3>Sous-titre<br>suite</h3>", "## Titre \\#\n\n### Sous-titre<br>suite"),
    "marks": (
        "<p><b>gras</b>, <i>penché</i>, <s>barré</s>, H<sub>2</sub>O, n<sup>o</sup></p>",
        "**gras**, *penché*, ~~barré~~, H<sub>2</sub>O, n<sup>o</sup>",
    ),
    "no-break space at an inner edge": (
        "<p>Le <b>parc&nbsp;</b>ouvre<i> demain</i>&nbsp;!</p>",
        "Le **parc**\u00a0ouvre *demain*\u00a0!",
    ),
    "mark against a letter": ("<p><strong>Note :</strong>suite</p>", "<strong>Note :</strong>suite"),
    "two marks in a row": ("<p><b>Bon</b><b>jour</b></p>", "**Bonjour**"),
    "mark around blocks": ("<b><div>Un</div><div>Deux</div></b>", "**Un**\n\n**Deux**"),
    "what looks like Markdown": (
        "<p>2021. * [a](b) _c_ `d` # e</p><p># Non</p><p>- non</p>",
        "2021\\. \\* \\[a](b) \\_c\\_ \\`d\\` # e\n\n\\# Non\n\n\\- non",
    ),
    "what looks like HTML": ("<p>&lt;script&gt;x&lt;/script&gt; &amp;amp;</p>", "\\<script>x\\</script> \\&amp;"),
    "links": (
        '<p><a href="/a b" title="Le « plan »">ici</a> <a href="https://www.example.org/">https://www.example.org/</a></p>',
        '[ici](/a%20b "Le « plan »") <https://www.example.org/>',
    ),
    "exclamation before a link": ('<p>Bravo !<a href="/a">ici</a></p>', "Bravo \\![ici](/a)"),
    "card that is one link": ('<a href="/a"><h3>Titre</h3><p>Texte</p></a>', "### [Titre](/a)\n\n[Texte](/a)"),
    "image": ('<p><img src="a.jpg" alt="Un [quai]" title="Été" width="640"></p>', '![Un \\[quai\\]](a.jpg "Été")'),
    "image that a script loads": (
        '<img src="data:image/gif;base64,R0" data-src="a.jpg" alt="A"><noscript><img src="a.jpg" alt="A"></noscript>',
        "![A](a.jpg)",
    ),
    "image of which only a program tells the size": ('<img src="a.jpg" alt="A" width="3" height="2">', "![A](a.jpg)"),
    "image that was made small": (
        '<p><img src="a.png" alt="A" width="80"> b</p><p><img src="b.png" alt="B" style="width: 50px"></p>',
        '<img src="a.png" alt="A" width="80"> b\n\n<img src="b.png" alt="B" width="50">',
    ),
    "figure that was made small": (
        """<figure class="is-resized"><img src="a.jpg" alt="A" width="300" height="200">
        <figcaption>Le quai</figcaption></figure>""",
        '<figure>\n<img src="a.jpg" alt="A" width="300"><figcaption>Le quai</figcaption>\n</figure>',
    ),
    "figure": (
        '<figure><a href="g.jpg"><img src="a.jpg" alt="A"></a><figcaption>Le « quai »</figcaption></figure>',
        '[![A](a.jpg "Le « quai »")](g.jpg)',
    ),
    "figure whose caption has a link": (
        '<figure><img src="a.jpg" alt="A"><figcaption>Voir <a href="/b">b</a></figcaption></figure>',
        '<figure>\n<img src="a.jpg" alt="A"><figcaption>Voir <a href="/b">b</a></figcaption>\n</figure>',
    ),
    "frame": (
        '<p>Avant</p><iframe src="https://v.example.org/1" title="Film" width="9"></iframe><p>Après</p>',
        'Avant\n\n<iframe src="https://v.example.org/1" title="Film"></iframe>\n\nAprès',
    ),
    "lists": (
        "<ul><li>un<ul><li>deux</li></ul></li><li>trois</li></ul><ul><li>autre</li></ul>",
        "- un\n  - deux\n- trois\n\n* autre",
    ),
    "list of paragraphs": (
        "<ol start='3'><li><p>a</p><p>b</p></li><li>c</li></ol>",
        "3. a\n\n   b\n\n4. c",
    ),
    "quotation": ("<blockquote><p>a</p><p>b<br>c</p></blockquote>", "> a\n>\n> b\\\n> c"),
    "code": (
        '<pre><code class="language-py">a\n\n  ```b</code></pre><p><code>c`d</code></p>',
        "````py\na\n\n  ```b\n````\n\n``c`d``",
    ),
    "table": (
        """<table><tr><th>A</th><th style="text-align: right">B</th></tr>
        <tr><td>1|2</td><td style="text-align: right"><b>g</b></td></tr></table>""",
        "| A | B |\n| --- | --: |\n| 1\\|2 | **g** |",
    ),
    "table aligned by classes": (
        """<table><tr><th class="has-text-align-center">A</th><th class="x-cell x__cell--right">B</th></tr>
        <tr><td class="has-text-align-center">1</td><td class="x-cell x__cell--right">2</td></tr></table>""",
        "| A | B |\n| :-: | --: |\n| 1 | 2 |",
    ),
    "ragged table": (
        "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
        "<table>\n<tr>\n<td>a</td>\n</tr>\n<tr>\n<td>b</td>\n<td>c</td>\n</tr>\n</table>",
    ),
    "table with spans": (
        "<table><tr><td colspan='2'>A</td></tr><tr><td>1</td><td>2</td></tr></table>",
        '<table>\n<tr>\n<td colspan="2">A</td>\n</tr>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</table>',
    ),
    "table that places things": ("<table><tr><td><h2>T</h2><p>a</p></td></tr></table>", "## T\n\na"),
    "footnotes": (
        '<p>Texte<sup><a href="#n1" id="r1">1</a></sup>.</p><ol><li id="n1">La note. <a href="#r1">↩</a></li></ol>',
        "Texte[^1].\n\n[^1]: La note.",
    ),
    "footnotes of Word": (
        """<p>Un<a href="#_ftn1" name="_ftnref1" id="_ftnref1">[1]</a></p>
        <div id="_ftn1"><p><a href="#_ftnref1">[1]</a> Note.</p><p>Suite.</p></div>""",
        "Un[^1]\n\n[^1]: Note.\n\n    Suite.",
    ),
    "footnotes in footnotes": (
        """<p>Un<sup><a href="#n1" id="r1">1</a></sup>, trois<sup><a href="#n3" id="r3">3</a></sup>.</p><ol>
        <li id="n1">Voir aussi<sup><a href="#n2" id="r2">2</a></sup>. <a href="#r1">↩</a></li>
        <li id="n2">Deux. <a href="#r2">↩</a></li>
        <li id="n3">Voir la note <a href="#n1">1</a>. <a href="#r3">↩</a></li></ol><p>Fin<a href="#n1">1</a>.</p>""",
        "Un[^1], trois[^2].\n\nFin[^1].\n\n[^1]: Voir aussi[^3].\n\n[^2]: Voir la note [^1].\n\n[^3]: Deux.",
    ),
    "footnote to which only HTML refers": (
        """<ol type="a"><li>Un<sup><a href="#n1" id="r1">1</a></sup></li></ol>
        <ol><li id="n1">La note. <a href="#r1">↩</a></li></ol>""",
        """<ol type="a">
<li>Un<sup><span id="r1"></span><a href="#n1">1</a></sup></li>
</ol>

1. <span id="n1"></span>La note. [↩](#r1)""",
    ),
    "box that “skip to the text” leads to": (
        '<a href="#texte">Aller au texte</a><div id="texte"><h2>Titre</h2><p>a</p></div>',
        '[Aller au texte](#texte)\n\n## <span id="texte"></span>Titre\n\na',
    ),
    "footnotes by names": (
        """<p>Un<a href="#_ftn1" name="_ftnref1">[1]</a></p>
        <p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.</p>""",
        "Un[^1]\n\n[^1]: Note.",
    ),
    "place without text": (
        '<p><a name="haut"></a>Un</p><p><a href="#haut">Haut</a></p>',
        '<span id="haut"></span>Un\n\n[Haut](#haut)',
    ),
    "place that a link leads to": (
        '<p><a href="#bas">plus bas</a></p><h2 id="bas" class="x">Bas</h2><p id="rien">Fin</p>',
        '[plus bas](#bas)\n\n## <span id="bas"></span>Bas\n\nFin',
    ),
    "breaks": ("<p>un<br>deux<br><br>trois<br></p>", "un\\\ndeux\n\ntrois"),
    "definitions": ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
    "foreign words": (
        '<p>Un <span lang="en">business <b>park</b></span></p>',
        'Un <span lang="en">business **park**</span>',
    ),
    "paragraph of another language": ('<p lang="en">Hello</p>', '<p lang="en">Hello</p>'),
    "spacers": ("<p>&nbsp;</p><p><b> </b></p><div><br></div>", ""),
    "items without a list": ("<p>a</p><li>b</li><li>c</li>d", "a\n\n- b\n- c\n\nd"),
    "list of more than items": ("<ul>a<p>b</p><li>c</li></ul>", "- a\n- b\n- c"),
    "parts without their whole": ("<dd>a</dd><figcaption>b</figcaption>", "a\n\nb"),
    "blocks in a heading": ("<h2><div>a</div><div>b</div></h2>", "## a b"),
    "breaks at the edges of a mark": ("<p>a<b><br>b<br></b>c</p>", "a\\\n**b**\\\nc"),
    "frames side by side": (
        '<p><iframe src="https://v.example.org/1"></iframe><iframe src="https://v.example.org/2"></iframe></p>',
        '<iframe src="https://v.example.org/1"></iframe>\n\n<iframe src="https://v.example.org/2"></iframe>',
    ),
    "film": (
        '<video controls src="a.mp4"><source src="b.mp4">sans film</video>',
        '<video src="a.mp4"><source src="b.mp4">sans film</video>',
    ),
    "figure of a quotation": ("<figure><blockquote>a</blockquote></figure>", "> a"),
    "gallery": (
        '<figure><figure><img src="a.jpg" alt="A"></figure><figure><img src="b.jpg" alt="B"></figure></figure>',
        "![A](a.jpg)\n\n![B](b.jpg)",
    ),
    "code with marks": ("<pre>a <b>b</b></pre>", "<pre>a <strong>b</strong></pre>"),
    "numbers that Markdown does not count": ('<ol type="a"><li>a</li></ol>', '<ol type="a">\n<li>a</li>\n</ol>'),
    "table with a caption": (
        "<table><caption>T</caption><tr><td>a</td></tr></table>",
        "<table>\n<caption>T</caption>\n<tr>\n<td>a</td>\n</tr>\n</table>",
    ),
    "two lists of numbers": ("<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n1) b"),
    "figure after a script": (
        '<script>x</script><figure><img src="f.jpg" alt="y"><figcaption>1</figcaption></figure>',
        '![y](f.jpg "1")',
    ),
    "elements of HTML 5 after a style": (
        "<style>x</style><section>a</section>b<link href='x'><main>c</main><p>d</p>",
        "a\n\nb\n\nc\n\nd",
    ),
    "whole page": ("<html><head><title>x</title></head><body><p>a</p></body></html>b", "a\n\nb"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("name", _EXAMPLES)
def test_example(name: str) -> None:
    """What Markdown can say becomes Markdown; the rest stays HTML."""
    html, expected = _EXAMPLES[name]
    assert convert(html).markdown == expected


@pytest.mark.parametrize("name", _EXAMPLES)
def test_example_again(name: str) -> None:
    """What was converted, rendered and converted again reads the same."""
    rendered = markdown.to_html(convert(_EXAMPLES[name][0]).markdown)
    assert markdown.to_html(convert(rendered).markdown) == rendered


@pytest.mark.parametrize(
    ("html", "text", "removed"),
    [
        ("<p>a<script>x</script></p>", "a", ("<script>",)),
        ('<p onclick="x" style="color: red">a</p>', "a", ("onclick", "style")),
        ('<a href="java\nscript:x">a</a>', "a", ("javascript:",)),
        ('<img src="data:image/png;base64,AA" alt="Un quai">', "Un quai", ("data:",)),
        ('<form><label>a <input name="b"></label><button>c</button></form>', "a", ("<input>", "<button>")),
        ("<svg><script>x</script></svg>b", "b", ("<script>", "<svg>")),
        ("<o:p>a</o:p><custom-tag>b</custom-tag><font>c</font>", "abc", ()),
        ("<p class='x' data-y='z'>a</p><!-- b --><?php c ?>", "a", ()),
    ],
)
def test_removed(html: str, text: str, removed: tuple[str, ...]) -> None:
    """What acts goes and is named; what is but unknown leaves its words."""
    converted = convert(html)
    assert (converted.markdown, set(converted.removed)) == (text, set(removed))


def test_too_deep() -> None:
    """Elements nested without end are refused, whether the parser follows them or not."""
    for levels in (100, 1000):
        with pytest.raises(ParcError):
            convert("<ul><li>" * levels + "a")


def test_wrappers_do_not_count() -> None:
    """Boxes around a text, however many, are no depth."""
    assert convert("<div>" * 100 + "a").markdown == "a"


def test_plain_text() -> None:
    """A title is its words on one line, whatever marks it has."""
    assert plain_text("R&amp;D <b>&lt;b&gt;</b><br>suite<p>fin</p>") == "R&D <b> suite fin"


def test_destination() -> None:
    """An address is written so that nothing of it ends the link."""
    assert destination("/a (b) c") == "/a%20(b)%20c"
    assert destination("/a)b") == "</a)b>"


def test_start_of_a_line() -> None:
    """A number with a full stop begins no list."""
    assert escape_start("1986. Une année") == "1986\\. Une année"


_BLOCKS = frozenset(
    {"blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "h2", "h6", "hr", "li", "ol", "p", "pre"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
)
_ODD = ("<script>", "&lt;", "1. ", "# x", "- y", "[a](b)", "![i](j)", "***", "| a |", "[^1]", "    x", "\n", "  ")
_TEXT = st.text(st.sampled_from("ab é\u00a0*_`[]()<>&!#-+1.)|\\~:\"'=^/«»’"), max_size=12) | st.sampled_from(_ODD)
_LEAF = _TEXT.map(escape) | st.sampled_from(
    (
        '<img src="a.jpg" alt="x">',
        '<img src="b.jpg" alt="" width="80">',
        "<br>",
        '<iframe src="https://v.example.org"></iframe>',
    )
)
_MARKS = (
    "b",
    "em",
    "code",
    "sup",
    'a href="/x?a=1&amp;b=2"',
    'a href="u v" title="t&quot;u"',
    "span",
    "s",
    'span lang="en"',
)


def _element(tag: str, inner: list[str]) -> str:
    return f"<{tag}>{''.join(inner)}</{tag.partition(' ')[0]}>"


def _table(rows: list[list[str]]) -> str:
    return _element("table", [_element("tr", [_element("td", [cell]) for cell in row]) for row in rows])


def _many(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(("blockquote", "div", "b", 'a href="/y"', "td"))
    items = st.lists(inner.map(lambda item: f"<li>{item}</li>"), max_size=3)
    return st.builds(_element, tags, st.lists(inner, max_size=3)) | st.builds(
        _element, st.sampled_from(("ul", 'ol start="3"')), items
    )


_INLINE = st.lists(
    st.recursive(
        _LEAF, lambda inner: st.builds(_element, st.sampled_from(_MARKS), st.lists(inner, max_size=3)), max_leaves=6
    ),
    max_size=4,
).map("".join)
_BLOCK = (
    st.builds(_element, st.sampled_from(("p", "h2", "h6", "pre", "div")), st.lists(_INLINE, max_size=1))
    | _INLINE
    | st.sampled_from(("<hr>", '<script>alert("x")</script>', "<p>&nbsp;</p>", "<dl><dt>t</dt><dd>u</dd></dl>"))
    | _INLINE.map(lambda text: f'<figure><img src="f.jpg" alt="y"><figcaption>{text}</figcaption></figure>')
    | st.lists(st.lists(_INLINE, min_size=1, max_size=3), min_size=1, max_size=3).map(_table)
)
_HTML = st.lists(st.recursive(_BLOCK, _many, max_leaves=8), max_size=4).map("".join)


def _words(html: str) -> list[str]:
    """The words that show, those of captions included, which Markdown keeps as the titles of its images."""
    if not html.strip():
        return []
    root = lxml.html.document_fromstring(html)
    for script in root.iter("script"):
        script.text = None
    for image in root.iter("img"):
        if image.get("title"):
            image.tail = f" {image.get('title')} {image.tail or ''}"
    for block in root.iter(*_BLOCKS):
        last = block[-1] if len(block) else None
        block.text, block.tail = f" {block.text or ''}", f" {block.tail or ''}"
        if last is None:
            block.text += " "
        else:
            last.tail = f"{last.tail or ''} "
    return "".join(map(str, root.itertext())).split()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_HTML)
def test_no_word_is_lost(html: str) -> None:
    """The words that show are those that the Markdown renders to, in their order."""
    assert _words(markdown.to_html(convert(html).markdown)) == _words(html)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_HTML)
def test_again(html: str) -> None:
    """What was converted, rendered and converted again reads the same."""
    rendered = markdown.to_html(convert(html).markdown)
    assert markdown.to_html(convert(rendered).markdown) == rendered


@pytest.mark.parametrize("html", ["<p>Le <canal< rouvert</p>", '<p {}x="1">Le</p>', "<p a}b=1>Le</p>", "<p {u}b=1>Le"])
def test_names_that_no_library_would_take(html: str) -> None:
    """Such tags and attributes of a stranger's page are left out like any other."""
    assert convert(html).markdown == "Le"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a&#1b", "a b"),
        ("a&#x1F;b&#0;", "a b"),
        ("a&#xD800;b&#xFFFF;c", "a b c"),
        ("a&#99999999999;b", "a b"),
        ("&#&#1;60;i>a", "&# 60;i>a"),
        ("&#146;&#x92;&#8217;&#x2019", "’’’’"),
        ("l&#39;&#233;t&#xE9;&#x1F600;", "l'été😀"),
        ("a&#10;b&#9;c", "a b c"),
    ],
)
def test_references_to_characters(html: str, text: str) -> None:
    """A reference to what no HTML may hold is a space, and makes no other reference; the others are read."""
    assert convert(f"<p>{html}</p>").markdown.replace("\\", "") == text
