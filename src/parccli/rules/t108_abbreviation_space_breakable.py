"""A line may break between an abbreviation and what it announces.

A no-break space (U+00A0) keeps together `n°` and its number, `p.`, `art.` and theirs, a civility and its name.

    le hangar n° 4, voir p. 12
    le hangar n° 4, voir p. 12

Fix: safe. The space, or its absence, is replaced.
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
    """Report ordinary spaces after abbreviations that announce something."""
    for remark in remarks(file, config, rule.code):
        message = _("an abbreviation and what it announces are kept together by a no-break space")
        yield rule.finding(file, remark.span, message, fix=remark.fix(_("put a no-break space there")))


RULE = PostRule("T108", "abbreviation_space_breakable", Severity.WARNING, check, page=__doc__)
