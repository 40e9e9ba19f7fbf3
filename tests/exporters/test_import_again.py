"""What a feed of ours carries comes back: title, id, date, summary, picture, and every word."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import lxml.html
import pytest

from parccli import markdown
from parccli.exporters import EXPORTERS
from parccli.importers import IMPORTERS, Material, Options, read
from parccli.moment import begins

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Row
    from parccli.render.article import Article, Edition

_FEEDS = {"rss": "feeds/rss.xml", "atom": "feeds/atom.xml", "json": "feeds/feed.json"}


def _read_back(target: str, edition: Edition) -> list[Row]:
    data = next(output.data for output in EXPORTERS[target].export(edition) if output.path == _FEEDS[target])
    options = Options(today=date(2026, 1, 15))
    return list(read([(IMPORTERS["feed"], Material.of(_FEEDS[target], data))], edition.config, options))


def _words(html: str) -> list[str]:
    return "".join(map(str, lxml.html.document_fromstring(f"<div>{html}</div>").itertext())).split()


@pytest.mark.parametrize("target", _FEEDS)
def test_feed_comes_back(target: str, awkward: Callable[..., Article], edition: Callable[..., Edition]) -> None:
    """Export, then import: the same posts, however awkward their texts."""
    articles = [awkward(number) for number in range(1, 7)]
    made = edition(articles, categories=("Vie du parc", "R&D"))
    rows = _read_back(target, made)
    assert len(rows) == len(articles)
    for row, article in zip(rows, articles, strict=True):
        post = row.post
        assert post is not None, row.messages
        assert (post.id, post.summary) == (article.id, article.summary)
        assert post.title.split() == "".join(c for c in article.title if c.isprintable()).split()
        assert isinstance(post.date, datetime)
        assert begins(post.date, made.config.zone) == article.published.replace(microsecond=0)
        assert post.image == (article.picture.url if article.picture else None)
        assert _words(markdown.to_html(post.body)) == _words(article.body.replace("\x0c", ""))
        assert (post.image_alt, post.image_credit) == (
            (article.picture.alt, article.picture.credit) if article.picture else (None, None)
        )
        # JSON Feed has but one list for both.
        assert {*post.categories, *post.tags} == {*(term.name for term in article.categories), *article.post.tags}
