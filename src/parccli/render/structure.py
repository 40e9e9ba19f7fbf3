"""Any soup of elements → the few shapes that a theme, WordPress and the HTML checker all take as they are.

What comes out: blocks hold either blocks or running text, never both (a list item may hold text and then a list);
running text holds no block; nothing is empty; nothing is left of the layout that a pasted page brings along.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from parccli.render.sanitising import BLOCKS, HEADINGS, INLINE, SECTIONS
from parccli.render.tree import drop, is_blank, make, replace, unwrap, wrap

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

VOID: Final = frozenset({"br", "hr", "img", "source", "track"})
_RUNNING: Final = frozenset({"a", "caption", "dt", "figcaption", *HEADINGS, "pre", "summary", "th"})
"""What holds running text only: blocks in it leave their words. Another inline element with a block in it goes."""
_MEDIA: Final = frozenset({"audio", "video"})
_PARTS_OF_MEDIA: Final = frozenset({"source", "track"})
_WHOLES: Final = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "figcaption": ("figure",),
    "summary": ("details",),
}
_SHOWN: Final = frozenset({"audio", "hr", "img", "td", "th", "video"})
_MAY_BE_EMPTY: Final = VOID | _MEDIA | {"td", "th"}


def straighten(root: Element) -> None:
    """Bring everything in `root` into shape; texts and pictures stay, in their order."""
    # Most elements are in shape: each step below asks first for what is cheap to ask, an element's own tag and text.
    for element in list(root.iter()):
        _place(element)
    for element in _inside_out(root):
        _separate(element)
    for element in _inside_out(root):
        _arrange(element)
    _hold_blocks(root)


def is_empty(element: Element) -> bool:
    """Tell whether an element shows nothing."""
    # The text first: most elements have one.
    if not is_blank(element.text) or element.tag in _SHOWN:
        return False
    return all(is_blank(child.tail) and is_empty(child) for child in element)


def _inside_out(root: Element) -> list[Element]:
    return [element for element in reversed(list(root.iter())) if element is not root]


def _place(element: Element) -> None:
    """Make sections plain blocks, parts stand in their wholes, and void elements hold nothing."""
    tag = str(element.tag)
    if tag in SECTIONS and element.get("aria-label") is None:
        element.tag = "div"
    elif tag in VOID and (element.text or len(element)):
        # libxml2 does not know all void elements: what follows one has become its inside.
        element.addprevious(make(tag, **{str(name): str(text) for name, text in element.attrib.items()}))
        unwrap(element)
    elif tag in _WHOLES and (parent := element.getparent()) is not None and parent.tag not in _WHOLES[tag]:
        if tag == "li":
            neighbours = takewhile(lambda following: following.tag == "li", element.itersiblings())
            wrap([element, *neighbours], make("ul"))
        else:
            element.tag = "div"


def _separate(element: Element) -> None:
    """Take blocks out of running text, and what only old browsers show out of a film."""
    tag = element.tag
    if tag in _MEDIA:
        _clear(element)
    elif tag in _PARTS_OF_MEDIA:
        parent = element.getparent()
        if parent is None or parent.tag not in _MEDIA:
            drop(element)
    elif not len(element):
        pass
    elif tag in _RUNNING:
        _flatten(element)
        if tag == "summary":
            _free(element)
        elif tag == "a" and any(inner is not element for inner in element.iter("a", *_MEDIA)):
            _unlink(element)
    elif tag in INLINE and _has_block(element):
        unwrap(element)


def _clear(film: Element) -> None:
    film.text = None
    for child in list(film):
        child.tail = None
        if child.tag not in _PARTS_OF_MEDIA:
            drop(child)


def _free(summary: Element) -> None:
    """Put links and films of what opens a disclosure below it: nothing in a button can be clicked (WCAG 4.1.2)."""
    inside = list(summary.iter("a", *_MEDIA))
    if not inside:
        return
    below = make("p")
    for inner in inside:
        outer = deepcopy(inner)
        outer.attrib.pop("id", "")
        outer.tail = " "
        below.append(outer)
        if inner.tag == "a":
            _unlink(inner)
        else:
            drop(inner)
    below.tail, summary.tail = summary.tail, None
    summary.addnext(below)


def _unlink(link: Element) -> None:
    """Leave what a link holds that is itself to be clicked, and the place that another link leads to."""
    if link.get("id"):
        link.tag = "span"
        link.attrib.pop("aria-label", "")
    else:
        unwrap(link)


def _flatten(element: Element) -> None:
    gap = "\n" if element.tag == "pre" else " "
    for block in [inner for inner in element.iter() if inner.tag in BLOCKS and inner is not element]:
        parent = block.getparent()
        if block.getprevious() is not None or (parent is not None and not is_blank(parent.text)):
            block.text = f"{gap}{block.text or ''}"
        if block.getnext() is not None or not is_blank(block.tail):
            block.tail = f"{gap}{block.tail or ''}"
        unwrap(block)


def _arrange(element: Element) -> None:
    """Shape one element whose inside is in shape already."""
    match element.tag:
        case "p" | "div":
            _arrange_plain(element)
        case "ul" | "ol":
            _fill(element, ("li",))
        case "dl":
            _fill(element, ("dd", "dt"))
            if len(element) and (element[0].tag != "dt" or element[-1].tag != "dd"):
                _demote(element)
        case "details" if element.find("summary") is None or element[0].tag != "summary" or not is_blank(element.text):
            _demote(element)
        case "blockquote" | "details":
            _hold_blocks(element)
        case "li" | "dd" | "td" if _has_block(element) and not _is_text_then_lists(element):
            _hold_blocks(element)
        case "figure" if not _is_picture_and_caption(element):
            _hold_blocks(element)
        case _:
            pass
    if is_empty(element) and element.tag not in _MAY_BE_EMPTY and element.getparent() is not None:
        _remove_empty(element)


def _arrange_plain(element: Element) -> None:
    """Make a `p` or `div` one paragraph of running text, or nothing but the blocks in it; a language stays marked."""
    if not _has_block(element):
        if element.tag != "p":
            element.tag = "p"
        _split(element)
        return
    _hold_blocks(element)
    if element.attrib:
        element.tag = "div"
    else:
        unwrap(element)


def _demote(whole: Element) -> None:
    """Make plain paragraphs of a list or a disclosure that lacks one of its parts."""
    for part in whole.iterchildren("dt", "dd", "summary"):
        part.tag = "div"
    for part in list(whole.iterchildren("div")):
        _arrange_plain(part)
    whole.tag = "div"
    _arrange_plain(whole)


def _split(paragraph: Element) -> None:
    """Make two paragraphs where a person pressed Enter twice: WordPress would, and leave the tags unpaired."""
    if not len(paragraph):
        return
    for line_break in [child for child in paragraph if child.tag == "br"]:
        following = line_break.getnext()
        if following is None or following.tag != "br" or not is_blank(line_break.tail):
            continue
        first = make("p", text=paragraph.text)
        first.extend(list(line_break.itersiblings(preceding=True))[::-1])
        first.attrib.update(paragraph.attrib)
        paragraph.attrib.pop("id", "")
        paragraph.text = None
        drop(line_break)
        paragraph.addprevious(first)
        if is_empty(first):
            drop(first)


def _fill(whole: Element, parts: tuple[str, ...]) -> None:
    """Put into a part of its own whatever stands between the parts of a list."""
    _gather_loose(whole, parts[0])
    for child in list(whole):
        if child.tag not in parts:
            part = make(parts[0])
            replace(child, part)
            part.append(child)


def _hold_blocks(element: Element) -> None:
    _gather_loose(element, "p")
    for paragraph in list(element.iterchildren("p")):
        _split(paragraph)
        if is_empty(paragraph):
            drop(paragraph)


def _gather_loose(element: Element, tag: str) -> None:
    """Put each run of loose text and inline elements into an element of its own."""
    before: Element | None = None
    text, element.text = element.text, None
    loose: list[Element] = []
    for child in [*element, None]:
        if child is not None and child.tag not in BLOCKS:
            loose.append(child)
            continue
        if loose or not is_blank(text):
            _enclose(text, loose, tag, before, element)
        if child is not None:
            text, child.tail = child.tail, None
        before, loose = child, []


def _enclose(text: str | None, loose: list[Element], tag: str, before: Element | None, parent: Element) -> None:
    """Make one element of a run of loose text and elements that follows the block `before`, if it shows anything."""
    run = make(tag, text=text)
    run.extend(loose)
    if is_empty(run):
        return
    if before is None:
        parent.insert(0, run)
    else:
        before.addnext(run)


def _remove_empty(element: Element) -> None:
    """Leave nothing of an element that shows nothing, but the place that a link leads to."""
    if element.tag in BLOCKS:
        drop(element)
    elif element.get("id"):
        element.tag = "span"
    else:
        unwrap(element)


def _is_text_then_lists(element: Element) -> bool:
    """Tell the usual list item, some text and the list below it, which every renderer takes as it is."""
    if element.tag != "li":
        return False
    blocks = [child for child in element if child.tag in BLOCKS]
    after = list(element)[element.index(blocks[0]) :]
    return all(child.tag in {"ul", "ol"} and is_blank(child.tail) for child in after)


def _is_picture_and_caption(figure: Element) -> bool:
    """Tell the usual figure, whose picture stands in it without a paragraph around."""
    # Of a link that leads nowhere the words would be left, and stand beside the caption.
    linked = (text for child in figure.iterchildren("a") for text in child.itertext())
    texts = (figure.text, *(child.tail for child in figure), *map(str, linked))
    return all(child.tag in {"a", "audio", "figcaption", "img", "video"} for child in figure) and all(
        map(is_blank, texts)
    )


def _has_block(element: Element) -> bool:
    if not len(element):
        return False
    for child in element:  # noqa: SIM110 -- no generator: asked of every element
        if child.tag in BLOCKS:
            return True
    return False
