"""A clean tree -> one in which a block holds blocks or running text, never both, and marks hold no blank edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.unhtml.figures import place_figures
from parccli.unhtml.marks import settle_marks, sink
from parccli.unhtml.tree import (
    BLOCKS,
    DEEPEST,
    HEADINGS,
    LAYOUT,
    MARKS,
    TABLES,
    VOID,
    has_block,
    inside_out,
    is_blank,
    is_empty,
    make,
    too_deep,
    trim,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_RUNNING: Final = frozenset({"caption", "dt", "figcaption", "summary", *HEADINGS})
"""Blocks that hold running text only."""
_CONTAINERS: Final = frozenset({"blockquote", "dd", "definition", "details", "div", "figure", "li", "p", "td", "th"})
_ALWAYS_BLOCKS: Final = frozenset({"blockquote", "definition"})
_WHOLES: Final = {"dd": {"dl"}, "dt": {"dl"}, "figcaption": {"figure"}, "summary": {"details"}}
_MAY_BE_EMPTY: Final = frozenset({"caption", "code", "note", "td", "th", *VOID})


def shape(root: HtmlElement) -> None:
    """Bring all of `root` into shape; words and pictures stay, in their order."""
    _flatten_layout(root)
    for element in list(root.iter()):
        _collapse(element)
        _settle_part(element)
    for element in inside_out(root):
        if element.tag in MARKS and next(element.iter(*BLOCKS), None) is not None:
            sink(element)
        elif element.tag in _RUNNING and has_block(element):
            _flatten(element)
    settle_marks(root)
    for element in root.iter():
        _collapse(element)
    place_figures(root)
    for element in inside_out(root):
        _arrange(element)
    _gather(root)
    _drop_empty(root)
    _place_targets(root)
    _check_depth(root)


def _flatten_layout(root: HtmlElement) -> None:
    """Make plain blocks of tables that only place things on the page."""
    for table in inside_out(root):
        if table.tag != "table":
            continue
        is_column = all(len(row) <= 1 for row in table.iter("tr")) and any(
            inner.tag in BLOCKS and inner.tag not in TABLES for inner in table.iterdescendants()
        )
        if table.get("role") in {"none", "presentation"} or table.find(".//table") is not None or is_column:
            for part in list(table.iter(*TABLES)):
                part.tag = "div"
                part.attrib.clear()
        table.attrib.pop("role", "")


def _collapse(element: HtmlElement) -> None:
    if element.tag != "pre" and not any(around.tag == "pre" for around in element.iterancestors()):
        element.text = LAYOUT.sub(" ", element.text) if element.text else None
    if element.tail and not any(around.tag == "pre" for around in element.iterancestors()):
        element.tail = LAYOUT.sub(" ", element.tail)


def _settle_part(element: HtmlElement) -> None:
    """Give parts without their whole a place of their own, and lists nothing but items."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tag in _WHOLES and parent.tag not in _WHOLES[str(element.tag)]:
        element.tag = "div"
    elif element.tag == "li" and parent.tag not in {"ol", "ul"}:
        listing = make("ul")
        element.addprevious(listing)
        following = [element, *element.itersiblings()]
        for item in following:
            if item.tag != "li":
                break
            last_tail, item.tail = item.tail, None
            listing.append(item)
            if not is_blank(last_tail):
                listing.tail = last_tail
                break
    elif element.tag in {"ol", "ul"} and any(child.tag != "li" for child in element):
        for child in [child for child in element if child.tag != "li"]:
            item = make("li")
            child.addprevious(item)
            item.append(child)
    if element.tag in {"ol", "ul"} and not is_blank(element.text):
        element.insert(0, make("li", element.text))
        element.text = None


def _flatten(element: HtmlElement) -> None:
    for block in [inner for inner in element.iter(*BLOCKS) if inner is not element]:
        block.text = f" {block.text or ''}"
        block.tail = f" {block.tail or ''}"
        block.drop_tag()


def _arrange(element: HtmlElement) -> None:
    """Shape one element whose inside is in shape already."""
    if element.tag == "figure" and is_blank("".join(_loose(element))):
        for paragraph in [child for child in element if child.tag == "p" and is_blank("".join(child.itertext()))]:
            paragraph.drop_tag()
    elif element.tag in _ALWAYS_BLOCKS or (element.tag in _CONTAINERS and has_block(element)):
        _gather(element)
        element.tag = "div" if element.tag == "p" else element.tag
    elif element.tag in {"div", "p"}:
        element.tag = "p"
        _split(element)
    if element.tag in BLOCKS - {"pre"} and not has_block(element):
        trim(element)
    if element.tag == "div" and set(element.attrib) == {"id"}:
        # The box of a whole page may be one that “skip to the text” leads to.
        _place_target(element)
    if element.tag == "div" and not element.attrib and element.getparent() is not None:
        element.drop_tag()


def _drop_empty(root: HtmlElement) -> None:
    """Take out the blocks that show nothing; no text stands beside a block any more that could run into another."""
    for block in inside_out(root):
        if block.tag in BLOCKS and block.tag not in _MAY_BE_EMPTY and is_empty(block):
            block.drop_tree()


def _loose(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield child.tail or ""
        if child.tag in MARKS:
            yield "".join(child.itertext())


def _gather(element: HtmlElement) -> None:
    """Put each run of loose text and marks into a paragraph."""
    run: HtmlElement | None = None
    if not is_blank(element.text):
        run = make("p", element.text)
        element.insert(0, run)
    element.text = None
    for child in [child for child in element if child is not run]:
        if child.tag in BLOCKS:
            run = None
            tail, child.tail = child.tail, None
            if not is_blank(tail):
                run = make("p", tail)
                child.addnext(run)
        else:
            if run is None:
                run = make("p")
                child.addprevious(run)
            run.append(child)
    for paragraph in [child for child in element if child.tag == "p"]:
        _split(paragraph)


def _split(paragraph: HtmlElement) -> None:
    """Make two paragraphs where a person pressed Enter twice, and one of each frame that stands with others alone."""
    trim(paragraph)
    if is_blank(paragraph.text) and all(child.tag == "iframe" and is_blank(child.tail) for child in paragraph):
        for frame in list(paragraph)[:-1]:
            frame.tail = None
            alone = make("p")
            paragraph.addprevious(alone)
            alone.append(frame)
    for line_break in list(paragraph.iterchildren("br")):
        following = line_break.getnext()
        if following is None or following.tag != "br" or not is_blank(line_break.tail):
            continue
        first = make("p", paragraph.text)
        first.extend(list(line_break.itersiblings(preceding=True))[::-1])
        paragraph.text = None
        line_break.drop_tree()
        paragraph.addprevious(first)
        trim(first)
    trim(paragraph)


def _place_targets(root: HtmlElement) -> None:
    """Put the places that links lead to within running text: Markdown's blocks have no ids."""
    for element in [element for element in root.iter() if element.get("id") and element.tag != "span"]:
        _place_target(element)


def _place_target(element: HtmlElement) -> None:
    holder = next((inner for inner in element.iter() if inner.tag in BLOCKS - {"hr"} and not has_block(inner)), None)
    target = make("span")
    target.set("id", element.attrib.pop("id"))
    if element.tag in BLOCKS and holder is not None and holder.tag != "table":
        target.tail, holder.text = holder.text, None
        holder.insert(0, target)
    else:
        element.addprevious(target)
    if element.tag == "a" and not element.get("href"):
        element.drop_tag()


def _check_depth(root: HtmlElement) -> None:
    for element in root.iter():
        if not len(element) and sum(1 for _around in element.iterancestors()) > DEEPEST:
            raise too_deep()
