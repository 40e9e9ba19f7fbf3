"""The first of a month is not “1er”, or a line may break between a day and its month.

French counts the days of a month, the first of which is an ordinal. A no-break space (U+00A0) keeps the day with its
month.

    le 1 septembre et le 15 octobre
    le 1er septembre et le 15 octobre

Fix: safe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.rule import PostRule, Rule
from parccli.rules.typesetting import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report “1” before the name of a month, and ordinary spaces between day and month."""
    for remark in remarks(file, config, rule.code):
        if remark.kind == "first":
            message, title = _("the first of the month is written “1er”"), _("write “1er”")
        else:
            message = _("the day and its month are kept together by a no-break space")
            title = _("put a no-break space there")
        yield rule.finding(file, remark.span, message, fix=remark.fix(title))


RULE = PostRule("T109", "date_miswritten", Severity.WARNING, check, page=__doc__)
