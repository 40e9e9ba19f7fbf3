"""An Atom document as it stands, and one of those of its entries that have changed -> the whole of them, as bytes.

A year's archive holds hundreds of posts: to write all anew for one takes as long as all else that the post is in.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_START: Final = b"\n  <entry"
_END: Final = b"\n  </entry>"
_ID: Final = b"\n    <id>"
_CHANGED: Final = b"\n    <updated>"
_NEWEST: Final = b"\n  <updated>"


def joined(before: bytes, part: bytes, count: int) -> bytes | None:
    """The document `before`, of `count` entries, with those of `part` in the place of the ones that have their ids.

    None where it is not of one make with `part`, which has but some of its entries: then all have to be written anew.
    """
    (head, entries, foot), (head_of_part, changed, foot_of_part) = _apart(before), _apart(part)
    by_id = {_value(entry, _ID): entry for entry in changed}
    now = [by_id.pop(_value(entry, _ID), entry) for entry in entries]
    if by_id or len(now) != count or foot != foot_of_part or _without_time(head) != _without_time(head_of_part):
        return None
    newest = max((_value(entry, _CHANGED) for entry in now), key=lambda time: datetime.fromisoformat(time.decode()))
    start, _time, end = _cut(head)
    return b"".join([start, newest, end, *now, foot])


def _apart(document: bytes) -> tuple[bytes, list[bytes], bytes]:
    """The head, the entries and the foot; texts have no `<` of their own, and begin at no end of an entry."""
    ends = [0]
    while (found := document.find(_END, ends[-1])) >= 0:
        ends.append(found + len(_END))
    first = document.find(_START, 0)
    if first < 0:
        raise ValueError(document[:80])
    starts: Sequence[int] = [first, *ends[1:]]
    return document[:first], [document[start:end] for start, end in pairwise(starts)], document[ends[-1] :]


def _value(entry: bytes, tag: bytes) -> bytes:
    start = entry.index(tag) + len(tag)
    return entry[start : entry.index(b"<", start)]


def _cut(head: bytes) -> tuple[bytes, bytes, bytes]:
    start = head.index(_NEWEST) + len(_NEWEST)
    end = head.index(b"<", start)
    return head[:start], head[start:end], head[end:]


def _without_time(head: bytes) -> tuple[bytes, bytes]:
    start, _time, end = _cut(head)
    return start, end
