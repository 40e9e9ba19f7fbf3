"""An ordinal has too many letters.

French shortens ordinals to one or two letters: 1er, 1re, 2e, 2d, 2de, 3e. The others are habits of the keyboard.

    la 2ème tranche et la 1ère pierre
    la 2e tranche et la 1re pierre

Fix: safe with figures; unsafe with Roman numerals, which may be initials.
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
    """Report “2ème”, “1ère”, “2nde” and their like."""
    for remark in remarks(file, config, rule.code):
        message = _("the ordinal is written “{text}”").format(text=remark.text)
        title = _("write “{text}”").format(text=remark.text)
        yield rule.finding(file, remark.span, message, fix=remark.fix(title))


RULE = PostRule("T110", "ordinal_miswritten", Severity.WARNING, check, page=__doc__)
