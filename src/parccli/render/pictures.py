"""Images, films and pages within the page: addresses that hold, sizes, `figure` with its caption (RGAA 1.1 to 1.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from parccli.render.addresses import absolute
from parccli.render.candidates import candidates, lengths
from parccli.render.media import SIZES
from parccli.render.tree import drop, is_blank, make, replace, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from parccli.render.page import Page

_MEDIA_ADDRESSES: Final = ("src", "poster")


def place_embeds(root: Element, page: Page) -> None:
    """Make a link of each page within the page: it would set cookies before anyone agreed to them."""
    for frame in list(root.iter("iframe")):
        address = frame.get("src")
        if not address:
            drop(frame)
            continue
        title = frame.get("title", "").strip() or page.words.external.format(host=urlsplit(address).hostname or address)
        replace(frame, make("a", text=title, href=address))


def place_images(root: Element, page: Page) -> None:
    """Give the images and films their public addresses; in place of one that is missing stands its alternative text."""
    for image in list(root.iter("img")):
        if _place_image(image, page):
            # A screen reader would say nothing, or “space”: none of them takes it for an empty text.
            image.set("alt", "" if is_blank(image.get("alt")) else image.get("alt", ""))
            image.set("loading", "lazy")
        else:
            drop(image, image.get("alt", ""))
    for element in list(root.iter("audio", "video", "source", "track")):
        _place_film(element, page)
    for film in list(root.iter("audio", "video")):
        if film.get("src") is None and film.find("source") is None:
            drop(film)


def place_figures(root: Element, page: Page) -> None:
    """Make a figure of each paragraph that is an image; its title is its caption."""
    for paragraph in list(root.iter("p")):
        image = _only_image(paragraph)
        if image is None or paragraph.getparent() is None:
            continue
        paragraph.tag = "figure"
        paragraph.text = None
        paragraph[0].tail = None
        caption = image.get("title", "").strip()
        if caption:
            paragraph.append(make("figcaption", text=caption))
    for image in root.iter("img"):
        image.attrib.pop("title", "")
    for figure in root.iter("figure"):
        figure.set("class", f"{page.prefix}-article__figure")
        for surplus in figure.findall("figcaption")[1:]:
            surplus.tag = "p"


def name_figures(root: Element) -> None:
    """Give each figure with a caption the role and the name by which screen readers announce it (RGAA 1.9)."""
    for figure in root.iter("figure"):
        caption = figure.find("figcaption")
        if caption is not None:
            figure.set("role", "figure")
            figure.set("aria-label", text_of(caption))


def _place_image(image: Element, page: Page) -> bool:
    media = page.media
    _keep_numbers(image)
    _place_candidates(image, page)
    address = image.get("src", "").strip()
    path = media.path_of(address)
    if path is None:
        url = absolute(address, page.url) if address else None
        if url is None:
            # The sanitiser has taken away an address of another kind, `C:\photo.jpg` among them.
            media.missing.append(f"![{image.get('alt', '')}]")
            return False
        image.set("src", url)
        return url.startswith("http")
    facts = media.find(path, as_picture=True)
    if facts is None:
        return False
    image.set("src", media.url(facts))
    if facts.width and facts.height:
        image.set("width", str(facts.width))
        image.set("height", str(facts.height))
    srcset = media.responsive(facts)
    if srcset:
        image.set("srcset", srcset)
        image.set("sizes", SIZES)
    return True


def _place_candidates(image: Element, page: Page) -> None:
    """Keep what is safe of an author's `srcset`; copies of our own come in its place."""
    srcset, sizes = candidates(image.get("srcset", ""), page), lengths(image.get("sizes", ""))
    for name in ("srcset", "sizes"):
        image.attrib.pop(name, "")
    if srcset:
        image.set("srcset", srcset)
        if srcset.endswith("w"):
            image.set("sizes", sizes or SIZES)


def _place_film(element: Element, page: Page) -> None:
    media = page.media
    for name in _MEDIA_ADDRESSES:
        address = element.get(name)
        if address is None:
            continue
        path = media.path_of(address)
        facts = media.find(path) if path is not None else None
        url = media.url(facts) if facts else absolute(address, page.url) if path is None else None
        if url is not None and url.startswith("http"):
            element.set(name, url)
        else:
            del element.attrib[name]
    if element.tag in {"source", "track"} and element.get("src") is None:
        drop(element)
    elif element.tag in {"audio", "video"}:
        _keep_numbers(element)
        # Nothing plays by itself (RGAA 4.10), nothing is fetched before it is wanted.
        element.set("controls", "")
        element.set("preload", "none")


def _keep_numbers(element: Element) -> None:
    for name in ("width", "height"):
        if not re.fullmatch(r"[1-9]\d{0,4}", element.get(name, "1"), re.ASCII):
            del element.attrib[name]


def _only_image(paragraph: Element) -> Element | None:
    """The image that a paragraph consists of, in a link or not."""
    if len(paragraph) != 1:
        return None
    [child] = paragraph
    if child.tag == "a" and len(child) == 1:
        [child] = child
    return child if child.tag == "img" and is_blank(text_of(paragraph)) else None
