"""A « ( or [ is never closed, or a » ) or ] closes nothing.

Nobody can tell where the quotation or the aside ends, and a reader stumbles; most often words were lost in
a copy. Each paragraph is looked at by itself. A quotation of several paragraphs may open each of them with « and be
closed once, in the last.

    Il a déclaré « que les travaux continuent.
    Il a déclaré « que les travaux continuent ».

Fix: none. Only the author knows where it ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import paragraphs
from parccli.rules.rule import PostRule, Rule
from parccli.rules.typesetting import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parccli.config import Config
    from parccli.post import PostFile
    from parccli.rules.prose import Paragraph


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report signs without their counterpart in the paragraph."""
    texts = paragraphs(file)
    for remark in remarks(file, config, rule.code):
        if remark.kind == "never-opened":
            message = _("“{mark}” closes nothing in this paragraph")
        elif remark.written == "«" and _goes_on(texts[remark.paragraph + 1 :]):
            continue
        else:
            message = _("“{mark}” is never closed in this paragraph")
        yield rule.finding(file, remark.span, message.format(mark=remark.written))


def _goes_on(following: Sequence[Paragraph]) -> bool:
    """Whether the next paragraph opens the quotation anew."""
    return bool(following) and following[0].text.lstrip().startswith("«")


RULE = PostRule("T116", "bracket_unbalanced", Severity.ERROR, check, page=__doc__)
