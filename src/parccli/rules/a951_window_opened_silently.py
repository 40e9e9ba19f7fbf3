"""A link opens a new window without a word.

Who cannot see it does not know why “back” no longer works (RGAA 4.1, criterion 13.2). Say so in the text of the
link, or better, leave `target` out: `export` does.

    <a href="https://www.example.org/" target="_blank">Le site</a>

Fix: none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.listing import folded
from parccli.rules.prose import span_of
from parccli.rules.references import links_of
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


_SAID: Final = re.compile(r"nouvel(?:le)? (?:fenetre|onglet)|new (?:window|tab)")


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report links with a `target` of their own that neither their text nor their title tells of."""
    for link in links_of(file):
        target = link.tag.attributes.get("target", "").lower() if link.tag else ""
        if target in {"_blank", "_new", "blank"} and not _SAID.search(folded(f"{link.text} {link.label}")):
            message = _("the link opens a new window and does not say so (RGAA 13.2): leave “target” out")
            yield rule.finding(file, span_of(file, link.start, link.tag.end if link.tag else link.end), message)


RULE = PostRule("A951", "window_opened_silently", Severity.WARNING, check, page=__doc__)
