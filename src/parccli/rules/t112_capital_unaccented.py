"""A capital has lost its accent.

Accents are part of the spelling, on capitals as on small letters: without them a word is misread by people and
missed by search. Only words of a list are reported; an initial “A” only where it looks like the preposition, as a
remark.

    l’Etat, l’Ecole, une Ile
    l’État, l’École, une Île

Fix: safe for words that are nothing else, unsafe for those that English has too; none for “A”.
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
    """Report capitals without the accent of their word."""
    for remark in remarks(file, config, rule.code):
        if remark.kind == "preposition":
            message = _("if this is the preposition, its capital keeps the accent: “À”")
            yield rule.finding(file, remark.span, message, severity=Severity.INFO)
            continue
        message = _("capitals keep their accents: “{text}”").format(text=remark.text)
        title = _("write “{text}”").format(text=remark.text)
        yield rule.finding(file, remark.span, message, fix=remark.fix(title))


RULE = PostRule("T112", "capital_unaccented", Severity.WARNING, check, page=__doc__)
