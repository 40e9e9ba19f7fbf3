"""French typography on a tree: the texts of each paragraph, heading or cell as the one text they are.

Code, films and what is marked as another language stay as written.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from parccli.french.typography import OPAQUE, polish_paragraphs
from parccli.render.sanitising import BLOCKS
from parccli.render.tree import collapse, is_blank

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from parccli.render.page import Page

_AS_WRITTEN: Final = frozenset({"audio", "code", "img", "kbd", "pre", "samp", "var", "video"})
_SHOWN_ATTRIBUTES: Final = ("alt", "title")


# A text of the tree, its element, and where it stands there: `text`, `tail` or an attribute; nothing where it stays so.
# A tuple without names: there are a hundred in a post, and one is made in a tenth of the time.
_Run = tuple[str, "Element", str]


def polish_tree(root: Element, page: Page) -> None:
    """Polish in place the texts of `root` that are in French."""
    texts = _Texts()
    texts.collect(root, french=is_french(page.language))
    texts.end_paragraph()
    paragraphs = texts.paragraphs + [[run] for run in texts.attributes]
    polished = polish_paragraphs([[text for text, _element, _place in runs] for runs in paragraphs], page.profile)
    for run, text in zip(chain.from_iterable(paragraphs), chain.from_iterable(polished), strict=True):
        before, element, place = run
        if text == before:
            continue
        if place == "text":
            element.text = text
        elif place == "tail":
            element.tail = text
        elif place:
            element.set(place, text)


class _Texts:
    """The texts of a tree, one list of runs for each paragraph that shows any, and the attributes that show."""

    def __init__(self) -> None:
        self.paragraphs: list[list[_Run]] = []
        self.attributes: list[_Run] = []
        self._runs: list[_Run] = []
        self._shows = False

    def collect(self, element: Element, *, french: bool) -> None:
        """Add what `element` holds."""
        tag = element.tag
        # Most elements have no attributes, and one question tells.
        if element.keys():
            language = element.get("lang")
            french = is_french(language) if language else french
            if french:
                shown = ((name, element.get(name)) for name in _SHOWN_ATTRIBUTES)
                self.attributes += [(value, element, name) for name, value in shown if value]
        if tag in _AS_WRITTEN or (tag == "a" and element.get("aria-label")):
            self._runs.append((OPAQUE, element, ""))
            return
        if text := element.text:
            self._add(text, element, "text", french=french)
        for child in element:
            block = child.tag in BLOCKS
            if block or child.tag == "br":
                self.end_paragraph()
            self.collect(child, french=french)
            if block:
                self.end_paragraph()
            if text := child.tail:
                self._add(text, child, "tail", french=french)

    def end_paragraph(self) -> None:
        """Begin another paragraph; of one that shows nothing, nothing is to be polished."""
        if self._shows:
            self.paragraphs.append(self._runs)
        self._runs, self._shows = [], False

    def _add(self, text: str, element: Element, place: str, *, french: bool) -> None:
        if not french:
            self._runs.append((OPAQUE * len(text), element, ""))
            return
        text = collapse(text)
        self._shows = self._shows or not is_blank(text)
        self._runs.append((text, element, place))


def is_french(language: str) -> bool:
    """Tell whether a BCP 47 tag names a French."""
    return language.lower().partition("-")[0] == "fr"
