"""The text of a link does not say where it leads.

Who uses a screen reader jumps from link to link and hears their texts alone: five times “ici” is no list of
contents (RGAA 4.1, criterion 6.1). Make the words that name the target the link.

    Le plan est [ici](plan.md).      →      Consultez [le plan de circulation](plan.md).

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


_VAGUE: Final = frozenset(
    {
        *("ici", "la", "cliquez ici", "cliquer ici", "cliquez la", "clic ici", "par ici", "c est ici", "voir ici"),
        *(
            "lire ici",
            "telecharger ici",
            "en savoir plus",
            "savoir plus",
            "en savoir davantage",
            "plus d infos",
            "plus",
        ),
        *("plus d informations", "lire la suite", "la suite", "lire plus", "voir plus", "suite", "lien", "le lien"),
        *("ce lien", "cette page", "suivez ce lien", "suivre ce lien", "voir le lien", "acceder", "consulter", "voir"),
        *(
            "here",
            "click here",
            "click",
            "this link",
            "link",
            "this page",
            "more",
            "read more",
            "learn more",
            "see more",
        ),
        *("more info", "more information", "find out more", "details", "read on"),
    }
)


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report links whose whole text is a word for any link, unless their title goes on from it."""
    for link in links_of(file):
        words = _words(link.text)
        if words in _VAGUE and not (_words(link.label).startswith(f"{words} ")):
            message = _("“{text}” does not say where the link leads (RGAA 6.1): make it name its target")
            yield rule.finding(file, span_of(file, link.start, link.end), message.format(text=link.text))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


RULE = PostRule("A602", "link_text_vague", Severity.WARNING, check, page=__doc__)
