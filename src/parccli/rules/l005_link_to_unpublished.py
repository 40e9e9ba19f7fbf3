"""A public post links to one that is not public.

When this post appears, the other one is still a draft, scheduled for later, expired or archived. Nothing leaks:
`export` leaves the text without the link. The link appears by itself once the other post is public.

    [la fête des vingt ans](../2027/2027-03-01-vingt-ans.md)

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.listing import is_public, status_at
from parccli.moment import begins
from parccli.rules.places import media_of
from parccli.rules.rule import Rule, Site, SiteRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report links from a published post to one that is not public now, or when this post will be."""
    post, zone = file.post, site.config.zone
    if post is None or post.date is None or post.status != "published":
        return
    appears = max(site.at, begins(post.date, zone))
    if not is_public(post, appears, zone):
        return
    media = media_of(file, site.config, site.look_up)
    for link in site.outline(file).links:
        other = site.posts.get(media.path_of(link.address) or "")
        if other is not None and not is_public(other, appears, zone):
            message = _("{path} is not public ({status}): the link will be left out").format(
                path=other.path, status=_(status_at(other, appears, zone).value)
            )
            yield rule.finding(file, link.place, message)


RULE = SiteRule("L005", "link_to_unpublished", Severity.WARNING, check, page=__doc__)
