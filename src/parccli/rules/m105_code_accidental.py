"""Four spaces at the beginning of a line make code of a text.

Markdown shows as the code of a program, in one long line, what four spaces or a tab set off: an indented paragraph,
most often one that was pasted. Real code stands between two lines of three backquotes.

        * Champs obligatoires
    * Champs obligatoires

Fix: none: take the spaces away.
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

_FENCE: Final = re.compile(r"[ \t]*(?:```|~~~)")
_PROSE: Final = re.compile(r"[\W\d_]*[^\W\d_]{2,}|[\W\d_]*[^\W\d_]['’]")
_CODE: Final = re.compile(
    r"[{}<>=$\\|]|;$|\(\)|\s--?[A-Za-z]|^[ \t]*(?:#!|//|/\*)|^\S+(?:[_/]\S+|\.\w+)$", re.MULTILINE
)


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report indented code that reads like sentences."""
    body = file.document.body if file.document else ""
    for event in opened(file, Kind.CODE_BLOCK):
        if not _FENCE.match(body, event.start):
            text = body[event.start : event.end].strip()
            if _PROSE.match(text) and not _CODE.search(text):
                message = _("four spaces at the beginning of the line make code of this text: take them away")
                first = text.splitlines()[0]
                yield rule.finding(file, span_of(file, event.start, event.start + len(first)), message)


RULE = PostRule("M105", "code_accidental", Severity.WARNING, check, page=__doc__)
