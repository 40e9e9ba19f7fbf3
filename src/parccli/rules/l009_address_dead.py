"""An address outside the site does not answer.

The page was removed, or the site is gone. Only `parccli validate --links` asks, and politely: never two questions
at a time to one site. A site that refuses robots is not reported.

    [le rapport](https://www.example.org/rapport-2019)

Fix: none. Find the page's new address, or leave the link out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.places import asked
from parccli.rules.rule import Rule, Site, SiteRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


_GONE: Final = frozenset({404, 410})
_BROKEN: Final = 500


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report addresses whose answer is that there is nothing; those that may be back tomorrow are warnings."""
    if not site.answers:
        return
    for item in site.outline(file).references:
        answer = site.answers.get(asked(item.address) or "")
        if answer is None:
            continue
        if answer.status in _GONE:
            message = _("there is no such page any more ({status})").format(status=answer.status)
            yield rule.finding(file, item.place, message)
        elif answer.status is None or answer.status >= _BROKEN:
            message = _("the address does not answer ({reason})").format(reason=answer.reason or answer.status)
            yield rule.finding(file, item.place, message, severity=Severity.WARNING)


RULE = SiteRule("L009", "address_dead", Severity.ERROR, check, page=__doc__)
