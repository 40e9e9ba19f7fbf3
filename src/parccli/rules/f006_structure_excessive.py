"""A post has more levels or cells than can be published.

Lists in lists, quotations in quotations and HTML elements within each other may have a hundred levels, the tables of
a post a hundred thousand cells: `export` stops at a post that has more, since nothing that reads it would get through.
Nobody writes that; it comes in with a pasted text. Take the levels out, or put the table in a document and link to it.

    [Les mesures de l’année (XLSX, 3,4 Mo)](media/mesures-2025.xlsx)

Fix: none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.findings import Finding, Severity
from parccli.markdown import to_html
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile

_LEVELS: Final = 100
_CELLS: Final = 100_000
_SHARE: Final = _LEVELS // 3
"""Of so many levels, one of three things has brought a third: what a line begins with, HTML, or marks of emphasis."""
# A tab is four columns, in which two lists begin.
_BEGINNING: Final = re.compile(rf"^(?:[ \t>*+\-\d.)]{{{_SHARE}}}|(?:[ >*+\-\d.)]*\t){{{_SHARE // 4}}})", re.MULTILINE)


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report a body that the renderer refuses."""
    body = file.document.body if file.document else ""
    # To render each post would take as long as all other checks together.
    if not _may_exceed(body):
        return
    # Slow to import.
    from parccli.render.sanitising import sanitised  # noqa: PLC0415
    from parccli.render.tree import parse  # noqa: PLC0415

    try:
        parse(sanitised(to_html(body)))
    except ParcError as error:
        yield rule.finding(file, None, f"{error.message}. {error.hint}" if error.hint else error.message)


def _may_exceed(body: str) -> bool:
    """Whether there may be so many levels or cells; a sign at the start of a line makes one level, at most."""
    return (
        body.count("<") >= _SHARE
        or sum(map(body.count, "*_~")) >= _SHARE
        or (body.count("|") + 1) * body.count("\n") >= _CELLS
        or _BEGINNING.search(body) is not None
    )


RULE = PostRule("F006", "structure_excessive", Severity.ERROR, check, page=__doc__)
