"""A heading skips a level.

Headings are the table of contents of whoever listens to a page: from `##` one goes to `###`, not to `####`, and the
first of a body is `##` (RGAA 4.1, criterion 9.1). The size of the letters is no reason for a level.

    ## Le chantier
    #### Le calendrier

Fix: none, since either heading may be the wrong one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Edge, Kind
from parccli.rules.prose import events_of, span_of
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report headings more than one level below the one before."""
    level = 1
    for event in events_of(file):
        if event.kind is not Kind.HEADING or event.edge is not Edge.OPENS:
            continue
        if event.level > level + 1:
            message = _("the heading goes from level {before} to level {after} (RGAA 9.1): begin it with “{marks}”")
            text = message.format(before=level, after=event.level, marks="#" * (level + 1))
            end = (
                event.start + len(file.document.body[event.start : event.end].rstrip()) if file.document else event.end
            )
            yield rule.finding(file, span_of(file, event.start, end), text)
        level = event.level


RULE = PostRule("M102", "heading_level_skipped", Severity.WARNING, check, page=__doc__)
