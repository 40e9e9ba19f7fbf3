"""A text ends with “[…]”.

That is how a site cuts a summary short: the rest stayed on the page that it was copied from. A cut within a
quotation is not reported.

    Les entreprises peuvent encore […]

Fix: none. Fetch the rest of the text, or end the sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import paragraphs, texts_hold
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile

_CUT: Final = re.compile(r"\[ ?(?:…|\.{3}) ?\](?=\s*(?:\n(?![a-zà-ÿœ])|\Z))")


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report lines that end with a cut, outside of a quotation."""
    for paragraph in paragraphs(file) if texts_hold(file, "…", "...") else ():
        for match in _CUT.finditer(paragraph.text):
            before = paragraph.text[: match.start()]
            if before.count("«") <= before.count("»"):
                message = _("the text is cut here: “[…]” stands for words that were not copied")
                yield rule.finding(file, paragraph.span(*match.span()), message)


RULE = PostRule("M110", "text_truncated", Severity.WARNING, check, page=__doc__)
