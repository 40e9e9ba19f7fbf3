"""A post is due, and the last export does not have it.

A scheduled post becomes public with the first export after its date, not by itself. If its date came more than a
day ago and the last export does not list it, nobody can read it yet.

    date: 2025-09-01
    status: published

Fix: none. Run `parccli export`, or have it run every hour.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.listing import is_public
from parccli.moment import begins
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


GRACE: Final = timedelta(days=1)


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report a post that has been public for a day and that the last export does not have."""
    post, last = file.post, site.last
    if post is None or post.date is None or last is None or not last.by_path:
        return
    if not is_public(post, site.at, site.config.zone) or post.id in last.ids:
        return
    if site.at - begins(post.date, site.config.zone) >= GRACE:
        message = _("the date has come, and the last export does not have this post: run “parccli export”")
        yield rule.finding(file, value_span(file, "date"), message)


RULE = SiteRule("P023", "export_due", Severity.INFO, check, page=__doc__)
