"""Footnotes in their usual HTML, a numbered link and a text that links back -> `note` and `definition` elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.unhtml.tree import make

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]{1,3}|[a-z])[\])]?")
_HOLDERS: Final = frozenset({"dd", "div", "li", "p"})
_WRAPPERS: Final = frozenset({"span", "sup"})


def mark_notes(root: HtmlElement) -> None:
    """Put a `note` in place of each reference, and the notes themselves at the end of `root` as `definition`s."""
    targets = {element.get("id", ""): element for element in root.iter() if element.get("id")}
    labels: dict[HtmlElement, str] = {}
    for link in list(root.iter("a")):
        note = _note_of(link, targets)
        if note is None or any(holder in labels for holder in link.iterancestors()):
            continue
        label = labels.setdefault(note, str(len(labels) + 1))
        _refer(link, label)
    for note, label in labels.items():
        _define(root, note, label)


def _note_of(link: HtmlElement, targets: dict[str, HtmlElement]) -> HtmlElement | None:
    """Find the element that holds the note to which `link` refers; None if the link is no reference."""
    target = targets.get(link.get("href", "")[1:]) if link.get("href", "").startswith("#") else None
    if target is None or not _NUMBER.fullmatch("".join(link.itertext()).strip()):
        return None
    note = next((element for element in (target, *target.iterancestors()) if element.tag in _HOLDERS), None)
    if note is None or link in set(note.iter()):
        return None
    if note.get("class") == "footnote-definition":
        return note
    own = {element.get("id") for element in (link, *_wrappers(link), *link.iter()) if element.get("id")}
    backward = {inner.get("href", "")[1:] for inner in note.iter("a") if inner.get("href", "").startswith("#")}
    return note if own & backward and _comes_before(link, note) else None


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


def _define(root: HtmlElement, note: HtmlElement, label: str) -> None:
    for link in list(note.iter("a")):
        # The way back is drawn again when the post is rendered.
        if link.get("href", "").startswith("#") and not re.search(r"\w{2}", "".join(link.itertext())):
            (_wrappers(link) or [link])[-1].drop_tree()
    for own in note.xpath("sup[@class='footnote-definition-label']"):
        own.drop_tree()
    definition = make("definition", note.text)
    definition.set("label", label)
    definition.extend(list(note))
    around = note.getparent()
    note.text = None
    note.drop_tree()
    root.append(definition)
    if around is not None and around.tag in {"dl", "ol", "ul"} and not len(around):
        around.drop_tree()
