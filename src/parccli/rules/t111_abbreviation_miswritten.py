"""An abbreviation, a unit or a decimal number is written in another way than in French.

Number is `n°` in a sentence, Monsieur is `M.`, Madame is `Mme` without a full stop; a unit stands apart from its
number and has a true exponent; decimals follow a comma.

    Mr le Maire, 300 m2, 5%, 4.5 ha
    M. le Maire, 300 m², 5 %, 4,5 ha

Fix: unsafe, since these may be names or references.
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
    """Report abbreviations of other usages."""
    for remark in remarks(file, config, rule.code):
        sign = "°" if remark.kind == "numero" and remark.following.startswith("°") else ""
        message = _("“{text}” is the French usage, rather than “{written}”")
        message = message.format(text=f"{remark.text}{sign}", written=remark.written + sign)
        title = _("write “{text}”").format(text=remark.text)
        yield rule.finding(file, remark.span, message, fix=remark.fix(title))


RULE = PostRule("T111", "abbreviation_miswritten", Severity.WARNING, check, page=__doc__)
