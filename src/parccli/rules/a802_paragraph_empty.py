"""A paragraph is empty.

A screen reader says “blank”, once for each (RGAA 4.1, criterion 8.2: elements are not there for their looks). The
space between paragraphs is for the site's style sheet; `export` leaves empty paragraphs out.

    <p>&nbsp;</p>

Fix: none. Delete the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Edge, Event, Kind
from parccli.rules.prose import paragraphs, span_of
from parccli.rules.rule import PostRule, Rule
from parccli.rules.tags import Tag, Words, steps_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile
    from parccli.rules.prose import Paragraph
    from parccli.rules.tags import Step


_SPACE: Final = "\u00a0\u202f\u2007\u200b\ufeff"


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report paragraphs, in Markdown or HTML, that hold nothing but spaces and line breaks."""
    opening: Event | Tag | None = None
    for step in steps_of(file) if tags_of(file) or any(map(_shows_nothing, paragraphs(file))) else ():
        if _is_edge(step, opens=True):
            opening = step if isinstance(step, Event | Tag) else None
        elif opening is not None and _is_edge(step, opens=False):
            message = _("the paragraph is empty (RGAA 8.2): delete it")
            end = opening.end if isinstance(opening, Event) else step.end
            start, end = span_of(file, opening.start, end)
            yield rule.finding(file, (start, start + len(_text(file)[start:end].rstrip("\r\n"))), message)
            opening = None
        elif not _is_blank(step):
            opening = None


def _shows_nothing(paragraph: Paragraph) -> bool:
    return not paragraph.text.strip().strip(_SPACE)


def _is_edge(step: Step, *, opens: bool) -> bool:
    if isinstance(step, Tag):
        return step.name == "p" and step.closes is not opens
    return isinstance(step, Event) and step.kind is Kind.PARAGRAPH and (step.edge is Edge.OPENS) is opens


def _is_blank(step: Step) -> bool:
    match step:
        case Tag(name="br"):
            return True
        case Words(text=text) | Event(kind=Kind.TEXT, text=text):
            return not text.strip().strip(_SPACE)
        case Event(kind=Kind.SOFT_BREAK | Kind.HARD_BREAK):
            return True
        case _:
            return False


def _text(file: PostFile) -> str:
    return file.source.text if file.source else ""


RULE = PostRule("A802", "paragraph_empty", Severity.WARNING, check, page=__doc__)
