"""A paragraph that is only bold stands for a heading.

It looks like a heading, and is none for a screen reader, which passes from heading to heading (RGAA 4.1, criterion
9.1). A sentence in bold, with its full stop, is not reported.

    **Un chantier sans coupure**
    ## Un chantier sans coupure

Fix: none, since the level is the author's to choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Edge, Kind
from parccli.rules.prose import events_of, span_of
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parccli.config import Config
    from parccli.markdown import Event
    from parccli.post import PostFile

_CONTAINERS: Final = frozenset({Kind.LIST, Kind.BLOCK_QUOTE, Kind.FOOTNOTE_DEFINITION})
_LONGEST: Final = 100


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report short paragraphs in bold, without a full stop, that another block follows."""
    events = events_of(file)
    depth = begins = 0
    for index, event in enumerate(events):
        if event.kind in _CONTAINERS:
            depth += 1 if event.edge is Edge.OPENS else -1
        elif event.kind is Kind.PARAGRAPH and event.edge is Edge.OPENS:
            begins = index + 1
        elif event.kind is Kind.PARAGRAPH and not depth and index + 1 < len(events):
            inside = events[begins:index]
            if inside and _is_a_heading(inside):
                message = _("a paragraph in bold stands for a heading (RGAA 9.1): begin it with “##” and no asterisks")
                yield rule.finding(file, span_of(file, inside[0].start, inside[-1].end), message)


def _is_a_heading(inside: Sequence[Event]) -> bool:
    first, last = inside[0], inside[-1]
    if first.kind is not Kind.STRONG or first.end != last.end or last.edge is not Edge.CLOSES:
        return False
    text = "".join(event.text for event in inside).strip()
    return 0 < len(text) <= _LONGEST and text[-1] not in ".!…,;:»"


RULE = PostRule("M103", "heading_bold", Severity.WARNING, check, page=__doc__)
