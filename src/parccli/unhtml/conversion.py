"""The way from HTML to Markdown: take in, clean, put in shape, find the notes, write."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parccli import markdown
from parccli.markdown import Kind
from parccli.unhtml.blocks import write
from parccli.unhtml.cleaning import clean
from parccli.unhtml.notes import mark_notes
from parccli.unhtml.shaping import shape
from parccli.unhtml.tree import LAYOUT, parse

if TYPE_CHECKING:
    from collections.abc import Container

    from lxml.html import HtmlElement


@dataclass(frozen=True, kw_only=True)
class Converted:
    """Markdown without blank lines at its ends, and the names of what was taken out: `<script>`, `onclick`, `style`."""

    markdown: str
    removed: tuple[str, ...] = ()


def convert(html: str) -> Converted:
    """Write `html`, a fragment or a page, as Markdown; raises ParcError when it nests its elements too deeply."""
    return convert_tree(parse(html))


def convert_tree(root: HtmlElement) -> Converted:
    """Write what `root` holds as Markdown; the tree is used up. Raises ParcError like `convert`."""
    removed = clean(root)
    spare = deepcopy(root) if any(link.get("href", "").startswith("#") for link in root.iter("a")) else None
    text = _written(root)
    if spare is not None and (lost := _unreferenced(text)):
        text = _written(spare, but=lost)
    return Converted(markdown=text, removed=removed)


def _written(root: HtmlElement, but: Container[str] = ()) -> str:
    mark_notes(root, but)
    shape(root)
    return write(root)


def _unreferenced(text: str) -> set[str]:
    """The labels of notes to which only HTML refers, where Markdown has no way to."""
    found = markdown.events(text) if "[^" in text else []
    defined = {event.text for event in found if event.kind is Kind.FOOTNOTE_DEFINITION}
    return defined - {event.text for event in found if event.kind is Kind.FOOTNOTE_REFERENCE}


def plain_text(html: str) -> str:
    """The words of `html` on one line, for a title or a summary."""
    if "<" not in html and "&" not in html:
        return LAYOUT.sub(" ", html).strip(" ")
    root = parse(html)
    clean(root)
    for line_break in root.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    shape(root)
    return LAYOUT.sub(" ", " ".join("".join(block.itertext()) for block in root)).strip(" ")
