r"""A line begins with a sign that Markdown takes for a list or a quotation.

A number and a full stop begin a numbered list, `+` and `-` a list, `>` a quotation, even where a sentence was meant:
the year or the sign disappears from the text. A backslash before the sign keeps it.

    2021. Une année de chantiers.
    2021\. Une année de chantiers.

Fix: none: add the backslash, or begin the sentence with a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Kind
from parccli.rules.prose import opened, span_of
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile

_FIRST_DOUBTFUL: Final = 100
_TAKEN: Final = {
    Kind.LIST: re.compile(r"(\d{3,9}[.)])[ \t]|([+-])[ \t]+\d[^\n]*\n?\Z"),
    Kind.BLOCK_QUOTE: re.compile(r"(>)[ \t]*\d[^\n]*\n?\Z"),
}


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report lists that begin at 100 or more, signed numbers as the only item, quotations that begin with a number."""
    body = file.document.body if file.document else ""
    for event in (*opened(file, Kind.LIST), *opened(file, Kind.BLOCK_QUOTE)):
        taken = _TAKEN[event.kind].match(body[event.start : event.end])
        if taken and (event.number is None or event.number >= _FIRST_DOUBTFUL):
            sign = taken[0].split()[0] if event.kind is Kind.LIST else taken[1]
            message = _("Markdown takes “{sign}” for the beginning of a list or of a quotation: write “{escaped}”")
            text = message.format(sign=sign, escaped=f"{sign[:-1]}\\{sign[-1]}")
            yield rule.finding(file, span_of(file, event.start, event.start + len(sign)), text)


RULE = PostRule("M108", "list_accidental", Severity.WARNING, check, page=__doc__)
