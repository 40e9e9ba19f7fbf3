r"""A line begins with number signs and is no heading.

Markdown makes a heading of `## Words`, with a space after the signs; without it the line stays text, signs included.
A single sign is left alone, since it begins a hashtag.

    ##Le calendrier
    ## Le calendrier

Fix: none: add the space. Write `\##` for signs that should show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Kind
from parccli.rules.prose import paragraphs, texts_hold
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile

_SIGNS: Final = re.compile(r"^(#{2,6})[^\s#]", re.MULTILINE)


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report two to six number signs that touch the first word of a line."""
    for paragraph in paragraphs(file) if texts_hold(file, "##") else ():
        for match in _SIGNS.finditer(paragraph.text) if paragraph.kind is Kind.PARAGRAPH else ():
            if paragraph.is_exact(*match.span(1)):
                message = _("“{signs}” makes no heading without a space: write “{signs} …”").format(signs=match[1])
                yield rule.finding(file, paragraph.span(*match.span(1)), message)


RULE = PostRule("M112", "heading_unread", Severity.WARNING, check, page=__doc__)
