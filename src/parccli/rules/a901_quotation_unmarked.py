"""A long quotation is a plain paragraph.

A paragraph that is one quotation from its first word to its last is a `<blockquote>` (RGAA 4.1, criterion 9.4):
screen readers then say where it begins and ends. Begin its line with `>`.

    « Laisser pousser ne coûte rien. »      →      > Laisser pousser ne coûte rien.

Fix: none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.french.typography import OPAQUE
from parccli.i18n import gettext as _
from parccli.markdown import Edge, Kind
from parccli.rules.prose import events_of, paragraphs, span_of
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile
    from parccli.rules.prose import Paragraph


_LONG: Final = 20
_QUOTED: Final = re.compile(r"«[^«»]*»[\s.]*", re.DOTALL)


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report paragraphs of the text itself that are one quotation of twenty words or more."""
    depth, start, texts = 0, -1, list[str]()
    for event in events_of(file) if any(map(_may_be_one, paragraphs(file))) else ():
        if event.kind in _CONTAINERS:
            depth += 1 if event.edge is Edge.OPENS else -1
        elif event.kind is Kind.PARAGRAPH and event.edge is Edge.OPENS:
            start, texts = event.start, []
        elif event.kind is Kind.PARAGRAPH:
            text = "".join(texts)
            if depth == 0 and len(text.split()) >= _LONG and _QUOTED.fullmatch(text.strip()):
                end = start + len(_body(file)[start : event.end].rstrip())
                message = _("this paragraph is a quotation (RGAA 9.4): begin it with “>”")
                yield rule.finding(file, span_of(file, start, end), message)
        else:
            texts.append(event.text if event.kind in {Kind.TEXT, Kind.CODE} else " " * (event.kind in _BREAKS))


_CONTAINERS: Final = frozenset({Kind.BLOCK_QUOTE, Kind.ITEM, Kind.FOOTNOTE_DEFINITION})
# Raw HTML may come first and last.
_AROUND: Final = f" .\n\r\t{OPAQUE}"
_BREAKS: Final = frozenset({Kind.SOFT_BREAK, Kind.HARD_BREAK})


def _may_be_one(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip(_AROUND)
    return paragraph.kind is Kind.PARAGRAPH and text.startswith("«") and text.endswith("»")


def _body(file: PostFile) -> str:
    return file.document.body if file.document else ""


RULE = PostRule("A901", "quotation_unmarked", Severity.INFO, check, page=__doc__)
