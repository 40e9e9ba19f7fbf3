"""A post expires before it begins.

It is public from its date on and no longer after `expires`: when that is not later than the date, there is no
moment at which anyone can read it.

    date: 2025-09-01
    expires: 2025-08-31      →      expires: 2025-10-31

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.moment import begins, ends
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report `expires` that leaves no moment after `date`; a bare one lasts to the end of its day."""
    post, zone = file.post, config.zone
    if post and post.date and post.expires and ends(post.expires, zone) <= begins(post.date, zone):
        message = _("the post expires before its date, so it is never public: correct one of the two")
        yield rule.finding(file, value_span(file, "expires"), message)


RULE = PostRule("P025", "expires_too_early", Severity.ERROR, check, page=__doc__)
