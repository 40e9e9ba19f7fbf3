"""The plain text of an e-mail -> its paragraphs, each a list of lines, without signature and notices of sending."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from parccli.importers.mail.newsletter import is_notice
from parccli.importers.mail.recipients import without
from parccli.importers.mail.tracking import untracked

if TYPE_CHECKING:
    from collections.abc import Sequence

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")
_SIGNATURE: Final = re.compile(r"^-- ?$.*", re.MULTILINE | re.DOTALL)
_ITEM: Final = re.compile(r"\s*(?:[-*•>–]|\d+[.)])\s")
_WRAPPED_AT: Final = 80
_LEAST: Final = 50
"""A paragraph whose lines are all shorter than that is broken on purpose, as a poem or an address is."""


@dataclass(frozen=True, kw_only=True)
class Plain:
    """The text, and how many lines and notices went."""

    paragraphs: tuple[tuple[str, ...], ...]
    signature: int = 0
    notices: int = 0


def read(text: str, recipients: frozenset[str], *, flowed: bool) -> Plain:
    """Cut the text into paragraphs, and join the lines that a mail program broke (RFC 3676 when `flowed`)."""
    signature = _SIGNATURE.search(text)
    body = text[: signature.start()] if signature else text
    blocks = [list(lines) for filled, lines in groupby(body.split("\n"), key=lambda line: bool(line.strip())) if filled]
    told = [tuple(_flowing(lines) if flowed else _unwrapped(lines)) for lines in blocks]
    kept = [lines for lines in told if not is_notice(" ".join(lines))]
    return Plain(
        paragraphs=tuple(tuple(_settled(line, recipients) for line in lines) for lines in kept),
        signature=len(signature[0].strip().splitlines()) - 1 if signature else 0,
        notices=len(told) - len(kept),
    )


def _settled(line: str, recipients: frozenset[str]) -> str:
    return without(_ADDRESS.sub(lambda match: untracked(match[0]), line), recipients)


def _flowing(lines: Sequence[str]) -> list[str]:
    groups: list[list[str]] = [[]]
    for line in lines:
        groups[-1].append(line.removeprefix(" "))
        if not line.endswith(" "):
            groups.append([])
    return [told for group in groups if (told := "".join(group).strip())]


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Join a line to the one before it where the first word of it would not have had room there."""
    width = max(len(line.rstrip()) for line in lines)
    if not _LEAST <= width <= _WRAPPED_AT:
        return [line.strip() for line in lines]
    groups: list[list[str]] = []
    room = 0
    for line in lines:
        word = line.split(maxsplit=1)[0]
        if groups and len(word) >= room and not _ITEM.match(line):
            groups[-1].append(line.strip())
        else:
            groups.append([line.strip()])
        room = width - len(line.rstrip())
    return [" ".join(group) for group in groups]
