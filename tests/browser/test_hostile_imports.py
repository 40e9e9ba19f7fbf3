"""Whatever a source holds, by whichever importer it comes in: nothing of it runs in any output that holds HTML."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from parccli.config import FeedSettings
from parccli.errors import ParcError
from parccli.exporters import EXPORTERS
from parccli.importers import IMPORTERS, Material, Options, read
from parccli.render.article import Edition
from parccli.render.rendering import render
from tests.browser.conftest import document
from tests.browser.test_hostile import CANARY, SET_TWICE, breaches_until_control
from tests.samples.posts import FILES, SITE
from tests.trust.routes import AFTER, BEFORE, ROUTES
from tests.trust.vectors import OPEN_ENDED, VECTORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.post import Post
    from parccli.render.article import Article
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser
CONFIG = replace(SITE, feeds=FeedSettings(items=1000))
OPTIONS = Options(today=date(2026, 1, 15), status="published", related=True)
AT = datetime(2026, 1, 15, tzinfo=UTC)
# Mail programs read no other styles; ours stand in the template.
STYLED = re.compile(r"<style>|\w+ style=[\w\s:;#,.%'\"-]*\Z")
# Rows with a zero byte are refused.
REFUSED = sum("\0" in vector for vector in VECTORS)
TEXTS_OF = (
    "(bodies) => bodies.map(html => Object.assign(document.createElement('div'), { innerHTML: html }).textContent)"
)


def _posts(importer: str, kind: str) -> Iterator[Post]:
    for number, data in enumerate(ROUTES[importer, kind](VECTORS)):
        material = Material.of(f"{number}.{importer}", data)
        for row in read([(IMPORTERS[importer], material)], CONFIG, OPTIONS):
            if row.post:
                yield replace(row.post, id=f"urn:{importer}:{number}", date=row.post.date or date(2025, 1, 1))


def _article(post: Post, number: int) -> Article | None:
    named = replace(post, slug=f"n-{number}", status="published", path=f"posts/n-{number}.md")
    try:
        return render(named, CONFIG, lookup=FILES.get, links={})
    except ParcError:
        return None


def _pieces(path: str, data: bytes) -> Iterator[str]:
    """Whatever of an output a site, a reader or WordPress will set as HTML."""
    if path.endswith(".html") and not path.startswith("newsletter/"):
        yield data.decode()
    elif path.endswith(".json") and path.startswith("feeds/"):
        yield from (item["content_html"] for item in json.loads(data)["items"])
    elif path.endswith(".xml"):
        for element in etree.fromstring(data).iter("{*}encoded", "{*}description", "{*}content", "{*}summary"):
            if element.text and element.get("type", "html") == "html":
                yield element.text


@pytest.mark.parametrize(("importer", "kind"), ROUTES)
def test_nothing_that_comes_in_runs(importer: str, kind: str, open_page: OpenPage) -> None:
    """Every vector in every place of a source; every output, set by innerHTML twice; what stands beside is there."""
    posts = list(_posts(importer, kind))
    articles = [article for number, post in enumerate(posts) if (article := _article(post, number))]
    assert len(articles) == len(posts)
    assert len(posts) >= (len(VECTORS) - REFUSED if importer != "docx" else len(VECTORS) // 25)
    edition = Edition(config=CONFIG, at=AT, articles=tuple(articles), templates={}, digest=tuple(articles))
    outputs = [output for target in EXPORTERS.values() for output in target.export(edition)]
    [letter] = [
        out.data.decode() for out in outputs if out.path.startswith("newsletter/") and out.path.endswith(".html")
    ]
    pieces = {piece for output in outputs for piece in _pieces(output.path, output.data)}
    assert len(pieces) > 2 * len(articles)
    page = open_page(document(CANARY))
    assert page.evaluate(SET_TWICE, sorted(pieces)) == []
    assert [fault for fault in page.evaluate(SET_TWICE, [letter]) if not STYLED.match(fault)] == []
    assert breaches_until_control(page) == 1
    texts = page.evaluate(TEXTS_OF, [article.body for article in articles])
    read_out = [f"{article.summary} {text}" for article, text in zip(articles, texts, strict=True)]
    assert not [text for text in read_out if BEFORE not in text]
    assert len([text for text in texts if AFTER not in text]) <= len(OPEN_ENDED)
