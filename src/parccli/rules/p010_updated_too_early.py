"""A post was updated before its date.

Feed readers sort by these dates, and some drop an entry that is older than itself.

    date: 2025-09-01
    updated: 2025-08-01      →      updated: 2025-09-02

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.moment import begins, ends, is_bare
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report `updated` before `date`; on the day of the date is late enough for a bare one."""
    post, zone = file.post, config.zone
    if post is None or post.date is None or post.updated is None:
        return
    latest = ends(post.updated, zone) if is_bare(post.updated) else begins(post.updated, zone)
    earliest = begins(post.date, zone)
    if latest < earliest or (is_bare(post.updated) and latest == earliest):
        message = _("the post was updated before its date: correct one of the two")
        yield rule.finding(file, value_span(file, "updated"), message)


RULE = PostRule("P010", "updated_too_early", Severity.ERROR, check, page=__doc__)
