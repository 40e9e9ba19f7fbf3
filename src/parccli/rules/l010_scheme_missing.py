"""An address lacks its beginning.

Without `https://` an address means a file beside the post, and without `mailto:` so does an e-mail address.

    [le site](www.example.org)      →      [le site](https://www.example.org)
    [nous écrire](contact@example.org)      →      [nous écrire](mailto:contact@example.org)

Fix: unsafe, it writes what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Fix, Safety, Severity
from parccli.i18n import gettext as _
from parccli.rules.places import lacks_scheme
from parccli.rules.references import address_span, links_of
from parccli.rules.rule import PostRule, Rule
from parccli.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report links whose address is the name of a site, or an e-mail address, and no more."""
    for link in links_of(file):
        if link.form != "email" and lacks_scheme(link.address):
            beginning = "mailto:" if "@" in link.address.split("/")[0] else "https://"
            span = address_span(file, link)
            message = _("write {address}: as it is, it means a file beside the post")
            fix = _fix(file, span, beginning, link.address)
            yield rule.finding(file, span, message.format(address=beginning + link.address), fix=fix)


def _fix(file: PostFile, span: tuple[int, int], beginning: str, address: str) -> Fix | None:
    if file.source is None or file.source.text[slice(*span)] != address:
        return None
    title = _("write “{beginning}” before it").format(beginning=beginning)
    return Fix(safety=Safety.UNSAFE, title=title, edits=(Edit(start=span[0], end=span[0], text=beginning),))


RULE = PostRule("L010", "scheme_missing", Severity.ERROR, check, page=__doc__)
