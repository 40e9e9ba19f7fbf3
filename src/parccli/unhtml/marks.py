"""Bold, links and other marks of running text -> none around a block, none with blank edges, none of nothing."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Final

from parccli.unhtml.tree import BLOCKS, LAYOUT, MARKS, has_block, inside_out, is_blank, is_empty, make

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MERGED: Final = frozenset({"del", "em", "strong"})


def sink(mark: HtmlElement) -> None:
    """Move a mark that stands around blocks into each of them: bold paragraphs, a card that is one link."""
    if mark.tag in {"a", "em", "strong"}:
        for block in [block for block in mark.iter(*BLOCKS) if not has_block(block) and block.tag not in {"hr", "pre"}]:
            twin = copy(mark)
            for child in list(twin):
                twin.remove(child)
            twin.attrib.pop("id", "")
            twin.text, twin.tail, block.text = block.text, None, None
            twin.extend(list(block))
            block.append(twin)
    if mark.get("id"):
        target = make("span")
        target.set("id", mark.get("id", ""))
        mark.addprevious(target)
    mark.drop_tag()


def settle_marks(root: HtmlElement) -> None:
    """Move blanks and line breaks at the edges of marks out of them; marks of nothing, or within their like, go."""
    for mark in [element for element in inside_out(root) if element.tag in MARKS]:
        is_exact = any(around.tag == "pre" for around in mark.iterancestors()) or (mark.tag == "code" and not len(mark))
        if not is_exact:
            _move_edges(mark)
        if mark.tag == "code" and is_exact:
            continue
        is_nested = mark.tag in _MERGED | {"a"} and any(around.tag == mark.tag for around in mark.iterancestors())
        leads_nowhere = mark.tag == "a" and not mark.get("href") and not mark.get("id")
        if is_nested or leads_nowhere or is_empty(mark):
            mark.drop_tag()
    for mark in list(root.iter(*_MERGED)):
        while (following := mark.getnext()) is not None and _continues(mark, following):
            _join(mark, following)


def _join(mark: HtmlElement, following: HtmlElement) -> None:
    if len(mark):
        mark[-1].tail = (mark[-1].tail or "") + (following.text or "")
    else:
        mark.text = (mark.text or "") + (following.text or "")
    mark.extend(list(following))
    following.text, mark.tail, following.tail = None, following.tail, None
    following.drop_tree()


def _continues(mark: HtmlElement, following: HtmlElement) -> bool:
    return not mark.tail and following.tag == mark.tag and dict(following.attrib) == dict(mark.attrib)


def _move_edges(mark: HtmlElement) -> None:
    while len(mark) and mark[0].tag == "br" and is_blank(mark.text):
        line_break = mark[0]
        mark.text = line_break.tail
        line_break.tail = None
        mark.addprevious(line_break)
    while len(mark) and mark[-1].tag == "br" and is_blank(mark[-1].tail):
        line_break = mark[-1]
        line_break.tail = None
        tail, mark.tail = mark.tail, None
        mark.addnext(line_break)
        line_break.tail = tail
    if mark.text and not is_blank(mark.text):
        before, mark.text = re.match(r"(\s*)(.*)", mark.text, re.DOTALL).groups()  # type: ignore[union-attr]
    else:
        before, mark.text = (mark.text or "", None) if len(mark) or mark.text else ("", mark.text)
    _add_before(mark, before)
    last = mark[-1].tail if len(mark) else mark.text
    if not last:
        return
    kept = last.rstrip()
    mark.tail = LAYOUT.sub(" ", last[len(kept) :] + (mark.tail or ""))
    if len(mark):
        mark[-1].tail = kept or None
    else:
        mark.text = kept or None


def _add_before(element: HtmlElement, text: str) -> None:
    before, parent = element.getprevious(), element.getparent()
    if text and before is not None:
        before.tail = LAYOUT.sub(" ", (before.tail or "") + text)
    elif text and parent is not None:
        parent.text = LAYOUT.sub(" ", (parent.text or "") + text)
