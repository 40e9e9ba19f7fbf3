"""A digest -> its text, for who reads mail without HTML."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from parccli.exporters.newsletter.markers import apart
from parccli.french.dates import format_date

if TYPE_CHECKING:
    from parccli.exporters.newsletter.letter import Digest
    from parccli.render.article import Article

_WIDTH: Final = 72
"""Of a line, in characters, so that an answer can quote it (RFC 3676)."""


def text_of(digest: Digest) -> str:
    """Lay the digest out in lines; each address is alone on its own."""
    words = digest.words
    links = ((words.unsubscribe, digest.unsubscribe), (words.online, digest.online), (words.policy, digest.policy))
    blocks = [
        _underlined(f"{digest.config.title}\n{digest.heading}", "="),
        *(_article(article, digest) for article in digest.articles),
        "-" * _WIDTH,
        _folded(digest.reason),
        *(f"{words.labelled.format(label=label)}\n{address}" for label, address in links if address),
    ]
    return "\n\n".join(blocks).replace("\u202f", "\u00a0") + "\n"


def _article(article: Article, digest: Digest) -> str:
    day = format_date(article.published.date(), digest.config.language)
    title = _underlined(_folded(apart(article.title)), "-")
    more = f"{digest.words.labelled.format(label=digest.words.read_more)}\n{article.url}"
    parts = [f"{title}\n{day}", _folded(apart(article.excerpt)), more]
    return "\n\n".join(part for part in parts if part)


def _underlined(text: str, mark: str) -> str:
    return f"{text}\n{mark * max(map(len, text.splitlines()))}"


def _folded(text: str) -> str:
    return "\n".join(textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False))
