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
from parccli.rules.headings import headings_of
from parccli.rules.prose import span_of
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report headings, in Markdown or raw HTML, more than one level below the one before."""
    level = 1
    for heading in headings_of(file):
        if heading.level > level + 1:
            message = _("the heading goes from level {before} to level {after} (RGAA 9.1): begin it with “{marks}”")
            text = message.format(before=level, after=heading.level, marks=heading.written_at(level + 1))
            yield rule.finding(file, span_of(file, heading.start, heading.end), text)
        level = heading.level


RULE = PostRule("M102", "heading_level_skipped", Severity.WARNING, check, page=__doc__)
