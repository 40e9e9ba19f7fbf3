"""The ids of one article put in its tree: of headings and targets; links within the page follow them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from parccli.render.identities import name_of
from parccli.render.links import give_name, spoken
from parccli.render.sanitising import HEADINGS
from parccli.render.tree import text_of, unwrap

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from parccli.render.page import Page

_LOWEST: Final = 6


def keep_targets(root: Element) -> None:
    """Remove the ids that no link of the page leads to; the author's own mean nothing to anyone else."""
    targets = {unquote(link.get("href", "")[1:]) for link in root.iter("a") if link.get("href", "").startswith("#")}
    seen: set[str] = set()
    for element in root.iter():
        identity = element.get("id")
        if identity is not None and (identity not in targets or identity in seen):
            del element.attrib["id"]
        elif identity is not None:
            seen.add(identity)


def place_headings(root: Element, page: Page) -> None:
    """Put the headings below the title's level, without skipping one, h6 at most, and give them ids."""
    outline: list[str] = []
    for heading in list(root.iter(*HEADINGS)):
        if not text_of(heading) and not any(image.get("alt") for image in heading.iter("img")):
            heading.tag = "p"
            continue
        while outline and outline[-1] >= heading.tag:
            outline.pop()
        outline.append(heading.tag)
        heading.tag = f"h{min(page.level + len(outline), _LOWEST)}"
        name = name_of(text_of(heading))
        heading.set("id", page.anchors.give(name, instead_of=heading.get("id")))


def place_targets(root: Element, page: Page) -> None:
    """Rename the ids that links of the page lead to."""
    for element in root.iter():
        identity = element.get("id")
        if identity is not None and identity not in page.anchors.given:
            element.set("id", page.anchors.give(name_of(identity), instead_of=identity))


def link_within(root: Element, page: Page) -> None:
    """Lead the links within the page to the ids given, as absolute addresses; one that leads nowhere becomes text."""
    for link in list(root.iter("a")):
        address = link.get("href", "")
        if not address.startswith("#"):
            continue
        target = page.anchors.find(address[1:])
        if target:
            link.set("href", f"{page.url}#{target}")
            give_name(link, partial(spoken, address[1:]))
        else:
            unwrap(link)
