"""Quotation marks are straight.

Keyboards offer `"`, the sign of inches, seconds and programs; after a number it is left alone. French quotes between
« and », with a no-break space (U+00A0) on their inner side; a quotation within a quotation takes “ and ”.

    un chantier "exemplaire"
    un chantier « exemplaire »

Fix: safe where the marks of the paragraph plainly open and close in turn; none where they do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Fix, Safety, Severity
from parccli.i18n import gettext as _
from parccli.rules.rule import PostRule, Rule
from parccli.rules.typesetting import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile
    from parccli.rules.typesetting import Remark


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report pairs of straight quotation marks, and each one that is in no pair."""
    opening: Remark | None = None
    for remark in remarks(file, config, rule.code):
        if remark.text is None:
            message = _("straight quotation mark, and no telling whether it opens or closes: French sets « »")
            yield rule.finding(file, remark.span, message)
        elif opening is None or opening.paragraph != remark.paragraph:
            opening = remark
        else:
            yield _pair(rule, file, opening, remark)
            opening = None


def _pair(rule: Rule, file: PostFile, opening: Remark, closing: Remark) -> Finding:
    marks = f"{opening.text} {closing.text}".replace("\u00a0", "")
    message = _("straight quotation marks: French sets {marks}").format(marks=marks)
    edits = tuple(remark.edit for remark in (opening, closing) if remark.edit)
    fix = Fix(safety=Safety.SAFE, title=_("write {marks}").format(marks=marks), edits=edits)
    return rule.finding(file, (opening.span[0], closing.span[1]), message, fix=fix if len(edits) == len("«»") else None)


RULE = PostRule("T115", "quotes_straight", Severity.WARNING, check, page=__doc__)
