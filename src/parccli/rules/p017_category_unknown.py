"""A category is not in the site's list.

Each category has its own feeds and lists. A mistyped one makes a new, almost empty set beside the right one.

    categories: [Travau]      →      categories: [Travaux]

Fix: none. Correct it, or add the category to `categories` in parccli.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.listing import category_remark
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report each category outside a list that is not empty, with the nearest one of the list."""
    known = config.categories
    if file.post is None or not known:
        return
    for category in file.post.categories:
        if category not in known:
            yield rule.finding(file, value_span(file, "categories"), category_remark(category, known))


RULE = PostRule("P017", "category_unknown", Severity.WARNING, check, page=__doc__)
