"""A post has no date.

The date decides from when a post is public and where it stands in feeds and lists. A published post without
one cannot be exported.

    date: 2025-09-01

Fix: none, since only its author knows the day; `parccli publish` writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report an absent date; an unreadable one has a rule of its own."""
    unreadable = any(problem.key == "date" for problem in file.problems)
    if file.post and file.post.date is None and not unreadable:
        message = _("the post has no date: add a line “date: 2025-09-01”, with its day")
        severity = Severity.ERROR if file.post.status == "published" else Severity.WARNING
        yield rule.finding(file, value_span(file, "date"), message, severity=severity)


RULE = PostRule("P007", "date_missing", Severity.ERROR, check, page=__doc__)
