"""French typography on a tree: the texts of each paragraph, heading or cell as the one text they are.

Code, films and what is marked as another language stay as written.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.french.typography import OPAQUE, polish_paragraphs
from parccli.render.sanitising import BLOCKS
from parccli.render.tree import collapse, is_blank

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from parccli.render.page import Page

_AS_WRITTEN: Final = frozenset({"audio", "code", "img", "kbd", "pre", "samp", "var", "video"})
_SHOWN_ATTRIBUTES: Final = ("alt", "title")


class _Run(NamedTuple):
    """A text of the tree and where it stands: `text`, `tail` or an attribute; `place` is empty where it stays so."""

    text: str
    element: Element
    place: str = ""


def polish_tree(root: Element, page: Page) -> None:
    """Polish in place the texts of `root` that are in French."""
    texts = _Texts()
    texts.collect(root, french=is_french(page.language))
    paragraphs = [runs for runs in texts.paragraphs if any(run.place and not is_blank(run.text) for run in runs)]
    paragraphs += [[run] for run in texts.attributes]
    polished = polish_paragraphs([[run.text for run in runs] for runs in paragraphs], page.profile)
    for run, text in zip(chain.from_iterable(paragraphs), chain.from_iterable(polished), strict=True):
        if text == run.text:
            continue
        if run.place == "text":
            run.element.text = text
        elif run.place == "tail":
            run.element.tail = text
        elif run.place:
            run.element.set(run.place, text)


class _Texts:
    """The texts of a tree, one list of runs a paragraph, and the attributes that show."""

    def __init__(self) -> None:
        self.paragraphs: list[list[_Run]] = [[]]
        self.attributes: list[_Run] = []

    def collect(self, element: Element, *, french: bool) -> None:
        """Add what `element` holds."""
        tag = element.tag
        # Most elements have no attributes, and one question tells.
        if element.keys():
            language = element.get("lang")
            french = is_french(language) if language else french
            if french:
                shown = ((name, element.get(name)) for name in _SHOWN_ATTRIBUTES)
                self.attributes += [_Run(value, element, name) for name, value in shown if value]
        if tag in _AS_WRITTEN or (tag == "a" and element.get("aria-label")):
            self.paragraphs[-1].append(_Run(OPAQUE, element))
            return
        self._add(element.text, element, "text", french=french)
        for child in element:
            block = child.tag in BLOCKS
            if block or child.tag == "br":
                self.paragraphs.append([])
            self.collect(child, french=french)
            if block:
                self.paragraphs.append([])
            self._add(child.tail, child, "tail", french=french)

    def _add(self, text: str | None, element: Element, place: str, *, french: bool) -> None:
        if text:
            run = _Run(collapse(text), element, place) if french else _Run(OPAQUE * len(text), element)
            self.paragraphs[-1].append(run)


def is_french(language: str) -> bool:
    """Tell whether a BCP 47 tag names a French."""
    return language.lower().partition("-")[0] == "fr"
