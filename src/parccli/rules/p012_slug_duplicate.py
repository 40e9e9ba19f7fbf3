"""Two posts have the same slug.

The slug names the post's page and its fragments: of two posts with one slug, one would overwrite the other.
A post without a `slug` line takes it from its file's name.

    slug: portes-ouvertes      →      slug: portes-ouvertes-2

Fix: none. Give one of the two another slug with `parccli rename`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report each of the posts that share a slug, and name the others."""
    if file.post is None:
        return
    others = [path for path in site.slugs.get(file.post.slug, ()) if path != file.path]
    if others:
        message = _("the slug “{slug}” is also that of {paths}: change one with “parccli rename”").format(
            slug=file.post.slug, paths=", ".join(others)
        )
        yield rule.finding(file, value_span(file, "slug"), message)


RULE = SiteRule("P012", "slug_duplicate", Severity.ERROR, check, page=__doc__)
