"""Lines begin with “–” or “•” and are no list.

They look like a list, but Markdown runs them together in one paragraph, and a screen reader cannot tell how many
items there are (RGAA 4.1, criterion 9.3). Begin each line with `- `.

    • la vidange de la cuve
    • la pose de la résine

    - la vidange de la cuve
    - la pose de la résine

Fix: none, since what the lines hold may have to be set apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.fake_lists import fake_lists
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report runs of such lines, at the first of them."""
    for group in fake_lists(file):
        mark = file.source.text[group[0][0]] if file.source else ""
        message = _("the lines that begin with “{mark}” are no list (RGAA 9.3): begin each with “- ”")
        yield rule.finding(file, group[0], message.format(mark=mark))


RULE = PostRule("M104", "list_faked", Severity.WARNING, check, page=__doc__)
