"""The thousands of a number are set apart by a point or by an ordinary space.

French groups digits by a narrow no-break space (U+202F). An ordinary space cuts the number in two at the end of a
line, and a point is taken for a decimal one by some readers. Years, postcodes, telephone numbers and references
are left as they are.

    550 000 € pour 5.000 arbres
    550 000 € pour 5 000 arbres

Fix: safe for a space; unsafe for a point, since 5.000 may be five and no more.
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
    """Report ordinary spaces and points between thousands."""
    for remark in remarks(file, config, rule.code):
        if remark.kind == "dotted":
            message = _("“{written}” may be read as a decimal number: thousands take a narrow no-break space")
            title = _("write “{text}”").format(text=remark.text)
        else:
            message = _("the thousands of a number take a narrow no-break space")
            title = _("put a narrow no-break space there")
        yield rule.finding(file, remark.span, message.format(written=remark.written), fix=remark.fix(title))


RULE = PostRule("T106", "thousands_separated", Severity.WARNING, check, page=__doc__)
