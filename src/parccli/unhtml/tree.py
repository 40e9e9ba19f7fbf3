"""HTML text -> a tree whose root is a `div`; and what the names of elements mean."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Final

import lxml.html
from lxml import etree

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LAYOUT: Final = re.compile(r"[ \t\r\n\f]+")
"""White space that shows as one space; no-break spaces are text."""
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS: Final = ("dd", "dl", "dt", "li", "ol", "ul")
TABLES: Final = ("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
_TEXTS: Final = ("blockquote", "details", "div", "figcaption", "figure", "hr", "p", "pre", "summary", "definition")
BLOCKS: Final = frozenset({*HEADINGS, *_LISTS, *TABLES, *_TEXTS})
"""Elements on lines of their own; `definition`, like `note`, is not HTML but what `notes` makes."""
MARKS: Final = frozenset(
    {"a", "abbr", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "ins", "kbd", "mark", "q", "samp", "small"}
    | {"span", "strong", "sub", "sup", "u", "var"}
)
"""Elements within running text that hold text."""
MEDIA: Final = frozenset({"audio", "iframe", "img", "source", "track", "video"})
VOID: Final = frozenset({"br", "hr", "img", "source", "track"})
_LATE_VOID: Final = ("embed", "source", "track", "wbr")
_OF_HEAD: Final = frozenset(
    {"base", "basefont", "bgsound", "isindex", "link", "meta", "noframes", "noscript", "script", "style", "template"}
    | {"title"}
)
"""Elements that open no body, as the HTML standard has it."""
DEEPEST: Final = 100

# Not allowed by the HTML standard: controls, surrogates, noncharacters.
_ILLEGAL: Final = re.compile("[^\t\n\r -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_REFERENCE: Final = re.compile("&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)
_DIGITS: Final = 7  # of the last code point, in decimals


def parse(html: str) -> HtmlElement:
    """Read the text of a fragment or of a page; raises ParcError for more levels than the parser follows (256)."""
    tree = parse_page(html)
    tree.tag = "div"
    for head in tree.xpath("head"):
        head.drop_tree()
    for body in tree.xpath("body"):
        body.drop_tag()
    return tree


def parse_page(html: str) -> HtmlElement:
    """Read a whole page, what it says of itself included; raises ParcError like `parse`."""
    parser = _parser()
    # libxml2 reads nothing after the end of the page, where some sites go on.
    text = re.sub(r"</(?:html|body)\s*>", "", _without_illegal(html), flags=re.IGNORECASE)
    if not text.strip():
        return lxml.html.Element("html")
    try:
        tree = lxml.html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:
        return lxml.html.Element("html")
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise too_deep()
    head = tree.find("head")
    if head is not None:
        _open_body(tree, head)
    for element in list(tree.iter(*_LATE_VOID)):
        _close(element)
    return tree


def _without_illegal(html: str) -> str:
    """Take out the characters that no HTML may hold, which libxml2 lets through where a reference stands for one.

    Such a reference leaves a space, so that what was on either side of it makes no other one.
    """
    return _REFERENCE.sub(lambda found: found[0] if _is_legal(*found.groups()) else " ", _ILLEGAL.sub("", html))


def _is_legal(hexadecimal: str | None, decimal: str | None) -> bool:
    digits = (hexadecimal or decimal or "").lstrip("0")
    if not digits or len(digits) > _DIGITS:
        return False
    code = int(digits, 16 if hexadecimal else 10)
    # 0x80 to 0x9f stand for the characters that Windows-1252 has there.
    return 0x80 <= code <= 0x9F or (code <= sys.maxunicode and not _ILLEGAL.match(chr(code)))  # noqa: PLR2004


def _open_body(tree: HtmlElement, head: HtmlElement) -> None:
    """Put into the body what stands in the head from the first text of the page on.

    libxml2 opens a body for the elements of HTML 4 alone: after a script or a style, a figure stays in the head.
    """
    texts = [child for child in head if child.tag not in _OF_HEAD]
    if not texts:
        return
    body = tree.find("body")
    if body is None:
        body = make("body")
        head.addnext(body)
    moved = [texts[0], *texts[0].itersiblings()]
    moved[-1].tail = (moved[-1].tail or "") + (body.text or "")
    body.text = None
    body[:0] = moved


def _close(void: HtmlElement) -> None:
    """Put what has become the inside of an element after it: libxml2 does not know all those that hold nothing."""
    if void.text or len(void):
        twin = make(str(void.tag))
        twin.attrib.update(void.attrib)
        void.addprevious(twin)
        void.drop_tag()


@cache
def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def too_deep() -> ParcError:
    """The refusal of a text that nobody wrote by hand."""
    return ParcError(
        _("the HTML nests its elements too deeply"), hint=_("Copy the text alone, without the page around it.")
    )


def make(tag: str, text: str | None = None) -> HtmlElement:
    """Make an element that holds `text`."""
    element = lxml.html.Element(tag)
    element.text = text
    return element


def is_blank(text: str | None) -> bool:
    """Tell whether nothing of `text` shows."""
    return not text or text.isspace()


def is_empty(element: HtmlElement) -> bool:
    """Tell whether an element shows nothing, and holds nothing that a link leads to."""
    if not is_blank("".join(element.itertext())) or element.tag in VOID | MEDIA or element.get("id"):
        return False
    return next(
        (inner for inner in element.iter(*MEDIA, "hr", "note") if inner is not element), None
    ) is None and not any(inner.get("id") for inner in element.iter())


def has_block(element: HtmlElement) -> bool:
    """Tell whether a block stands directly in `element`."""
    return any(child.tag in BLOCKS for child in element)


def trim(block: HtmlElement) -> None:
    """Take away breaks and spaces at the ends of a block, where they show nothing."""
    while len(block) and block[0].tag == "br" and is_blank(block.text):
        block[0].drop_tree()
    while len(block) and block[-1].tag == "br" and is_blank(block[-1].tail):
        block[-1].drop_tree()
    if block.text:
        block.text = block.text.lstrip(" ")
    if len(block) and block[-1].tail:
        block[-1].tail = block[-1].tail.rstrip(" ")
    elif not len(block) and block.text:
        block.text = block.text.rstrip(" ")


def inside_out(root: HtmlElement) -> list[HtmlElement]:
    """Everything below `root`, what an element holds before the element."""
    return [element for element in reversed(list(root.iter())) if element is not root]
