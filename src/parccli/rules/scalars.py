"""A text value of the front matter -> its characters, each with what was written for it in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.frontmatter import Scalar

_BLOCK_HEADER: Final = re.compile(r"[|>][^\n]*\n[ \t]*")
_FOLD: Final = re.compile(r"(?:\\[ \t]*|[ \t]*)\r?\n\s*\\?")
_ESCAPING: Final = frozenset("'\\")
_ESCAPE: Final = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\r\n])")


def characters(scalar: Scalar, source: str) -> Iterator[tuple[str, int, int, bool]]:
    """Yield the text of `scalar` in runs: text, start and end in `source`, and whether it may be changed there.

    A run is many characters that stand as they are, or one alone, written as an escape, a doubled quote or a folded
    line. Nothing is yielded after a character that cannot be followed.
    """
    value, at = scalar.value or "", scalar.start
    quote = source[at : at + 1] if not scalar.plain else ""
    block = _BLOCK_HEADER.match(source, at) if not scalar.plain else None
    at = block.end() if block else at + len(quote)
    if source.startswith(value, at) and "\n" not in value and not (quote and _ESCAPING.intersection(value)):
        yield value, at, at + len(value), True
        return
    run = at
    for place, character in enumerate(value):
        written, changeable = _written(character, quote, source, at)
        if written is None:
            break
        if written == 1 and source[at] == character and changeable:
            at += 1
            continue
        yield from _run(value, place, run, at)
        yield character, at, at + written, changeable
        at += written
        run = at
    else:
        place = len(value)
    yield from _run(value, place, run, at)


def _run(value: str, place: int, run: int, at: int) -> Iterator[tuple[str, int, int, bool]]:
    if at > run:
        yield value[place - (at - run) : place], run, at, True


def _written(character: str, quote: str, source: str, at: int) -> tuple[int | None, bool]:
    """How many characters of the source stand for `character`, None if they do not; and whether they may change."""
    if character in " \n" and (fold := _FOLD.match(source, at)):
        return fold.end() - at, False
    if quote == "'" and source.startswith("''", at):
        return (2, True) if character == "'" else (None, False)
    if quote == '"' and (escape := _ESCAPE.match(source, at)):
        return escape.end() - at, True
    if source[at : at + 1] == character:
        return 1, True
    # One line break may stand for several characters.
    return (0, False) if character in " \n" and source[at - 1 : at].isspace() else (None, False)
