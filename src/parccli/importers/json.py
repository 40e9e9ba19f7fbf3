"""A JSON file (a list of objects, an object with one such list in it, or a single object) -> one row an object.

The text is first cut where objects begin and end, by its brackets alone: a bad object does not hide the others, and
nesting costs nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.importers.decoding import decode
from parccli.importers.objects import read_object
from parccli.importers.row import Material, Options, Row, Shape
from parccli.post import canonical_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.config import Config

NAME: Final = "json"
SUMMARY: Final = N_("JSON: a list of objects")
SUFFIXES: Final = (".json",)
SHAPE: Final = Shape.JSON

_STRING: Final = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_TOKEN: Final = re.compile(rf"{_STRING}|[\[\]{{}},]", re.DOTALL)
_MEMBER: Final = re.compile(rf"\s*({_STRING})\s*:\s*", re.DOTALL)
_LIST_OF_OBJECTS: Final = re.compile(r"\[\s*\{")
_START: Final = re.compile(rf"\s*(?:\[\s*[\[\]{{]|\[\s*\Z|\{{\s*\n|\{{\s*{_STRING}\s*:\s*\[\s*\{{)")
_FEED: Final = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')

Span = tuple[int, int]


def recognises(head: bytes) -> bool:
    """Look for a list, or for an object of several lines or around a list, that is no JSON Feed."""
    text = head.decode("utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", errors="replace")
    return _START.match(text) is not None and not _FEED.search(text)


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the rows in the order of the file, counted from 1; raises ParcError for one without objects."""
    del config
    text = decode(material)
    spans, end = _objects(text)
    reported: set[str] = set()
    line, last = 1, 0
    for number, (start, stop) in enumerate(spans, 1):
        line += text.count("\n", last, start)
        last = start
        original = text[start:stop]
        row = Row(importer=NAME, source=material.name, number=number, line=line, original=original)
        yield read_object(row, original, options.mapping, reported)
    rest = "" if end is None else text[end:].strip()
    if end is None or rest:
        row = Row(importer=NAME, source=material.name, number=len(spans) + 1, line=text.count("\n", 0, end) + 1)
        cut, more = _("the end is missing: the file was cut off"), _("something follows the end of the list")
        yield row.refused("json_invalid", cut if end is None else more)


def _objects(text: str) -> tuple[list[Span], int | None]:
    """The objects that are to be posts, and where the outermost value ends; None if it does not."""
    start = len(text) - len(text.lstrip())
    if text[start] not in "[{":
        message = _("this is no JSON: neither a list in square brackets nor an object in curly ones")
        raise ParcError(message, line=_line(text, start))
    parts, end = _divide(text, start)
    if text[start] == "[":
        return parts, end
    if end is not None and text[end:].lstrip().startswith("{"):
        raise ParcError(
            _("one object follows another, as in JSON Lines"),
            hint=_("Read it as such: --from jsonl."),
            line=_line(text, end),
        )
    members = [(match[1][1:-1], match.end()) for part in parts if (match := _MEMBER.match(text, *part))]
    lists = [value for _key, value in members if _LIST_OF_OBJECTS.match(text, value)]
    if any(canonical_key(key) == "title" for key, _value in members) or not lists:
        return [(start, len(text) if end is None else end)], end
    if _FEED.search(text, start, lists[0]):
        raise ParcError(_("this is a JSON Feed"), hint=_("Read it as such: --from feed."))
    if len(lists) > 1:
        message = _("the file holds several lists, and which of them has the posts is not clear")
        raise ParcError(message, hint=_("Keep one of them in a file of its own."), line=_line(text, lists[1]))
    return _divide(text, lists[0])[0], end


def _divide(text: str, opening: int) -> tuple[list[Span], int | None]:
    """Cut what the bracket at `opening` holds at its commas; give the parts and where its closing bracket ends."""
    spans: list[Span] = []
    depth, start = 0, opening + 1
    for token in _TOKEN.finditer(text, opening):
        sign = token[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        if depth == 0 or (depth == 1 and sign == ","):
            spans.append((start, token.start()))
            start = token.end()
        if depth == 0:
            return _trimmed(text, spans), start
    return _trimmed(text, [*spans, (start, len(text))]), None


def _trimmed(text: str, spans: list[Span]) -> list[Span]:
    """The parts without the blanks around them; those that are nothing but blank are none."""
    cut = ((start, stop, text[start:stop]) for start, stop in spans)
    return [
        (start + len(part) - len(part.lstrip()), stop - len(part) + len(part.rstrip()))
        for start, stop, part in cut
        if part.strip()
    ]


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
