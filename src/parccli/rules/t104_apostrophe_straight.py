"""An apostrophe is straight.

Keyboards offer `'`, the sign of feet, minutes and programs. Printed French has the curved apostrophe (U+2019), and
a page that mixes both looks careless.

    l'eau du Parc
    l’eau du Parc

Fix: safe. It is replaced between two letters, and after an elided word.
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
    """Report straight apostrophes in words."""
    for remark in remarks(file, config, rule.code):
        yield rule.finding(file, remark.span, _("straight apostrophe: French sets ’"), fix=remark.fix(_("write “’”")))


RULE = PostRule("T104", "apostrophe_straight", Severity.WARNING, check, page=__doc__)
