"""A link has no text.

Nobody can see it, and a screen reader says “link” and nothing else (RGAA 4.1, criterion 6.2). `export` leaves such
a link out.

    [](plan.pdf)      →      [Plan de circulation (PDF, 400 ko)](plan.pdf)

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import span_of
from parccli.rules.references import links_of
from parccli.rules.rgaa import severity_for
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report links without text; one around a picture is what the picture's alternative text makes of it."""
    for link in links_of(file):
        if not link.text and not link.images:
            message = _("the link has no text (RGAA 6.2): say where it leads")
            yield rule.finding(file, span_of(file, link.start, link.end), message, severity=severity_for(file))


RULE = PostRule("A601", "link_empty", Severity.ERROR, check, page=__doc__)
