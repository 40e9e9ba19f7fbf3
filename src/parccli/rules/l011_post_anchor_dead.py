"""A link leads to a place in another post that does not exist.

`article.md#…` means a heading of that post by its words, written as in an address. When the heading was reworded the
link leads to the beginning of the post, and its reader has to look for what was meant.

    [les dates](2024-06-17-giratoire.md#calendrier)
    [les dates](2024-06-17-giratoire.md#le-calendrier)

Fix: none; the message names what there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urldefrag

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.render.identities import name_of
from parccli.rules.places import media_of
from parccli.rules.rule import Rule, Site, SiteRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile

# Of a heading's words, as many make its id.
_SHOWN: Final = 8


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report links to other posts whose `#…` is no heading there."""
    media = media_of(file, site.config)
    for link in site.outline(file).links:
        name = name_of(unquote(urldefrag(link.address).fragment)) if "#" in link.address else ""
        other = site.files.get(media.path_of(link.address) or "") if name else None
        if other is None or other.post is None:
            continue
        anchors = site.outline(other).anchors
        if name not in anchors:
            message = _("{path} has no heading {anchor}").format(path=other.path, anchor=f"#{name}")
            if anchors:
                message = _("{path} has no heading {anchor}; there is {known}").format(
                    path=other.path, anchor=f"#{name}", known=", ".join(f"#{known}" for known in anchors[:_SHOWN])
                )
            yield rule.finding(file, link.place, message)


RULE = SiteRule("L011", "post_anchor_dead", Severity.WARNING, check, page=__doc__)
