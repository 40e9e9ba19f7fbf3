"""A table has no header row.

A screen reader says the header of a column with each of its cells; without one a table is a heap of numbers
(RGAA 4.1, criterion 5.6). In Markdown the header is the row above the line of hyphens.

    |  |  |                        | Arrêt | Premier départ |
    |---|---|             →        |---|---|
    | Gare | 4 h 52 |              | Gare | 4 h 52 |

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Edge, Kind
from parccli.rules.prose import events_of, opened, span_of
from parccli.rules.rgaa import severity_for
from parccli.rules.rule import PostRule, Rule
from parccli.rules.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parccli.config import Config
    from parccli.markdown import Event
    from parccli.post import PostFile
    from parccli.rules.tags import Tag


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report Markdown tables with an empty header row, and HTML ones without a header cell."""
    message = _("the table has no header (RGAA 5.6): give each column a name in the first row")
    for start, end in (*_markdown(file), *_html(file)):
        yield rule.finding(file, span_of(file, start, end), message, severity=severity_for(file))


def _markdown(file: PostFile) -> Iterator[tuple[int, int]]:
    head: Event | None = None
    for event in events_of(file) if opened(file, Kind.TABLE) else ():
        if event.kind is Kind.TABLE_HEAD:
            if event.edge is Edge.CLOSES and head is not None:
                yield event.start, event.start + len(_body(file)[event.start : event.end].rstrip())
            head = event if event.edge is Edge.OPENS else None
        elif event.kind not in {Kind.TABLE_CELL, Kind.INLINE_HTML}:
            head = None


def _html(file: PostFile) -> Iterator[tuple[int, int]]:
    table: Tag | None = None
    for tag in tags_of(file):
        if tag.name == "table" and not tag.closes:
            table = None if tag.attributes.get("role") in {"presentation", "none"} else tag
        elif tag.name == "th":
            table = None
        elif tag.name == "table" and table is not None:
            yield table.start, table.end
            table = None


def _body(file: PostFile) -> str:
    return file.document.body if file.document else ""


RULE = PostRule("A501", "table_header_missing", Severity.ERROR, check, page=__doc__)
