"""The title is very long.

Search engines show about 60 characters of a title, feed readers and phones a line or two. Over 110 characters
a title is a sentence of the summary.

    title: Le giratoire des Écluses ferme deux nuits en mars

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


LIMIT: Final = 110
"""Characters: what schema.org's consumers take of a headline."""


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report a title of more than 110 characters."""
    count = len(file.post.title) if file.post else 0
    if count > LIMIT:
        message = _("the title has {count} characters: say it in {limit}, and the rest in the summary")
        yield rule.finding(file, value_span(file, "title"), message.format(count=count, limit=LIMIT))


RULE = PostRule("P022", "title_long", Severity.WARNING, check, page=__doc__)
