"""Tables that a screen reader can follow (RGAA 5.6, 5.7) and that a small screen can scroll by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.render.grid import make_whole
from parccli.render.tree import is_blank, make, replace, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from parccli.render.page import Page

_SCOPES: Final = frozenset({"col", "row", "colgroup", "rowgroup"})
_ALIGNED: Final = re.compile(r"text-align:\s*(center|right)")


def place_tables(root: Element, page: Page) -> None:
    """Give headers their scope and alignments a class; put each table in a region that can scroll."""
    for cell in list(root.iter("th", "td")):
        _place_cell(cell, page.prefix)
    for table in list(root.iter("table")):
        _place_captions(table)
        _place_groups(table)
        make_whole(table)
    outer = [table for table in root.iter("table") if next(table.iterancestors("table"), None) is None]
    for number, table in enumerate(outer, 1):
        caption = table.find("caption")
        name = text_of(caption) if caption is not None else page.words.table.format(number=number)
        # Whoever scrolls with a keyboard must be able to get there.
        region = make("div", class_=f"{page.prefix}-article__table", role="region", aria_label=name, tabindex="0")
        replace(table, region)
        region.append(table)


def _place_captions(table: Element) -> None:
    """Put the caption first; the parser takes several, and anywhere."""
    for place, caption in enumerate(table.findall("caption")):
        if place:
            caption.tag = "p"
            table.addprevious(caption)
        else:
            table.insert(0, caption)


def _place_groups(table: Element) -> None:
    """Keep one head, in front, and one foot, at the end; others are bodies like the rest."""
    for group in list(table.iterchildren("thead")):
        if next(group.itersiblings("thead", "tbody", "tfoot", preceding=True), None) is not None:
            group.tag = "tbody"
    feet = table.findall("tfoot")
    for foot in feet:
        if foot is feet[-1]:
            table.append(foot)
        else:
            foot.tag = "tbody"


def _place_cell(cell: Element, prefix: str) -> None:
    if cell.keys():
        _place_attributes(cell, prefix)
    if cell.tag == "th" and is_blank(text_of(cell)) and cell.find("img") is None:
        # The corner of a table heads nothing.
        cell.tag = "td"
        cell.attrib.pop("scope", "")
    elif cell.tag == "th" and cell.get("scope") not in _SCOPES:
        in_head = next(cell.iterancestors("thead"), None) is not None
        alone = all(other.tag == "th" for other in cell.itersiblings()) and cell.getprevious() is None
        cell.set("scope", "col" if in_head or alone or _row_of_headers(cell) else "row")


def _place_attributes(cell: Element, prefix: str) -> None:
    aligned = _ALIGNED.search(str(cell.attrib.pop("style", "")))
    if aligned:
        cell.set("class", f"{prefix}-article__cell--{aligned[1]}")
    for name in ("colspan", "rowspan"):
        if not re.fullmatch(r"[1-9]\d{0,2}", cell.get(name, "1")):
            del cell.attrib[name]


def _row_of_headers(cell: Element) -> bool:
    row = cell.getparent()
    return row is not None and all(other.tag == "th" for other in row)
