"""A post's body → the engine's events with its raw HTML taken apart: tags, and the words between them, with places."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import accumulate, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from parccli.markdown import Event, Kind
from parccli.rules.prose import events_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parccli.post import PostFile

OBSOLETE: Final = frozenset(
    {"acronym", "applet", "basefont", "bgsound", "big", "blink", "center", "dir", "font", "frame", "frameset"}
    | {"marquee", "nobr", "strike", "tt"}
)
"""Elements that HTML has given up (RGAA 8.2)."""

_PIECE: Final = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<closes>/?)(?P<name>[a-z][a-z0-9:-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?"""
)
_OPAQUE: Final = frozenset({"script", "style"})
_KIND: Final = attrgetter("kind")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """One tag of raw HTML: its name in small letters, its attributes unescaped; `body[start:end]` is the whole tag."""

    name: str
    attributes: Mapping[str, str]
    closes: bool
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Text between the tags of a block of raw HTML, unescaped."""

    text: str
    start: int
    end: int


Step = Event | Tag | Words


@dataclass(frozen=True)
class Body:
    """A post's body as the key of a cache: its text tells it from others, the file comes along."""

    text: str
    file: PostFile = field(compare=False)


def body_of(file: PostFile) -> Body:
    """The body of a post; empty for a file that cannot be read."""
    return Body(file.document.body if file.document else "", file)


def steps_of(file: PostFile) -> tuple[Step, ...]:
    """The body's events in order, with tags and words in the place of raw HTML."""
    return _steps(body_of(file))


def tags_of(file: PostFile) -> Sequence[Tag]:
    """The tags of the body's raw HTML."""
    return _tags(body_of(file))


@lru_cache(maxsize=8)
def _steps(body: Body) -> tuple[Step, ...]:
    # Every rule asks for the post that is being checked, and none for the one before it.
    events = events_of(body.file)
    if "<" not in body.text:
        return events
    found: list[Step] = []
    for kind, run in groupby(events, _KIND):
        if kind is Kind.HTML:
            found += _taken_apart([(event.start, body.text[event.start : event.end]) for event in run])
        elif kind is Kind.INLINE_HTML:
            for event in run:
                found += _taken_apart([(event.start, body.text[event.start : event.end])])
        else:
            found += run
    return tuple(found)


@lru_cache(maxsize=8)
def _tags(body: Body) -> tuple[Tag, ...]:
    return tuple(step for step in _steps(body) if isinstance(step, Tag)) if "<" in body.text else ()


def _taken_apart(lines: Sequence[tuple[int, str]]) -> Iterator[Step]:
    """Tags and words of lines that make one piece of HTML; marks of a quotation or list may stand between them."""
    html = "".join(text for _start, text in lines)
    starts = list(accumulate((len(text) for _start, text in lines), initial=0))

    def places(start: int, end: int) -> dict[str, int]:
        return {"start": place(start), "end": place(end - 1) + 1}

    def place(offset: int) -> int:
        line = bisect_right(starts, offset) - 1
        return lines[line][0] + offset - starts[line]

    last, opaque = 0, ""
    for match in _PIECE.finditer(html):
        name = (match["name"] or "").lower()
        if opaque and not (match["closes"] and name == opaque):
            continue
        if not opaque and match.start() > last:
            yield Words(text=unescape(html[last : match.start()]), **places(last, match.start()))
        last, opaque = match.end(), name if name in _OPAQUE and not match["closes"] else ""
        if name:
            closes = bool(match["closes"])
            yield Tag(name=name, attributes=_attributes(match["rest"]), closes=closes, **places(*match.span()))
    if not opaque and last < len(html):
        yield Words(text=unescape(html[last:]), **places(last, len(html)))


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["name"].lower(), unescape(value))
    return found
