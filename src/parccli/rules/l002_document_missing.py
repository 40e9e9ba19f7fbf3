"""A linked document is not in the site folder.

The link names a file that is not there, or one that is never published: a hidden file, or one above the site folder.
`export` leaves the text of such a link without the link.

    [Le plan (PDF)](media/plan-v2.pdf)      →      [Le plan (PDF)](media/plan.pdf)

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.errors import ParcError
from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.render.media import is_page, left_out
from parccli.rules.places import POSTS, lacks_scheme, media_of
from parccli.rules.rule import Rule, Site, SiteRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report links to local files that cannot be published; posts and pages of the site are no such files."""
    if site.look_up is None:
        return
    media = media_of(file, site.config, site.look_up)
    for link in site.outline(file).links:
        path = media.path_of(link.address)
        if path is None or lacks_scheme(link.address) or path.lower().endswith(POSTS) or is_page(path):
            continue
        try:
            found = media.find(path)
        except ParcError:
            continue
        if found is None:
            absent = _("there is no file {path} in the site folder").format(path=path)
            message = left_out(path, media.unfit[path]) if path in media.unfit else absent
            yield rule.finding(file, link.place, message)


RULE = SiteRule("L002", "document_missing", Severity.ERROR, check, page=__doc__)
