"""A post has no id.

The id is what feed readers know a post by: it is written once and never changes, whatever becomes of the
title, the slug or the address. A published post without one cannot be exported, since any id made up at
each export would show the post as new every time.

Fix: safe: a new id is written. `parccli publish` writes one too, and so does `parccli new` from the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Safety, Severity
from parccli.i18n import gettext as _
from parccli.rules.identity import id_fix
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report an absent id: an error for a published post, a warning for a draft, which gets it when published."""
    if file.post and file.post.id is None and not any(problem.key == "id" for problem in file.problems):
        message = _("the post has no id: “parccli publish {slug}” writes one").format(slug=file.post.slug)
        severity = Severity.ERROR if file.post.status == "published" else Severity.WARNING
        fix = id_fix(file, site, Safety.SAFE)
        yield rule.finding(file, value_span(file, "id"), message, severity=severity, fix=fix)


RULE = SiteRule("P013", "id_missing", Severity.ERROR, check, page=__doc__)
