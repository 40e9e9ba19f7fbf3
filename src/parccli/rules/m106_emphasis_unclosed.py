r"""Asterisks meant for bold show in the text.

Markdown makes bold of `**words**` when both pairs are there and touch the words. A pair that is alone, or that a
space parts from the words, is shown as it is.

    Le chantier ** commence ** en mai.
    Le chantier **commence** en mai.

Fix: none, since only the author knows where the bold ends. Write `\*\*` for asterisks that should show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import paragraphs
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile

_MARKS: Final = re.compile(r"\*\*+|(?<!\w)__(?=[^\W_])")


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report pairs of asterisks or low lines that open nothing."""
    for paragraph in paragraphs(file):
        places = [
            match for match in _MARKS.finditer(paragraph.text) if paragraph.is_exact(*match.span()) or paragraph.key
        ]
        turn = 0
        while turn < len(places):
            mark = places[turn]
            if paragraph.kind and _opens(paragraph.text, mark, closed=turn + 1 < len(places)):
                message = _("“{mark}” shows as it is: it has no counterpart, or a space parts it from its words")
                yield rule.finding(file, paragraph.span(*mark.span()), message.format(mark=mark[0]))
                turn += 1
            turn += 1


def _opens(text: str, mark: re.Match[str], *, closed: bool) -> bool:
    """Tell a mark that opens bold from a call of note, as in “prix**”, and from “2**3”."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if before.isdigit() and after.isdigit():
        return False
    return bool(after) and (after.isalnum() or after in "«“‘(" or (closed and not before.isalnum()))


RULE = PostRule("M106", "emphasis_unclosed", Severity.WARNING, check, page=__doc__)
