"""Edits of a post -> whether it would still be the same post, said in other signs.

Structure, addresses, code and HTML of the body, and every value of the front matter that was not meant, must stay.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parccli import frontmatter, markdown
from parccli.frontmatter import FrontMatterError, Items, Pairs, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parccli.frontmatter import Document, Entry, Node
    from parccli.source import Edit, Source


def keeps_its_sense(before: Document, edits: Sequence[Edit]) -> Source | None:
    """Make `edits`, which do not overlap; None when the result would be read as another post."""
    edited = before.source.edited(edits)
    body = edited.text[before.body_start :]
    # Below its closing line nothing changes what the front matter says.
    in_header = [edit for edit in edits if edit.start < before.body_start]
    if in_header:
        try:
            after = frontmatter.parse(edited)
        except FrontMatterError:
            return None
        if not _same_header(before, after, in_header):
            return None
        body = after.body
    return edited if _shape(body) == _shape(before.body) else None


Group = tuple["Edit", ...]
"""Edits that are made together or not at all."""


def harmless(document: Document, groups: Sequence[Group], *, beside: Sequence[Group] = ()) -> list[Group]:
    """Choose of `groups` as many as can be made together, and `beside` those that can already; none overlap.

    Returns the latter too, before those that were chosen.
    """
    # By halves: a text of thousands of edits, one of them harmful, is read again a few times and not thousands.
    wanted = [*beside, *groups]
    if not groups or keeps_its_sense(document, [edit for group in wanted for edit in group]):
        return wanted
    if len(groups) == 1:
        return list(beside)
    middle = len(groups) // 2
    return harmless(document, groups[middle:], beside=harmless(document, groups[:middle], beside=beside))


@lru_cache(maxsize=8)
def _shape(body: str) -> list[object]:
    """What an edit of texts must not change; asked again and again of the post that is being checked."""
    return markdown.shape(body)


def _same_header(before: Document, after: Document, edits: Sequence[Edit]) -> bool:
    found = {entry.key: entry for entry in after.entries}
    if [entry.key for entry in before.entries] != [key for key in found if before.entry(key)]:
        return False
    return all(_same_entry(entry, found[entry.key], before, after, edits) for entry in before.entries)


def _same_entry(was: Entry, is_: Entry, before: Document, after: Document, edits: Sequence[Edit]) -> bool:
    end = _end(was, before)
    if not any(edit.start <= end and edit.end >= was.end for edit in edits):
        return _value(was.node) == _value(is_.node)
    # What follows on the line was a comment, or nothing: no text has become one.
    return isinstance(is_.node, Scalar) and bool(is_.node.value) and _rest(was, before) == _rest(is_, after)


def _rest(entry: Entry, document: Document) -> str:
    text, end = document.source.text, _end(entry, document)
    return text[end : text.index("\n", end)].strip()


def _end(entry: Entry, document: Document) -> int:
    """Where the entry ends on its last line, blanks included; the engine's end may be on the next."""
    text, node = document.source.text, entry.node
    end = max(entry.end + 1, node.start + len(text[node.start : node.end].rstrip()))
    while text[end] in " \t":
        end += 1
    return end


def _value(node: Node) -> object:
    match node:
        case Scalar():
            return node.value
        case Items():
            return [_value(item) for item in node.items]
        case Pairs():
            return [(key.value, _value(item)) for key, item in node.pairs]
