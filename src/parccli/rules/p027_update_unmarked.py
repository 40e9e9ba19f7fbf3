"""The text has changed since the last export, and `updated` has not.

A feed reader shows an article again, or marks it as changed, when `updated` does. After a correction of substance say
so; after that of a typing error leave it as it is, and nobody is disturbed.

    date: 2025-09-01
    updated: 2025-09-04

Fix: none, since only its author knows whether readers should know.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from parccli.errors import ParcError
from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.listing import folded, is_public
from parccli.render.rendering import render
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report a public post whose words the last export does not have, though it has the same `updated`."""
    post = file.post
    if post is None or post.id is None or site.last is None or post.id not in site.last.ids:
        return
    if site.look_up is None or not is_public(post, site.at, site.config.zone):
        return
    item = site.last.shown(file.path, post.id)
    if item is None:
        return
    try:
        article = render(post, site.config, lookup=site.look_up, links={})
    except ParcError:
        return
    # What was published may have been written without fractions of seconds.
    same_instant = article.updated.replace(microsecond=0) == item.updated.replace(microsecond=0)
    if same_instant and _words(article.body) not in _words(item.content):
        message = _("the text has changed since the last export: if readers should know, set “updated”")
        span = value_span(file, "updated") or value_span(file, "date")
        yield rule.finding(file, span, message)


def _words(html: str) -> str:
    """The words alone: how they are marked up depends on the version that wrote them."""
    return " ".join(re.findall(r"\w+", folded(unescape(re.sub("<[^>]*>", " ", html)))))


RULE = SiteRule("P027", "update_unmarked", Severity.INFO, check, page=__doc__)
