"""Fixes of findings, applied to a post's source: out come the new source and how many were applied.

Everything outside the edits stays to the byte. An edit that would make another post of it is not made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from parccli import frontmatter
from parccli.findings import Safety
from parccli.frontmatter import FrontMatterError
from parccli.rules.fidelity import harmless

if TYPE_CHECKING:
    from parccli.findings import Finding, Fix
    from parccli.rules.fidelity import Group
    from parccli.source import Source

Check = Callable[["Source"], Iterable["Finding"]]

# One fix reveals another two or three times at most; the bound is for a bug, not for texts.
_MOST_ROUNDS: Final = 16


def fix(source: Source, check: Check, *, unsafe: bool = False) -> tuple[Source, int]:
    """Make the safe fixes, or the `unsafe` ones too, of what `check` finds in `source`, until none is left."""
    number = 0
    for _round in range(_MOST_ROUNDS):
        groups = _chosen((finding.fix for finding in check(source) if finding.fix), unsafe=unsafe)
        edited, made = _apply(source, groups)
        if not made:
            break
        source, number = edited, number + made
    return source, number


def _chosen(fixes: Iterable[Fix], *, unsafe: bool) -> list[Group]:
    """The edits of each fix that touches nothing that another one changes; the safe ones have the first word."""
    groups: list[Group] = []
    taken: set[int] = set()
    for candidate in sorted(fixes, key=lambda fix: fix.safety is not Safety.SAFE):
        if candidate.safety is not Safety.SAFE and not unsafe:
            break
        # An edit that only inserts takes the place where it does.
        places = {place for edit in candidate.edits for place in range(edit.start, max(edit.end, edit.start + 1))}
        if taken.isdisjoint(places):
            taken |= places
            groups.append(candidate.edits)
    return groups


def _apply(source: Source, groups: list[Group]) -> tuple[Source, int]:
    if not groups:
        return source, 0
    try:
        document = frontmatter.parse(source)
    except FrontMatterError:
        return source, 0
    made = harmless(document, groups)
    return source.edited(edit for group in made for edit in group), len(made)
