"""A remark made while a post is read, before a rule of `validate` gives it its code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parccli.findings import Severity

if TYPE_CHECKING:
    from parccli.findings import Fix


class Problem(NamedTuple):
    """`name` is that of the rule that reports it; `key` the canonical key concerned, if any.

    `start` and `end` are offsets in the post's source. `message` says what is wrong and what to write.
    """

    name: str
    message: str
    start: int
    end: int
    key: str | None = None
    severity: Severity = Severity.ERROR
    fix: Fix | None = None
