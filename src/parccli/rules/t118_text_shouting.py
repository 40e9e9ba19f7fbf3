"""A text is all in capitals, or repeats its exclamation or question marks.

Capitals have no outline: they are slower to read, some screen readers spell them out, and they shout. One `!` says
as much as three.

    GRANDE JOURNÉE PORTES OUVERTES !!!
    Grande journée portes ouvertes !

Fix: unsafe for repeated marks, of which one is left; none for capitals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Kind
from parccli.rules.rule import PostRule, Rule
from parccli.rules.typesetting import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report capitals from end to end, except in a table, and repeated marks."""
    for remark in remarks(file, config, rule.code):
        if remark.kind == "repeated":
            message, title = _("one “{mark}” is enough"), _("leave one")
            yield rule.finding(file, remark.span, message.format(mark=remark.text), fix=remark.fix(title))
        elif remark.block is not Kind.TABLE_CELL:
            yield rule.finding(file, remark.span, _("a text all in capitals is hard to read: keep them for initials"))


RULE = PostRule("T118", "text_shouting", Severity.WARNING, check, page=__doc__)
