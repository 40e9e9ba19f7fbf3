"""A link to a page of the site depends on where the post stands.

A feed is read far from the site, so `export` makes the address absolute, from the post's own page. When the pattern
of addresses changes, or the post stands in a list, it leads elsewhere. Write it from the root of the site.

    [nous écrire](../contact/)      →      [nous écrire](/contact/)

Fix: none, since only the site knows its pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.render.addresses import absolute, permalink
from parccli.render.media import is_page
from parccli.rules.places import lacks_scheme, media_of
from parccli.rules.references import address_span, links_of
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report relative addresses of pages that are neither posts nor files."""
    if file.post is None:
        return
    media = media_of(file, config)
    for link in links_of(file):
        path = media.path_of(link.address)
        if path is None or not is_page(path) or lacks_scheme(link.address):
            continue
        made = absolute(link.address, permalink(file.post, config))
        message = _("this address depends on that of the post, and would lead to {address}: begin it with “/”")
        yield rule.finding(file, address_span(file, link), message.format(address=made or link.address))


RULE = PostRule("F003", "address_relative", Severity.INFO, check, page=__doc__)
