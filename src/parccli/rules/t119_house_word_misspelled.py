"""A word of the house is not spelled as the site's list has it.

Names of places and organisations should be the same on every page. The list is `words`, in the section `[rules]` of
parccli.toml; case, accents, hyphens and spaces count.

    words = ["Béthune-Bruay"]

    le bassin de Béthune Bruay
    le bassin de Béthune-Bruay

Fix: unsafe, since a quotation or an address may want the other spelling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.rule import PostRule, Rule
from parccli.rules.typesetting import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report spellings that differ from the list."""
    for remark in remarks(file, config, rule.code):
        # In small letters and other signs they are ordinary words: “les trois canaux”.
        if remark.written.islower() and remark.written != (remark.text or "").lower():
            continue
        message = _("the house writes “{text}”").format(text=remark.text)
        title = _("write “{text}”").format(text=remark.text)
        yield rule.finding(file, remark.span, message, fix=remark.fix(title))


RULE = PostRule("T119", "house_word_misspelled", Severity.WARNING, check, page=__doc__)
