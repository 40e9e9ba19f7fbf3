"""A body holds a heading of the first level.

The title of the post is the heading of the first level where it is shown; a second one breaks the outline that
screen readers and search engines go by (RGAA 4.1, criterion 9.1). Begin the headings of a body with `##`,
or `<h2>` in raw HTML.

    # Un chantier sans coupure
    ## Un chantier sans coupure

Fix: none, since the levels below may have to follow.
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
    """Report headings of the first level, in Markdown or raw HTML."""
    for heading in headings_of(file):
        if heading.level == 1:
            message = _("a heading of the first level, which is the title's (RGAA 9.1): begin it with “{mark}”")
            text = message.format(mark=heading.written_at(2))
            yield rule.finding(file, span_of(file, heading.start, heading.end), text)


RULE = PostRule("M101", "heading_level_one", Severity.WARNING, check, page=__doc__)
