"""An address cannot be published.

Feeds and fragments hold addresses of http, https, mailto and tel. Others would do nothing in a reader or could run
a program (`javascript:`), or cannot be read as an address at all; `export` leaves the link out and keeps its text. A
picture written into the text (`data:`) makes every reader fetch it with every item: put it in a file.

    [fermer](javascript:close())

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.render.addresses import absolute
from parccli.rules.places import media_of
from parccli.rules.references import Image, Link, address_span, references_of
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


SHOWN: Final = 40


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report addresses that have no absolute form among the schemes allowed, and those that are not there."""
    media, base = media_of(file, config), f"{config.url}/"
    for item in references_of(file):
        relative = item.address.startswith("#") or media.path_of(item.address) is not None
        email = isinstance(item, Link) and item.form == "email"
        message = None if relative or email else _fault(item, base)
        if message:
            yield rule.finding(file, address_span(file, item), message)


def _fault(item: Link | Image, base: str) -> str | None:
    address = item.address
    if not address:
        return _("there is no address here: the link or picture will be left out")
    made = absolute(address, base)
    if made and (isinstance(item, Link) or made.startswith("http")):
        return None
    shown = address if len(address) <= SHOWN else f"{address[:SHOWN]}…"
    return _("“{address}” is no address that can be published: it will be left out").format(address=shown)


RULE = PostRule("F002", "address_dropped", Severity.WARNING, check, page=__doc__)
