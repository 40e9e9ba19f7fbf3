"""What a check found in a post, where, and how it can be mended: values, and no judgement."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypedDict

if TYPE_CHECKING:
    from parccli.source import Edit, Source


class Severity(StrEnum):
    """How much it matters: only an error makes `validate` answer no."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Safety(StrEnum):
    """Whether a fix may be applied without a person reading it."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Fix(NamedTuple):
    """Edits of the post's source that mend one finding; `title` says in words what they do."""

    safety: Safety
    title: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One remark. Lines and columns count from 1, ends are exclusive; `path` is relative to the site, with `/`."""

    # Tuples, as a fix and its edits are: a large site has a million, and a frozen dataclass takes three times as long.
    code: str
    name: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    fix: Fix | None = None
    url: str | None = None


class Place(TypedDict):
    """A Finding's four position arguments."""

    line: int
    column: int
    end_line: int
    end_column: int


def locate(source: Source, start: int, end: int) -> Place:
    """The place of the characters from `start` up to `end`."""
    line, column = source.position(start)
    end_line, end_column = source.position(end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
