"""There is no no-break space before a colon.

French sets the colon apart from the word it follows, by a no-break space (U+00A0), in Canada too: an ordinary space
lets it go to the next line alone. Hours, ratios and addresses are left as they are.

    Trois lots : voirie, réseaux, plantations.
    Trois lots : voirie, réseaux, plantations.

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
    """Report colons with another space, or none."""
    for remark in remarks(file, config, rule.code):
        message = _("“:” takes a no-break space before it")
        yield rule.finding(file, remark.span, message, fix=remark.fix(_("put a no-break space there")))


RULE = PostRule("T102", "colon_space_missing", Severity.WARNING, check, page=__doc__)
