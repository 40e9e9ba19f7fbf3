"""What an entry says of a post, and what identifies it, in every format."""

from __future__ import annotations

import json as stdlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from parccli.exporters import atom, json, rss
from parccli.exporters.feeds.plain import line, markup, uri
from parccli.post import Post

if TYPE_CHECKING:
    from parccli.render.article import Edition
    from tests.exporters.conftest import MakeArticle, MakeEdition

FORMATS = {"rss.xml": rss, "atom.xml": atom, "feed.json": json}


def exported(edition: Edition, name: str, folder: str = "feeds") -> bytes:
    """The file `name` of one feed."""
    outputs: dict[str, bytes] = {output.path: output.data for output in FORMATS[name].export(edition)}
    return outputs[f"{folder}/{name}"]


def items_of(edition: Edition, folder: str = "feeds") -> list[dict[str, Any]]:
    """The items of a JSON feed."""
    items: list[dict[str, Any]] = stdlib.loads(exported(edition, "feed.json", folder))["items"]
    return items


@given(
    title=st.text(),
    body=st.text(),
    tags=st.lists(st.text(), max_size=3).map(tuple),
    slug=st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True),
    site=st.sampled_from(["http://www.example.org", "https://parc.example.org/actus"]),
    zone=st.sampled_from(["Europe/Paris", "UTC", "America/Cayenne"]),
    days=st.integers(min_value=-5000, max_value=5000),
)
@settings(max_examples=50)
def test_nothing_but_the_id_is_the_id(
    article: MakeArticle,
    edition: MakeEdition,
    title: str,
    body: str,
    tags: tuple[str, ...],
    slug: str,
    site: str,
    zone: str,
    days: int,
) -> None:
    """Whatever else changes, and whatever text is written, every format is well formed and keeps the id."""
    changed = article(
        1,
        title=title,
        summary=title,
        body=body,
        tags=tags,
        post=Post(slug=slug, tags=tags),
        url=f"{site}/{slug}/",
        published=datetime(2025, 9, 1, 12, tzinfo=ZoneInfo(zone)) + timedelta(days=days),
    )
    made = edition([changed], url=site, timezone=zone)
    ids = [
        etree.fromstring(exported(made, "rss.xml")).findtext("channel/item/guid"),
        etree.fromstring(exported(made, "atom.xml")).findtext("{*}entry/{*}id"),
        items_of(made)[0]["id"],
    ]
    assert ids == ["urn:uuid:00000000-0000-0000-0000-000000000001"] * 3


@pytest.mark.parametrize("identity", ["https://www.example.org/?p=42", "tag:example.org,2021:42"])
def test_an_imported_id_stays_as_it_was(article: MakeArticle, edition: MakeEdition, identity: str) -> None:
    """And is never taken for an address to open."""
    guid = etree.fromstring(exported(edition([article(id=identity)]), "rss.xml")).find("channel/item/guid")
    assert guid is not None
    assert (guid.text, guid.get("isPermaLink")) == (identity, "false")


@pytest.mark.parametrize(
    ("changes", "title", "summary", "content"),
    [
        ({"title": "\x00 "}, "actualite-1", "Ce qu’il faut savoir de l’actualité 1.", "<p>Ouverture lundi.</p>"),
        ({"summary": ""}, "Actualité 1", "Ouverture lundi.", "<p>Ouverture lundi.</p>"),
        ({"summary": "", "excerpt": ""}, "Actualité 1", "Actualité 1", "<p>Ouverture lundi.</p>"),
        ({"summary": "R&D", "body": ""}, "Actualité 1", "R&D", "<p>R&amp;D</p>"),
    ],
)
def test_something_stands_for_what_is_missing(
    article: MakeArticle,
    edition: MakeEdition,
    changes: dict[str, str],
    title: str,
    summary: str,
    content: str,
) -> None:
    """No item is without title, summary and text: readers show what they have."""
    (item,) = items_of(edition([article(**changes)]))
    assert (item["title"], item["summary"], item["content_html"]) == (title, summary, content)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\x00b\x0bc\x1f", "abc"),
        ("a\ud800b\udfff", "ab"),
        ("a\ufffeb\uffff", "ab"),
        ("a\x7fb\x85c\x9f", "abc"),
        ("🏭𠮷\u00a0\u202f", "🏭𠮷\u00a0\u202f"),
        ("un\r\ndeux\rtrois\tquatre", "un\ndeux\ntrois\tquatre"),
    ],
)
def test_only_characters_that_xml_has(before: str, after: str) -> None:
    """The others go; no-break spaces and characters of four bytes stay."""
    assert markup(before) == after


def test_a_text_on_one_line() -> None:
    """Line breaks become spaces; the no-break space at the end is the author's."""
    assert line(" Un\n titre\t! \u00a0") == "Un titre ! \u00a0"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://www.example.org/café n° 1.pdf", "https://www.example.org/caf%C3%A9%20n%C2%B0%201.pdf"),
        ("https://www.example.org/caf%C3%A9?a=[1]&b=%20", "https://www.example.org/caf%C3%A9?a=%5B1%5D&b=%20"),
        ("https://été.example.org/été", "https://xn--t-9fab.example.org/%C3%A9t%C3%A9"),
        (
            "https://www.example.org/a?retour=https://été.fr/",
            "https://www.example.org/a?retour=https://%C3%A9t%C3%A9.fr/",
        ),
        ("", ""),
    ],
)
def test_addresses_are_percent_encoded_once(before: str, after: str) -> None:
    """What is encoded already stays as it is; the host is in ASCII."""
    assert uri(before) == after
    assert uri(after) == after


def test_roles_for_screen_readers_stay_on_the_page(article: MakeArticle, edition: MakeEdition) -> None:
    """Validators call them a security risk in a feed; the same letters in a text are text."""
    body = '<figure role="figure" aria-label="Le quai"><img alt="Le quai" src="https://a.example.org/a.jpg"></figure>'
    (item,) = items_of(edition([article(body=f'{body}<p>Écrire role="figure" ici.</p>')]))
    assert item["content_html"] == (
        '<figure><img alt="Le quai" src="https://a.example.org/a.jpg"></figure><p>Écrire role="figure" ici.</p>'
    )
