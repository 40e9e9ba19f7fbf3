"""A frame has no title.

The title of an `<iframe>` tells what is in it before anyone enters it (RGAA 4.1, criterion 2.1). `export` publishes
a link in the place of the frame, so that nothing sets cookies unasked: the title becomes the text of that link.

    <iframe src="https://carte.example.org/parc" title="Carte des accès au Parc"></iframe>

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import span_of
from parccli.rules.rgaa import severity_for
from parccli.rules.rule import PostRule, Rule
from parccli.rules.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report frames without a title."""
    for tag in tags_of(file):
        if tag.name == "iframe" and not tag.closes and not tag.attributes.get("title", "").strip():
            message = _('the frame has no title (RGAA 2.1): add title="…" that says what is in it')
            yield rule.finding(file, span_of(file, tag.start, tag.end), message, severity=severity_for(file))


RULE = PostRule("A201", "frame_title_missing", Severity.ERROR, check, page=__doc__)
