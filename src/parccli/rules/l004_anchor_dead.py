"""A link leads to a place of the page that does not exist.

`#…` means a heading by its words, written as in an address, or an `id` of raw HTML. When the heading was reworded
the link leads nowhere, and `export` leaves its text alone.

    ## Le calendrier
    [les dates](#calendrier)      →      [les dates](#le-calendrier)

Fix: none; the message names what there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Kind
from parccli.render.identities import Anchors
from parccli.rules.outline import anchors_of
from parccli.rules.references import address_span, links_of
from parccli.rules.rule import PostRule, Rule
from parccli.rules.tags import steps_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile

# Of a heading's words, as many make its id.
_SHOWN: Final = 8


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report links within the page to what its rendering would not find."""
    links = [link for link in links_of(file) if link.address.startswith("#")]
    if not links:
        return
    anchors = _anchors(file)
    for link in links:
        if not anchors.find(link.address[1:]):
            message = _("nothing on this page is called {address}").format(address=link.address)
            if anchors.given:
                known = sorted(f"#{name.removeprefix('--')}" for name in anchors.given)
                message = _("nothing on this page is called {address}; there is {known}").format(
                    address=link.address, known=", ".join(known[:_SHOWN])
                )
            yield rule.finding(file, address_span(file, link), message)


def _anchors(file: PostFile) -> Anchors:
    anchors = Anchors("")
    anchors.given.update(f"--{name}" for name in anchors_of(file))
    for tag in tags_of(file):
        if identity := tag.attributes.get("id"):
            anchors.renamed[identity] = identity
            anchors.given.add(identity)
    notes = sum(getattr(step, "kind", None) is Kind.FOOTNOTE_REFERENCE for step in steps_of(file))
    anchors.given.update(f"--{kind}-{number + 1}" for kind in ("note", "ref") for number in range(notes))
    return anchors


RULE = PostRule("L004", "anchor_dead", Severity.WARNING, check, page=__doc__)
