"""French typography on a tree: the texts of each paragraph, heading or cell as the one text they are.

Code, films and what is marked as another language stay as written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.french.typography import OPAQUE, polish, polish_runs
from parccli.render.sanitising import BLOCKS
from parccli.render.tree import collapse, is_blank

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from parccli.render.page import Page

_AS_WRITTEN: Final = frozenset({"audio", "code", "img", "kbd", "pre", "samp", "var", "video"})
_SHOWN_ATTRIBUTES: Final = ("alt", "title")


class _Run(NamedTuple):
    """A text of the tree: `place` is where it stands, None for one that stays as it is."""

    text: str
    place: tuple[Element, str] | None = None


def polish_tree(root: Element, page: Page) -> None:
    """Polish in place the texts of `root` that are in French."""
    texts = _Texts()
    texts.collect(root, french=is_french(page.language))
    for runs in texts.paragraphs:
        if not any(run.place and not is_blank(run.text) for run in runs):
            continue
        for run, text in zip(runs, polish_runs([run.text for run in runs], page.profile), strict=True):
            if run.place:
                setattr(*run.place, text)
    for element, name in texts.attributes:
        element.set(name, polish(element.get(name, ""), page.profile))


class _Texts:
    """The texts of a tree, one list of runs a paragraph, and the attributes that show."""

    def __init__(self) -> None:
        self.paragraphs: list[list[_Run]] = [[]]
        self.attributes: list[tuple[Element, str]] = []

    def collect(self, element: Element, *, french: bool) -> None:
        """Add what `element` holds."""
        language = element.get("lang")
        french = is_french(language) if language else french
        if french:
            self.attributes += [(element, name) for name in _SHOWN_ATTRIBUTES if element.get(name)]
        if element.tag in _AS_WRITTEN or (element.tag == "a" and element.get("aria-label")):
            self.paragraphs[-1].append(_Run(text=OPAQUE))
            return
        self._add(element, "text", french=french)
        for child in element:
            block = child.tag in BLOCKS
            if block or child.tag == "br":
                self.paragraphs.append([])
            self.collect(child, french=french)
            if block:
                self.paragraphs.append([])
            self._add(child, "tail", french=french)

    def _add(self, element: Element, name: str, *, french: bool) -> None:
        text = getattr(element, name)
        if text and french:
            self.paragraphs[-1].append(_Run(text=collapse(text), place=(element, name)))
        elif text:
            self.paragraphs[-1].append(_Run(text=OPAQUE * len(text)))


def is_french(language: str) -> bool:
    """Tell whether a BCP 47 tag names a French."""
    return language.lower().partition("-")[0] == "fr"
