"""The engine's footnotes → numbered notes at the end of the article, each with links to it and back from it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from parccli.render.tree import add_text, drop, is_blank, make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from parccli.render.page import Page


def place_notes(root: Element, page: Page) -> None:
    """Take the notes out of the text, number them by their first reference, and put them after it.

    A note without reference keeps its text, after the others.
    """
    notes = _definitions(root)
    if notes:
        root.append(_section(root, notes, page))
    for element in root.iter("div", "sup"):
        element.attrib.pop("class", "")


def _section(root: Element, notes: dict[str, Element], page: Page) -> Element:
    numbers: dict[str, int] = {}
    met: list[str] = []
    backward: dict[str, list[str]] = {}
    for place in chain([root], _as_met(notes, met)):
        for label, link in list(_references(place)):
            if label in notes:
                number = numbers.setdefault(label, len(numbers) + 1)
                if number > len(met):
                    met.append(label)
                identity = page.anchors.give(f"ref-{number}")
                backward.setdefault(label, []).append(identity)
                _refer(link, number, identity, page)
    order = sorted(notes, key=lambda label: numbers.get(label, len(notes)))
    listing = make("ol")
    listing.extend(_item(notes[label], number, backward.get(label, []), page) for number, label in enumerate(order, 1))
    section = make("section", class_=f"{page.prefix}-article__notes", aria_label=page.words.notes)
    section.append(listing)
    return section


def _definitions(root: Element) -> dict[str, Element]:
    """The notes by label, taken out of the tree; of two with a label, the first counts."""
    found: dict[str, Element] = {}
    for element in list(root.iter("div")):
        if element.get("class") == "footnote-definition" and element.get("id"):
            number = element.find("sup")
            if number is not None:
                drop(number)
            found.setdefault(element.get("id", ""), element)
            drop(element)
    return found


def _as_met(notes: dict[str, Element], met: list[str]) -> Iterator[Element]:
    """The notes in the order of `met`, which grows while they are read by what they refer to; then the others."""
    given: set[str] = set()
    turn, others = 0, iter(notes)
    while label := met[turn] if turn < len(met) else next(others, None):
        turn += turn < len(met)
        if label not in given:
            given.add(label)
            yield notes[label]


def _references(place: Element) -> Iterator[tuple[str, Element]]:
    for mark in place.iter("sup"):
        link = mark.find("a")
        if mark.get("class") == "footnote-reference" and link is not None:
            yield link.get("href", "")[1:], link


def _refer(link: Element, number: int, identity: str, page: Page) -> None:
    link.attrib.clear()
    link.set("href", f"#{_note_id(number, page)}")
    link.set("id", identity)
    link.set("aria-label", page.words.note.format(number=number))
    link.text = str(number)


def _item(note: Element, number: int, backward: list[str], page: Page) -> Element:
    note.attrib.clear()
    note.tag = "li"
    note.set("id", _note_id(number, page))
    page.anchors.given.add(note.get("id", ""))
    last = note[-1] if len(note) and note[-1].tag == "p" and is_blank(note[-1].tail) else note
    # To ask for the last child anew each time would count them all.
    before = last[-1] if len(last) else None
    for turn, identity in enumerate(backward, 1):
        label = page.words.back.format(number=number) + (f" ({turn})" if len(backward) > 1 else "")
        arrow = make("a", text="↑", href=f"#{identity}", aria_label=label)
        add_text(last, before, " ")
        last.append(arrow)
        before = arrow
    return note


def _note_id(number: int, page: Page) -> str:
    return f"{page.anchors.prefix}--note-{number}"
