"""The letters o and e are apart in a word that joins them.

`œ` is the spelling of cœur, œuvre, sœur, nœud, vœu, bœuf and œil; a dictionary and a search know no other. Words that
keep both letters, such as coefficient or moelle, are left as they are.

    la mise en oeuvre, au coeur du Parc
    la mise en œuvre, au cœur du Parc

Fix: safe. Only words of a list are changed.
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
    """Report o and e that should be joined."""
    for remark in remarks(file, config, rule.code):
        message = _("o and e are joined in this word: “{text}”").format(text=remark.text)
        title = _("write “{text}”").format(text=remark.text)
        yield rule.finding(file, remark.span, message, fix=remark.fix(title))


RULE = PostRule("T113", "ligature_missing", Severity.WARNING, check, page=__doc__)
