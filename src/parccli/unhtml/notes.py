"""Footnotes in their usual HTML, a numbered link and a text that links back -> `note` and `definition` elements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from parccli.unhtml.tree import make

if TYPE_CHECKING:
    from collections.abc import Container

    from lxml.html import HtmlElement

_NUMBER: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]{1,3}|[a-z])[\])]?")
_HOLDERS: Final = frozenset({"dd", "div", "li", "p"})
_WRAPPERS: Final = frozenset({"span", "sup"})


@dataclass(kw_only=True)
class _Note:
    """A note: its label, and the ids of the places that refer to it, to which it links back."""

    label: str
    places: set[str] = field(default_factory=set)


def mark_notes(root: HtmlElement, but: Container[str] = ()) -> None:
    """Put a `note` in place of each reference, and the notes themselves at the end of `root` as `definition`s.

    Those that would have the labels `but` stay what they are: links, and places that these lead to.
    """
    targets = {element.get("id", ""): element for element in root.iter() if element.get("id")}
    notes: dict[HtmlElement, _Note] = {}
    references: dict[HtmlElement, _Note] = {}
    links = [link for link in root.iter("a") if link.get("href", "").startswith("#")]
    for link in links:
        holder = _holder_of(link, targets)
        if holder is not None and _is_reference(link, holder):
            note = notes.setdefault(holder, _Note(label=str(len(notes) + 1)))
            note.places |= _own_ids(link)
            references[link] = note
    for link in links:
        # “See note 1”, again or from another note: there is no way back to it.
        holder = _holder_of(link, targets)
        if holder is not None and link not in references and holder in notes and link not in set(holder.iter()):
            references[link] = notes[holder]
    for link, note in references.items():
        if note.label not in but:
            _refer(link, note.label)
    for holder, note in notes.items():
        if note.label not in but:
            _define(root, holder, note)


def _holder_of(link: HtmlElement, targets: dict[str, HtmlElement]) -> HtmlElement | None:
    """The element that may hold a note to which `link` refers; None if the link does not look like a reference."""
    target = targets.get(link.get("href", "")[1:])
    if target is None or not _NUMBER.fullmatch("".join(link.itertext()).strip()):
        return None
    return next((element for element in (target, *target.iterancestors()) if element.tag in _HOLDERS), None)


def _is_reference(link: HtmlElement, holder: HtmlElement) -> bool:
    """Tell whether `holder` is a note: it comes after the link, and leads back to it."""
    if link in set(holder.iter()):
        return False
    if holder.get("class") == "footnote-definition":
        return True
    backward = {inner.get("href", "")[1:] for inner in holder.iter("a") if inner.get("href", "").startswith("#")}
    return bool(_own_ids(link) & backward) and _comes_before(link, holder)


def _own_ids(link: HtmlElement) -> set[str]:
    return {element.get("id", "") for element in (link, *_wrappers(link), *link.iter()) if element.get("id")}


def _comes_before(link: HtmlElement, note: HtmlElement) -> bool:
    tree = note.getroottree()
    return next(element for element in tree.getroot().iter() if element is link or element is note) is link


def _wrappers(link: HtmlElement) -> list[HtmlElement]:
    """The elements around `link` that hold nothing else."""
    found: list[HtmlElement] = []
    text = "".join(link.itertext()).strip()
    for wrapper in link.iterancestors():
        if wrapper.tag not in _WRAPPERS or "".join(wrapper.itertext()).strip() != text:
            break
        found.append(wrapper)
    return found


def _refer(link: HtmlElement, label: str) -> None:
    whole = (_wrappers(link) or [link])[-1]
    note = make("note")
    note.set("label", label)
    whole.addprevious(note)
    whole.drop_tree()


def _define(root: HtmlElement, holder: HtmlElement, note: _Note) -> None:
    for link in list(holder.iter("a")):
        # The way back is drawn again when the post is rendered.
        if link.get("href", "").startswith("#") and _leads_back(link, note):
            (_wrappers(link) or [link])[-1].drop_tree()
    for own in holder.xpath("sup[@class='footnote-definition-label']"):
        own.drop_tree()
    definition = make("definition", holder.text)
    definition.set("label", note.label)
    definition.extend(list(holder))
    around = holder.getparent()
    holder.text = None
    holder.drop_tree()
    root.append(definition)
    if around is not None and around.tag in {"dl", "ol", "ul"} and not len(around):
        around.drop_tree()


def _leads_back(link: HtmlElement, note: _Note) -> bool:
    text = "".join(link.itertext())
    return not re.search(r"\w", text) or (link.get("href", "")[1:] in note.places and not re.search(r"\w{2}", text))
