"""There is no no-break space inside « ».

The marks stand apart from the words they enclose, by a no-break space (U+00A0) after « and before »: an ordinary
space leaves a mark alone at the end or the beginning of a line.

    un chantier « exemplaire »
    un chantier « exemplaire »

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
    """Report « and » with another space on their inner side, or none."""
    for remark in remarks(file, config, rule.code):
        message = _("« and » take a no-break space on their inner side")
        yield rule.finding(file, remark.span, message, fix=remark.fix(_("put a no-break space there")))


RULE = PostRule("T103", "guillemet_space_missing", Severity.WARNING, check, page=__doc__)
