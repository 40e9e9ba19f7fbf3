"""The text of a link is an address.

A screen reader spells it out, and nobody remembers it (RGAA 4.1, criterion 6.1). Give the link a text that names
what is there. An e-mail address, or the bare name of a site, says what it is.

    <https://www.example.org/plan-2024-v3>      →      [Le plan de 2024](https://www.example.org/plan-2024-v3)

Fix: none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import span_of
from parccli.rules.references import links_of
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


_ADDRESS: Final = re.compile(r"(?:https?://\S+|www\.[^\s/]+/\S+)", re.IGNORECASE)


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report links whose text is an address with its path or scheme."""
    for link in links_of(file):
        if _ADDRESS.fullmatch(link.text) and not link.label:
            message = _("the text of the link is an address (RGAA 6.1): say in words what is there")
            yield rule.finding(file, span_of(file, link.start, link.end), message)


RULE = PostRule("A603", "link_text_address", Severity.WARNING, check, page=__doc__)
