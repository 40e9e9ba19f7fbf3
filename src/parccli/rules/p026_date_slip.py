"""The date and the file's name differ by what looks like a slip.

The name of the file begins with a date, and that of the post is the same day of another year, or the same year
with day and month the other way round: one of the two was mistyped, or kept from the post that was copied. A date
that differs otherwise is nothing to worry about.

    posts/2026/2026-01-19-chiffres-cles.md:
    date: 2025-01-19      →      date: 2026-01-19

Fix: none, since only its author knows the day.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.moment import printed
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


_NAME: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})-")


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report a date that the file's name contradicts in its year alone, or in the order of day and month."""
    named = _NAME.match(PurePosixPath(file.path).name)
    if named is None or file.post is None or file.post.date is None:
        return
    day = printed(file.post.date, config.zone)
    year, month, number = (int(part) for part in named.groups())
    other_year = year != day.year and (month, number) == (day.month, day.day)
    turned = year == day.year and (month, number) == (day.day, day.month) != (day.month, day.day)
    if other_year or turned:
        message = _("the file's name says {named}: which of the two days is right?").format(named=named[0][:-1])
        yield rule.finding(file, value_span(file, "date"), message)


RULE = PostRule("P026", "date_slip", Severity.WARNING, check, page=__doc__)
