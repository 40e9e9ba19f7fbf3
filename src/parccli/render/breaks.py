"""Line breaks as they were written -> those that a reader is to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.render.sanitising import BLOCKS
from parccli.render.tree import drop, is_blank

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def settle_breaks(root: Element) -> None:
    """Leave one line break of several, and none at the beginning or end of a block."""
    for line_break in list(root.iter("br")):
        parent, before, following = line_break.getparent(), line_break.getprevious(), line_break.getnext()
        if parent is None or parent.tag == "pre":
            continue
        at_start = before is None and is_blank(parent.text) and parent.tag in BLOCKS
        at_end = is_blank(line_break.tail) and (parent.tag in BLOCKS if following is None else _breaks(following))
        if at_start or at_end:
            drop(line_break)


def _breaks(element: Element) -> bool:
    return element.tag == "br" or element.tag in BLOCKS
