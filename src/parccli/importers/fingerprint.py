"""What was imported, as a short text in the post's file, so that a later import can tell who changed what since.

A fingerprint has a part for each group of keys, and each is compared alone: publishing an imported post changes
its status, and is no obstacle to a correction of the text. It is taken of values, not of bytes: what a person
does to the layout of the front matter is no change. The slug is in no group: once written, only `rename` changes it.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from parccli.moment import to_text
from parccli.post import FIELDS, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parccli.post import Post

CONTENT: Final = "content"
STATUS: Final = "status"
DATES: Final = "dates"

_APART: Final = frozenset({"id", "slug", "source", "ignore", "status", "date", "expires"})
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    CONTENT: (*(field.name for field in FIELDS if field.name not in _APART), "body"),
    STATUS: ("status",),
    DATES: ("date", "expires"),
}
"""The keys that are compared together."""

_LENGTHS: Final = {CONTENT: 16, STATUS: 4, DATES: 8}
_ENCODER: Final = json.JSONEncoder(sort_keys=True)
_MOMENTS: Final = frozenset(field.name for field in FIELDS if field.kind is Kind.MOMENT)
_FINGERPRINT: Final = re.compile("-".join(f"(?P<{group}>[0-9a-f]{{{length}}})" for group, length in _LENGTHS.items()))


def fingerprints(post: Post) -> dict[str, str]:
    """The fingerprint of each group of keys of `post`. Absent and empty values count the same."""
    return {group: _digest(post, names)[: _LENGTHS[group]] for group, names in GROUPS.items()}


def to_line(parts: Mapping[str, str]) -> str:
    """The text that the file holds in `source.fingerprint`."""
    return "-".join(parts[group] for group in GROUPS)


def from_line(text: str) -> dict[str, str] | None:
    """Read `source.fingerprint`; None for a text that is none of ours."""
    match = _FINGERPRINT.fullmatch(text)
    return match.groupdict() if match else None


def plain_body(body: str) -> str:
    """A body without what an editor may change unseen: line ends, blank lines before and after it."""
    text = body.replace("\r\n", "\n") if "\r" in body else body
    return re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()


def _digest(post: Post, names: tuple[str, ...]) -> str:
    values = {name: _plain(name, value) for name in names if (value := getattr(post, name))}
    items = tuple((name, value) for name, value in values.items() if value)
    # Of a thousand posts, most have one of few statuses and days.
    return _of_items(items) if "body" in names else _of_few(items)


def _of_items(items: tuple[tuple[str, object], ...]) -> str:
    return hashlib.sha256(_ENCODER.encode(dict(items)).encode()).hexdigest()


_of_few: Final = lru_cache(maxsize=1024)(_of_items)


def _plain(name: str, value: object) -> object:
    if name == "body":
        return plain_body(str(value))
    return to_text(value) if name in _MOMENTS and value else value  # type: ignore[arg-type]
