"""A post has no summary.

Feeds, lists and cards show the summary (the chapô). Without one they show the first 55 words of the text,
which were not written to stand alone.

    summary: Le giratoire des Écluses ferme deux nuits pour la pose des enrobés.

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report an absent or empty summary."""
    if file.post and not file.post.summary:
        message = _("the post has no summary: lists and feeds will show its first 55 words")
        yield rule.finding(file, value_span(file, "summary"), message)


RULE = PostRule("P016", "summary_missing", Severity.WARNING, check, page=__doc__)
