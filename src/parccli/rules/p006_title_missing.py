"""A post has no title.

The title is what a feed reader, a list and a search engine show first. Without one the post is a line of
nothing.

    ---
    title: Portes ouvertes au Parc
    date: 2025-09-01
    ---

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report an absent title, or one without a letter or digit."""
    if file.post and not any(character.isalnum() for character in file.post.title):
        yield rule.finding(file, value_span(file, "title"), _("the post has no title: add a line “title: …”"))


RULE = PostRule("P006", "title_missing", Severity.ERROR, check, page=__doc__)
