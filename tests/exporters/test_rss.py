"""The RSS feed, byte for byte, and what distinguishes RSS from the other formats."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from parccli.config import FeedSettings
from parccli.exporters import rss
from parccli.render.article import FileFacts, Picture, Term

if TYPE_CHECKING:
    from parccli.render.article import Edition
    from tests.exporters.conftest import MakeArticle, MakeEdition

GOLDEN = """\
<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" \
xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>Parc R&amp;D</title>
    <link>https://www.example.org/</link>
    <description>Les nouvelles du parc</description>
    <atom:link href="https://flux.example.org/feeds/rss.xml" rel="self" type="application/rss+xml"/>
    <generator>parccli</generator>
    <image>
      <url>https://www.example.org/logo.png</url>
      <title>Parc R&amp;D</title>
      <link>https://www.example.org/</link>
    </image>
    <language>fr</language>
    <lastBuildDate>Tue, 02 Sep 2025 08:30:00 +0200</lastBuildDate>
    <atom:link href="https://hub.example.org/" rel="hub"/>
    <item>
      <title>« R&amp;D &lt;b&gt; »</title>
      <link>https://www.example.org/actualite-1/</link>
      <description>R&amp;amp;D : a &amp;lt; b.</description>
      <content:encoded>&lt;figure&gt;&lt;img src="https://flux.example.org/media/quai.jpg" alt="Le quai" width="1200" \
height="800"&gt;&lt;figcaption&gt;\
En été &lt;small&gt;Service communication&lt;/small&gt;&lt;/figcaption&gt;&lt;/figure&gt;
&lt;p&gt;R&amp;amp;D ]]&amp;gt;&lt;/p&gt;</content:encoded>
      <guid isPermaLink="false">urn:uuid:00000000-0000-0000-0000-000000000001</guid>
      <category domain="https://www.example.org/category/">Vie du parc</category>
      <category domain="https://www.example.org/tag/">quai</category>
      <enclosure url="https://flux.example.org/media/quai.jpg" length="48213" type="image/jpeg"/>
      <pubDate>Mon, 01 Sep 2025 12:00:00 +0200</pubDate>
      <dc:creator>Parc d’activités</dc:creator>
      <media:content url="https://flux.example.org/media/quai.jpg" type="image/jpeg" medium="image" fileSize="48213" \
width="1200" height="800">
        <media:description type="plain">Le quai</media:description>
        <media:credit>Service communication</media:credit>
      </media:content>
    </item>
  </channel>
</rss>
"""
QUAY = Picture(
    url="https://flux.example.org/media/quai.jpg",
    alt="Le quai",
    caption="En été",
    credit="Service communication",
    file=FileFacts(path="posts/quai.jpg", size=48_213, media_type="image/jpeg", width=1200, height=800),
)
MEDIA = "{http://search.yahoo.com/mrss/}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def channel(edition: Edition) -> etree._Element:
    """The channel of the site's feed."""
    first = next(iter(rss.export(edition)))
    assert first.path == "feeds/rss.xml"
    return etree.fromstring(first.data)[0]


def test_the_whole_feed(article: MakeArticle, edition: MakeEdition) -> None:
    """A post with all it can have becomes exactly these bytes."""
    post = article(
        title="« R&D <b> »",
        summary="R&D : a < b.",
        body="<p>R&amp;D ]]&gt;</p>",
        updated=datetime(2025, 9, 2, 8, 30, tzinfo=ZoneInfo("Europe/Paris")),
        categories=(Term(name="Vie du parc", slug="vie-du-parc"),),
        tags=("quai",),
        picture=QUAY,
    )
    made = edition(
        [post],
        description="Les nouvelles du parc",
        public_url="https://flux.example.org",
        feeds=FeedSettings(hub="https://hub.example.org/", image="https://www.example.org/logo.png"),
    )
    assert next(iter(rss.export(made))).data.decode() == GOLDEN


def test_an_empty_feed_has_no_build_date(edition: MakeEdition) -> None:
    """A clock would change the bytes at each export."""
    empty = channel(edition())
    assert empty.find("lastBuildDate") is None
    assert empty.find("item") is None


@pytest.mark.parametrize(
    ("author", "name", "mail"),
    [
        ("Service presse", "Service presse", None),
        ("L’équipe @parc", "L’équipe @parc", None),
        ("Service presse <presse@example.org>", None, "presse@example.org (Service presse)"),
        ("presse@example.org (Service presse)", None, "presse@example.org (Service presse)"),
        ("presse@example.org", None, "presse@example.org (presse@example.org)"),
    ],
)
def test_author(article: MakeArticle, edition: MakeEdition, author: str, name: str | None, mail: str | None) -> None:
    """A name is a dc:creator; `author` holds e-mail addresses alone, and validators want one of the two."""
    item = channel(edition([article(author=author)])).find("item")
    assert item is not None
    assert (item.findtext(f"{DC}creator"), item.findtext("author")) == (name, mail)


def test_a_remote_picture_is_in_the_text_only(article: MakeArticle, edition: MakeEdition) -> None:
    """Nothing is known of its size and type, and an enclosure must state both."""
    remote = Picture(url="https://images.example.org/grue.jpg", alt="Une grue")
    item = channel(edition([article(picture=remote)])).find("item")
    assert item is not None
    assert item.findtext(CONTENT) == (
        '<figure><img src="https://images.example.org/grue.jpg" alt="Une grue"></figure>\n<p>Ouverture lundi.</p>'
    )
    assert item.find("enclosure") is None
    assert item.find(f"{MEDIA}content") is None


def test_a_picture_that_opens_the_text_is_not_shown_twice(article: MakeArticle, edition: MakeEdition) -> None:
    """Whoever put the main picture into the text as well wants it where she put it."""
    body = '<p><img src="https://flux.example.org/media/quai.jpg" alt="Le quai"></p>'
    item = channel(edition([article(picture=QUAY, body=body)])).find("item")
    assert item is not None
    assert item.findtext(CONTENT) == body
    assert item.find("enclosure") is not None


def test_a_post_in_another_language_says_so(article: MakeArticle, edition: MakeEdition) -> None:
    """The channel's language is the site's."""
    feed = channel(edition([article(language="en"), article(2)]))
    assert [item.findtext(f"{DC}language") for item in feed.iterfind("item")] == ["en", None]
    assert feed.findtext("language") == "fr"


@pytest.mark.parametrize(
    ("instant", "printed"),
    [
        (datetime(1970, 1, 1, 12, tzinfo=ZoneInfo("Europe/Paris")), "Thu, 01 Jan 1970 12:00:00 +0100"),
        (datetime(2100, 7, 1, 12, tzinfo=ZoneInfo("Europe/Paris")), "Thu, 01 Jul 2100 12:00:00 +0200"),
        (datetime(1905, 5, 1, 12, tzinfo=ZoneInfo("Europe/Paris")), "Mon, 01 May 1905 11:50:39 +0000"),
        (datetime(2025, 9, 1, 12, 0, 7, 250_000, tzinfo=ZoneInfo("UTC")), "Mon, 01 Sep 2025 12:00:07 +0000"),
    ],
)
def test_dates(article: MakeArticle, edition: MakeEdition, instant: datetime, printed: str) -> None:
    """RFC 822 with English names, whole seconds and an offset in whole minutes."""
    item = channel(edition([article(published=instant)])).find("item")
    assert item is not None
    assert item.findtext("pubDate") == printed
