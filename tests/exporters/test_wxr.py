from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from parccli.config import WordPressSettings
from parccli.exporters import wxr
from parccli.importers import IMPORTERS, Material, Options, read
from parccli.post import Post
from parccli.render.article import Term

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from parccli.render.article import Edition
    from tests.exporters.conftest import MakeArticle, MakeEdition

SPACES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def items(edition: Edition) -> list[Element]:
    """The items of the export of an edition."""
    (output,) = wxr.export(edition)
    assert output.path == "wxr/posts.xml"
    return etree.fromstring(output.data).findall("channel/item")


def text(item: Element, path: str) -> str | None:
    """The text of what stands at a path in an item."""
    return item.findtext(path, namespaces=SPACES)


def test_a_post_has_what_wordpress_asks_of_one(article: MakeArticle, edition: MakeEdition) -> None:
    """Type, status, slug, both dates in both times, a guid that is no address, texts as HTML."""
    published = datetime(2025, 7, 1, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
    updated = published.replace(hour=10, microsecond=999_000)
    (item,) = items(edition([article(1, title="R&D <b>", summary="a < b", published=published, updated=updated)]))
    assert {path: text(item, path) for path in (
        "title", "link", "pubDate", "dc:creator", "guid", "content:encoded", "excerpt:encoded",
        "wp:post_id", "wp:post_type", "wp:status", "wp:post_name",
        "wp:post_date", "wp:post_date_gmt", "wp:post_modified", "wp:post_modified_gmt",
    )} == {
        "title": "R&amp;D &lt;b&gt;",
        "link": "https://www.example.org/actualite-1/",
        "pubDate": "Tue, 01 Jul 2025 07:30:00 +0000",
        "dc:creator": "Parc d’activités",
        "guid": "urn:uuid:00000000-0000-0000-0000-000000000001",
        "content:encoded": "<p>Ouverture lundi.</p>",
        "excerpt:encoded": "a &lt; b",
        "wp:post_id": "1",
        "wp:post_type": "post",
        "wp:status": "publish",
        "wp:post_name": "actualite-1",
        "wp:post_date": "2025-07-01 09:30:00",
        "wp:post_date_gmt": "2025-07-01 07:30:00",
        "wp:post_modified": "2025-07-01 10:30:00",
        "wp:post_modified_gmt": "2025-07-01 08:30:00",
    }  # fmt: skip
    assert [dict(guid.attrib) for guid in item.findall("guid")] == [{"isPermaLink": "false"}]


def test_terms_have_slugs_of_their_own(article: MakeArticle, edition: MakeEdition) -> None:
    """Two tags are never one in WordPress, whose terms are told apart by their slugs."""
    (item,) = items(edition([article(1, tags=("Été", "ete", "🏭", "🌳"))]))
    found = [(part.get("domain"), part.get("nicename"), part.text) for part in item.findall("category")]
    assert found == [
        ("post_tag", "ete", "Été"),
        ("post_tag", "ete-2", "ete"),
        ("post_tag", "article", "🏭"),
        ("post_tag", "article-2", "🌳"),
    ]


def test_a_main_picture_is_an_attachment_of_its_post(awkward: MakeArticle, edition: MakeEdition) -> None:
    """The post names it by number; the alternative is its meta, the caption with the credit its excerpt."""
    post, attachment = items(edition([awkward(3)]))
    assert text(post, "wp:postmeta[wp:meta_key='_thumbnail_id']/wp:meta_value") == text(attachment, "wp:post_id")
    assert text(attachment, "wp:post_type") == "attachment"
    assert text(attachment, "wp:status") == "inherit"
    assert text(attachment, "wp:post_parent") == text(post, "wp:post_id")
    assert text(attachment, "wp:attachment_url") == "https://www.example.org/media/3/photo%20%C3%A9t%C3%A9.jpg"
    assert text(attachment, "excerpt:encoded") == "Le quai en été <small>Service communication</small>"
    alternative = "wp:postmeta[wp:meta_key='_wp_attachment_image_alt']/wp:meta_value"
    assert text(attachment, alternative) == "Le quai « nord » & <sud>"


def test_a_newer_post_changes_no_number(awkward: MakeArticle, edition: MakeEdition) -> None:
    """Those who import again find each post under its number."""
    before = {text(item, "guid"): text(item, "wp:post_id") for item in items(edition([awkward(2), awkward(3)]))}
    after = {text(item, "guid"): text(item, "wp:post_id") for item in items(edition([*map(awkward, (1, 2, 3))]))}
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)


