"""The summary is longer than a feed reader shows.

Feed readers, lists and cards leave room for about 55 words, and cut what is longer wherever the 55th word stands.
A summary says in one or two sentences what has happened; the rest belongs to the text.

    summary: Le giratoire des Écluses ferme deux nuits, les 4 et 5 mars, pour la pose des enrobés.

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.render.excerpts import WORDS
from parccli.render.tree import LAYOUT
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report a summary of more than 55 words, as cards count them."""
    # What a no-break space holds together is one word.
    count = len([word for word in LAYOUT.split(file.post.summary or "") if word]) if file.post else 0
    if count > WORDS:
        message = _("the summary has {count} words: readers and cards show about {limit}")
        yield rule.finding(file, value_span(file, "summary"), message.format(count=count, limit=WORDS))


RULE = PostRule("P021", "summary_long", Severity.INFO, check, page=__doc__)
