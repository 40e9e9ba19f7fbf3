"""A line of hyphens makes a heading of the paragraph above it.

Markdown takes `---` or `===` for the underline of a heading when no blank line comes before. A rule across the page
needs that blank line.

    Le chantier est terminé depuis vendredi, et la route rouverte.
    ---

Fix: none: add a blank line above the hyphens.
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
    from collections.abc import Iterable, Sequence

    from parccli.config import Config
    from parccli.post import PostFile

_LONGEST: Final = 100
_UNDERLINE: Final = re.compile(r"[> \t]*(?:-+|=+)")


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report underlined headings that read like sentences."""
    body = file.document.body if file.document else ""
    for event in opened(file, Kind.HEADING):
        lines = body[event.start : event.end].rstrip().splitlines()
        if not _UNDERLINE.fullmatch(lines[-1]) or not _is_a_sentence(lines[:-1]):
            continue
        end = event.start + len(body[event.start : event.end].rstrip())
        message = _("this line makes a heading of the paragraph above: leave a blank line before it")
        yield rule.finding(file, span_of(file, end - len(lines[-1].lstrip("> \t")), end), message)


def _is_a_sentence(lines: Sequence[str]) -> bool:
    text = " ".join(lines).strip()
    return len(lines) > 1 or len(text) > _LONGEST or text.endswith((".", ";", ",", "…"))


RULE = PostRule("M109", "heading_accidental", Severity.WARNING, check, page=__doc__)