def test_a_draft_shown_for_once_stays_one(article: MakeArticle, edition: MakeEdition) -> None:
    """WordPress must not publish it."""
    shown = replace(article(1), post=Post(slug="a", status="draft"))
    assert [text(item, "wp:status") for item in items(edition([shown]))] == ["draft"]


def test_what_wordpress_would_rewrite_is_written_as_references(article: MakeArticle, edition: MakeEdition) -> None:
    """A bracketed word of the text is no shortcode there."""
    (item,) = items(edition([article(1, body="<p>[gallery] et [caption]x[/caption]</p>")]))
    assert "[" not in (text(item, "content:encoded") or "")


def test_whatever_the_text_the_same_posts_come_back(awkward: MakeArticle, edition: MakeEdition) -> None:
    """Control characters, `]]>`, odd addresses: well-formed, and the same bytes each time."""
    made = edition([awkward(number) for number in range(1, 9)])
    (output,) = wxr.export(made)
    assert [output] == list(wxr.export(made))
    material = Material.of("posts.xml", output.data)
    rows = list(read([(IMPORTERS["wxr"], material)], made.config, Options(today=date(2026, 1, 15))))
    posts = [row.post for row in rows if not row.left_out]
    assert [post and post.id for post in posts] == [article.id for article in made.articles[::-1]]
    for post, article in zip(posts, made.articles[::-1], strict=True):
        assert post is not None
        assert (post.summary, post.tags) == (article.summary, article.post.tags)
        assert post.categories == tuple(term.name for term in article.categories)
        picture = article.picture
        assert (post.image, post.image_alt, post.image_caption, post.image_credit) == (
            (picture.url, picture.alt, picture.caption, picture.credit) if picture else (None, None, None, None)
        )


@pytest.mark.parametrize(("path", "own"), [("wxr/posts.xml", True), ("wxr/a.xml", False), ("feeds/posts.xml", False)])
def test_only_the_one_file_is_its_own(path: str, *, own: bool) -> None:
    """What else stands in the folder is somebody's."""
    assert wxr.owns(path) is own


def test_a_type_and_a_taxonomy_of_the_site_s_own(article: MakeArticle, edition: MakeEdition) -> None:
    """A site whose news are no “posts”: both are named as there, and the terms declared as WordPress does."""
    own = WordPressSettings(post_type="actualite", taxonomy="rubrique")
    made = edition([article(1, categories=(Term(name="R&D", slug="rd"),), tags=("quai",))], wordpress=own)
    (item,) = items(made)
    assert text(item, "wp:post_type") == "actualite"
    assert [(term.get("domain"), term.get("nicename"), term.text) for term in item.findall("category")] == [
        ("rubrique", "rd", "R&amp;D"),
        ("post_tag", "quai", "quai"),
    ]
    (output,) = wxr.export(made)
    channel = etree.fromstring(output.data)[0]
    (term,) = channel.findall("wp:term", namespaces=SPACES)
    assert [(etree.QName(part).localname, part.text) for part in term] == [
        ("term_id", "1"),
        ("term_taxonomy", "rubrique"),
        ("term_slug", "rd"),
        ("term_parent", None),
        ("term_name", "R&amp;D"),
    ]
    assert channel.findall("wp:category", namespaces=SPACES) == []
