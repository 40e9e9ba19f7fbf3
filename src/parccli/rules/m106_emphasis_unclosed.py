r"""Asterisks or underscores meant for bold or italics show in the text.

Markdown makes bold of `**words**` and italics of `*words*` or `_words_` when both marks are there and touch the words.
One that is alone, or that a space parts from the words, is shown as it is. An asterisk after a word calls a note, and
one that begins a line below it is that note: neither is reported.

    Le chantier ** commence ** en mai, *sans coupure.
    Le chantier **commence** en mai, *sans coupure*.

Fix: none, since only the author knows where the bold ends. Write `\*` for an asterisk that should show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import paragraphs, texts_hold
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parccli.config import Config
    from parccli.post import PostFile
    from parccli.rules.prose import Paragraph

_MARKS: Final = re.compile(r"\*+|(?<![\w/@#.-])_{1,2}(?=[^\W_])")
_CALL: Final = re.compile(r"[\w)»%€]\*+(?![\w*])")
_OPENING: Final = "(«“‘[’'\"—–"


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report asterisks or underscores that open nothing."""
    if not texts_hold(file, "*", "_"):
        return
    called = False
    for paragraph in paragraphs(file):
        call = _CALL.search(paragraph.text)
        if paragraph.kind:
            for mark in _open(paragraph, called=called):
                message = _("“{mark}” shows as it is: it has no counterpart, or a space parts it from its words")
                # A name in a program may begin with a low line.
                severity = Severity.INFO if mark[0] == "_" else Severity.WARNING
                span = paragraph.span(*mark.span())
                yield rule.finding(file, span, message.format(mark=mark[0]), severity=severity)
        called = called or call is not None


def _open(paragraph: Paragraph, *, called: bool) -> Iterator[re.Match[str]]:
    """The marks that stand as they were typed and look as if they opened something."""
    text = paragraph.text
    places = [mark for mark in _MARKS.finditer(text) if paragraph.is_exact(*mark.span())]
    turn = 0
    while turn < len(places):
        mark = places[turn]
        twin = turn + 1 < len(places) and places[turn + 1][0] == mark[0]
        opens = _opens_bold(text, mark, closed=twin) if len(mark[0]) > 1 else _opens_italics(text, mark)
        if opens and not (_begins_line(text, mark) and (called or _CALL.search(text, 0, mark.start()))):
            yield mark
            # What would have closed it is the same fault.
            turn += twin
        turn += 1


def _begins_line(text: str, mark: re.Match[str]) -> bool:
    return text[: mark.start()][-1:] in {"", "\n"}


def _opens_bold(text: str, mark: re.Match[str], *, closed: bool) -> bool:
    """Tell a mark that opens bold from a call of note, as in “prix**”, and from “2**3”."""
    before, after = text[: mark.start()][-1:], text[mark.end() : mark.end() + 1]
    if before.isdigit() and after.isdigit():
        return False
    return bool(after) and (after.isalnum() or after in "«“‘(" or (closed and not before.isalnum()))


def _opens_italics(text: str, mark: re.Match[str]) -> bool:
    """Tell a mark that opens italics from one within a word or between spaces."""
    before, after = text[: mark.start()][-1:], text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in _OPENING) and (after.isalpha() or after in {"«", "“"})


RULE = PostRule("M106", "emphasis_unclosed", Severity.WARNING, check, page=__doc__)
