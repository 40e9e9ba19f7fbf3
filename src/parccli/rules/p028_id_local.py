"""The id is not a universal address.

The id of a post is that of its entries in feeds, and Atom takes nothing but an address there, `urn:uuid:…` as a rule:
of a number, every site has the same. `export` stops at a public post with such an id.

    id: 42      →      id: urn:uuid:5f0c…

Fix: unsafe, it writes an address that is made of the site's and of the old id, always the same; none for a post that
the last export published, since feed readers may know it. Change that one by hand: they show it once more as new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from parccli.findings import Finding, Safety, Severity
from parccli.i18n import gettext as _
from parccli.post.identities import is_iri
from parccli.rules.identity import written
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report an id that is no absolute IRI: an error for a published post, a warning for a draft."""
    if file.post is None or file.post.id is None or is_iri(file.post.id):
        return
    post_id = file.post.id
    address = uuid5(uuid5(NAMESPACE_URL, site.config.url), post_id).urn
    message = _("“{id}” is no id for feeds, which take only an address: write “{address}”").format(
        id=post_id, address=address
    )
    severity = Severity.ERROR if file.post.status == "published" else Severity.WARNING
    was_published = site.last is not None and post_id in site.last.ids
    fix = None if was_published else written(file, address, Safety.UNSAFE, _("write “{text}”").format(text=address))
    yield rule.finding(file, value_span(file, "id"), message, severity=severity, fix=fix)


RULE = SiteRule("P028", "id_local", Severity.ERROR, check, page=__doc__)
