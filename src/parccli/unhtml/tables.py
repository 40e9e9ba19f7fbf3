"""Tables -> rows of a Markdown table; those with gaps, spans, captions, headers of rows or blocks stay HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.unhtml.inline import Style, inline
from parccli.unhtml.tree import has_block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ALIGNMENTS: Final = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def table(element: HtmlElement, style: Style) -> str | None:
    """Write a table whose first row is its header, as Markdown has it; None for one that Markdown cannot write."""
    rows = list(element.iter("tr"))
    if element.find("caption") is not None or not rows or not len(rows[0]) or element.attrib:
        return None
    if any(not _is_plain(cell) for row in rows for cell in row) or any(
        cell.tag == "th" for row in rows[1:] for cell in row
    ):
        return None
    alignments = [_alignment(cell) for cell in rows[0]]
    if any(len(row) != len(alignments) for row in rows):
        return None
    if any([_alignment(cell) for cell in row] != alignments for row in rows[1:]):
        alignments = [""] * len(alignments)
    rule = [_ALIGNMENTS[alignment] for alignment in alignments]
    written = [[_cell(cell, style) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [written[0], rule, *written[1:]])


def _is_plain(cell: HtmlElement) -> bool:
    return cell.tag in {"td", "th"} and not has_block(cell) and not set(cell.attrib) - {"scope", "style"}


def _alignment(cell: HtmlElement) -> str:
    return str(cell.get("style", "")).removeprefix("text-align:").strip()


def _cell(cell: HtmlElement, style: Style) -> str:
    text = inline(cell, Style(line_break="<br>", tags=style.tags)).strip(" ")
    return re.sub(r"\|", r"\\|", text)
