"""A paragraph is very long.

More than 1,000 characters make a grey block on a screen, and a wall on a telephone: most readers leave before the
end. Two or three shorter paragraphs, a heading or a list let them find what they came for.

    Le chantier a commencé en octobre. (et mille caractères plus loin, toujours le même paragraphe)

Fix: none. Cut where the subject changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Kind
from parccli.rules.prose import paragraphs
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile

LIMIT: Final = 1000
"""The longest that is not reported, in characters."""


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report paragraphs of more than 1,000 characters."""
    for paragraph in paragraphs(file):
        if paragraph.kind in {Kind.PARAGRAPH, Kind.ITEM} and len(paragraph.text) > LIMIT:
            message = _("the paragraph has {count} characters: cut it where the subject changes")
            yield rule.finding(file, paragraph.span(0, len(paragraph.text)), message.format(count=len(paragraph.text)))


RULE = PostRule("M111", "paragraph_too_long", Severity.INFO, check, page=__doc__)
