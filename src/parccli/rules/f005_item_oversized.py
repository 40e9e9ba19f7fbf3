"""A post is too long for one item of a feed.

Feed readers and mail services cut or refuse items of more than 100 KB of HTML, and every reader fetches it again
and again. Put a long report in a document, and the news of it in the post.

    [Le rapport d’activité (PDF, 2,1 Mo)](media/rapport-2025.pdf)

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import to_html
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


MOST_BYTES: Final = 100_000
# No Markdown grows to more than this many times its length.
_GROWTH: Final = 8


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report a body that makes more than 100 KB of HTML."""
    body = file.document.body if file.document else ""
    if len(body) * _GROWTH <= MOST_BYTES:
        return
    size = len(to_html(body).encode())
    if size > MOST_BYTES:
        message = _("the text makes {size} KB of HTML: feed readers cut items of more than {limit}")
        yield rule.finding(file, None, message.format(size=size // 1000, limit=MOST_BYTES // 1000))


RULE = PostRule("F005", "item_oversized", Severity.WARNING, check, page=__doc__)
