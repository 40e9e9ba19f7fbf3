"""Figures of one picture -> a paragraph of that picture, its caption being the title: Markdown's way to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.unhtml.tree import LAYOUT, is_blank, is_empty, trim

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def place_figures(root: HtmlElement) -> None:
    """Rewrite figures that lose nothing by it.

    One whose caption has links or marks in it, or whose picture has a width, stays as it is. A figure without
    caption, or of several figures, only leaves what it holds.
    """
    for figure in reversed(list(root.iter("figure"))):
        for caption in figure.findall("figcaption"):
            trim(caption)
            if is_empty(caption):
                caption.drop_tree()
        captions = figure.findall("figcaption")
        if not captions:
            figure.tag = "div"
            continue
        picture = _only_picture(figure)
        if picture is None or picture.get("width") or len(captions) > 1 or len(captions[0]):
            continue
        caption = LAYOUT.sub(" ", captions[0].text or "").strip(" ")
        captions[0].drop_tree()
        if caption:
            picture.set("title", caption)
        figure.tag = "div"
    for picture in root.iter("img"):
        if picture.get("title") == picture.get("alt"):
            picture.attrib.pop("title", "")


def _only_picture(figure: HtmlElement) -> HtmlElement | None:
    """The one picture of a figure that shows nothing else but its caption."""
    pictures = list(figure.iter("img"))
    others = [
        element
        for element in figure.iterdescendants()
        if element.tag not in {"img", "figcaption", "a", "div", "p", "span", "br"}
    ]
    caption = figure.find("figcaption")
    words = "".join(figure.itertext()) if caption is None else _words_outside(figure, caption)
    return pictures[0] if len(pictures) == 1 and not others and is_blank(words) else None


def _words_outside(figure: HtmlElement, caption: HtmlElement) -> str:
    inside = set(caption.iter())
    texts = [element.text or "" for element in figure.iter() if element not in inside]
    tails = [element.tail or "" for element in figure.iterdescendants() if element is caption or element not in inside]
    return "".join(texts + tails)
