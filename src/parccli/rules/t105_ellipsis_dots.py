"""Three dots stand for the sign …, or follow “etc.”.

The suspension points are one sign (U+2026), which is never cut at the end of a line and which screen readers
know. After “etc.”, which says the same, they are one time too many.

    à suivre...
    à suivre…

Fix: safe for three dots; unsafe for “etc...”, which becomes “etc.”.
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
    """Report three dots, and those after “etc.”."""
    for remark in remarks(file, config, rule.code):
        message = (
            _("no suspension points after “etc.”") if remark.kind == "etc" else _("the three dots are one sign: …")
        )
        title = _("write “{text}”").format(text=remark.text)
        yield rule.finding(file, remark.span, message, fix=remark.fix(title))


RULE = PostRule("T105", "ellipsis_dots", Severity.WARNING, check, page=__doc__)
