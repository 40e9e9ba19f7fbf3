"""A date is far in the future or the past.

Two digits that change places make 2052 of 2025, and a scheduled post that nobody will see; 1925 puts a post behind
all others. Dates before 1990, or more than two years from now, are worth a second look.

    date: 2052-09-01      →      date: 2025-09-01

Fix: none.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.moment import begins
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


EARLIEST: Final = 1990
AHEAD: Final = timedelta(days=2 * 365)


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report a date before the web, or one that is years away."""
    if file.post is None or file.post.date is None:
        return
    year = file.post.date.year
    if year < EARLIEST:
        message = _("the year {year} is long past: is it a slip?").format(year=year)
    elif begins(file.post.date, site.config.zone) - site.at > AHEAD:
        message = _("the year {year} is far away: is it a slip?").format(year=year)
    else:
        return
    yield rule.finding(file, value_span(file, "date"), message)


RULE = SiteRule("P024", "date_far", Severity.INFO, check, page=__doc__)
