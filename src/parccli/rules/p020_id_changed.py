"""The id is not the one under which the post was published.

Feed readers know a post by its id: under another one the same news shows as new to everyone who has read it. The
last export wrote down which id each file and each address had. When none of today's posts has that id any more,
it was changed or lost by accident.

    id: urn:uuid:0b1c…      →      id: urn:uuid:7f31…

Fix: unsafe, it writes the published id again. If this is really another piece of news, give it another slug.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Safety, Severity
from parccli.i18n import gettext as _
from parccli.post.identities import is_iri
from parccli.rules.identity import written
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report a post whose published id nobody has any more."""
    if file.post is None or site.last is None or any(problem.key == "id" for problem in file.problems):
        return
    published = site.last.by_path.get(file.path) or site.last.by_slug.get(file.post.slug)
    # One that feeds cannot hold may go: another rule asks for it.
    if published and is_iri(published) and published != file.post.id and published not in site.ids:
        message = _("this post was published as {id}: under another id feed readers show it as new").format(
            id=published
        )
        fix = written(file, published, Safety.UNSAFE, _("write the published id again"))
        yield rule.finding(file, value_span(file, "id"), message, fix=fix)


RULE = SiteRule("P020", "id_changed", Severity.ERROR, check, page=__doc__)
