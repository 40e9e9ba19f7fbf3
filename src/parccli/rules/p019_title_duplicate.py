"""Two posts have the same title.

In a list or a feed reader nobody can tell one from the other, and a search engine takes them for one page. Say
in the title what is particular: the year, the place. The finding stands at the post with the later date.

    title: Portes ouvertes      →      title: Portes ouvertes 2026

Fix: none, since only its author knows what is particular.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.listing import folded
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report every post but the oldest of those that share a title, whatever its case and accents."""
    if file.post is None or not file.post.title:
        return
    first, *later = site.titles.get(folded(file.post.title), (file.path,))
    if file.path in later:
        message = _("the title is that of {path} already: say what is particular to this post")
        yield rule.finding(file, value_span(file, "title"), message.format(path=first))


RULE = SiteRule("P019", "title_duplicate", Severity.WARNING, check, page=__doc__)
