"""A line may break between a number and its unit.

A no-break space (U+00A0) keeps together a number and what it counts: €, %, a unit of measure, million, milliard, and
the parts of an hour.

    100 % de 3 millions d’euros, à 14 h 30
    100 % de 3 millions d’euros, à 14 h 30

Fix: safe. The space is replaced.
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
    """Report ordinary spaces between a number and its unit."""
    for remark in remarks(file, config, rule.code):
        message = _("a number and its unit are kept together by a no-break space")
        yield rule.finding(file, remark.span, message, fix=remark.fix(_("put a no-break space there")))


RULE = PostRule("T107", "unit_space_breakable", Severity.WARNING, check, page=__doc__)
