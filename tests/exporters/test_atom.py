"""The Atom feed, byte for byte, and what distinguishes Atom from the other formats."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feedgen.entry import FeedEntry
from lxml import etree

from parccli.config import FeedSettings
from parccli.exporters import atom
from parccli.render.article import FileFacts, Picture, Term

if TYPE_CHECKING:
    from parccli.render.article import Edition
    from tests.exporters.conftest import MakeArticle, MakeEdition

GOLDEN = """\
<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" \
xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <id>https://flux.example.org/feeds/atom.xml</id>
  <title>Parc R&amp;D</title>
  <updated>2025-09-02T08:30:00+02:00</updated>
  <author>
    <name>Parc R&amp;D</name>
  </author>
  <link href="https://www.example.org/" rel="alternate" type="text/html"/>
  <link href="https://flux.example.org/feeds/atom.xml" rel="self" type="application/atom+xml"/>
  <link href="https://flux.example.org/feeds/archive/2025.xml" rel="prev-archive" type="application/atom+xml"/>
  <link href="https://hub.example.org/" rel="hub"/>
  <generator>parccli</generator>
  <logo>https://www.example.org/logo.png</logo>
  <subtitle>Les nouvelles du parc</subtitle>
  <entry xml:lang="en">
    <id>urn:uuid:00000000-0000-0000-0000-000000000001</id>
    <title>« R&amp;D &lt;b&gt; »</title>
    <updated>2025-09-02T08:30:00+02:00</updated>
    <author>
      <name>Service presse</name>
      <email>presse@example.org</email>
    </author>
    <content type="html">&lt;figure&gt;&lt;img src="https://flux.example.org/media/quai.jpg" \
alt="Le quai"&gt;&lt;/figure&gt;
&lt;p&gt;R&amp;amp;D ]]&amp;gt;&lt;/p&gt;</content>
    <summary type="text">R&amp;D : a &lt; b.</summary>
    <category term="Vie du parc" scheme="https://www.example.org/category/"/>
    <category term="quai" scheme="https://www.example.org/tag/"/>
    <link href="https://www.example.org/actualite-1/" rel="alternate" type="text/html"/>
    <link href="https://flux.example.org/media/quai.jpg" rel="enclosure" type="image/jpeg" length="48213"/>
    <published>2025-09-01T12:00:00+02:00</published>
    <media:content url="https://flux.example.org/media/quai.jpg" type="image/jpeg" medium="image" fileSize="48213">
      <media:description type="plain">Le quai</media:description>
    </media:content>
  </entry>
</feed>
"""
ATOM = "{http://www.w3.org/2005/Atom}"
PARIS = ZoneInfo("Europe/Paris")


def root(edition: Edition, path: str = "feeds/atom.xml") -> etree._Element:
    """The feed at `path`."""
    return etree.fromstring({output.path: output.data for output in atom.export(edition)}[path])


def test_the_whole_feed(article: MakeArticle, edition: MakeEdition) -> None:
    """A post with all it can have becomes exactly these bytes; a picture of unknown size has no width and height."""
    facts = FileFacts(path="posts/quai.jpg", size=48_213, media_type="image/jpeg")
    post = article(
        title="« R&D <b> »",
        summary="R&D : a < b.",
        body="<p>R&amp;D ]]&gt;</p>",
        updated=datetime(2025, 9, 2, 8, 30, tzinfo=PARIS),
        author="Service presse <presse@example.org>",
        categories=(Term(name="Vie du parc", slug="vie-du-parc"),),
        tags=("quai", "Vie du parc"),
        picture=Picture(url="https://flux.example.org/media/quai.jpg", alt="Le quai", file=facts),
        language="en",
    )
    made = edition(
        [post],
        description="Les nouvelles du parc",
        public_url="https://flux.example.org",
        feeds=FeedSettings(hub="https://hub.example.org/", image="https://www.example.org/logo.png"),
    )
    outputs = {output.path: output.data for output in atom.export(made)}
    assert outputs["feeds/atom.xml"].decode() == GOLDEN


def test_an_empty_feed_has_an_instant_that_never_changes(edition: MakeEdition) -> None:
    """Atom requires one; a clock would change the bytes at each export, and there is no archive to link to."""
    empty = root(edition())
    assert empty.findtext(f"{ATOM}updated") == "2000-01-01T00:00:00+00:00"
    assert [link.get("rel") for link in empty.iterfind(f"{ATOM}link")] == ["alternate", "self"]


def test_only_the_site_s_feed_leads_to_the_archives(article: MakeArticle, edition: MakeEdition) -> None:
    """The archives hold the posts of all categories."""
    feed = root(edition([article()], categories=("Emploi",)), "feeds/emploi/atom.xml")
    assert [link.get("rel") for link in feed.iterfind(f"{ATOM}link")] == ["alternate", "self"]
    assert feed.findtext(f"{ATOM}id") == "https://www.example.org/feeds/emploi/atom.xml"


def test_a_fraction_of_a_second_is_printed_in_utc(article: MakeArticle, edition: MakeEdition) -> None:
    """Newsboat overlooks the offset after a fraction: 12:00:07.25 in Paris would be 12:00 in UTC for it."""
    noon = datetime(2025, 9, 1, 12, 0, 7, 250_000, tzinfo=PARIS)
    entry = root(edition([article(published=noon)])).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}published") == "2025-09-01T12:00:07+02:00"
    assert entry.findtext(f"{ATOM}updated") == "2025-09-01T10:00:07.250000+00:00"


def test_the_feed_changed_when_its_newest_entry_did(article: MakeArticle, edition: MakeEdition) -> None:
    """An older post that was changed last counts."""
    old = article(2, updated=datetime(2025, 9, 3, 9, tzinfo=PARIS))
    feed = root(edition([article(1, updated=datetime(2025, 9, 1, 12, tzinfo=PARIS) + timedelta(hours=1)), old]))
    assert feed.findtext(f"{ATOM}updated") == "2025-09-03T09:00:00+02:00"


def test_feedgen_still_loses_the_attributes_of_links() -> None:
    """The day this fails, feedgen writes entry links itself: remove the mend from `feeds/xml.py`."""
    entry = FeedEntry()
    entry.id("urn:uuid:00000000-0000-0000-0000-000000000001")
    entry.title("Actualité")
    entry.content("<p>Ouverture lundi.</p>", type="html")
    entry.link(href="https://www.example.org/quai.jpg", rel="enclosure", type="image/jpeg", length="9")
    links = [dict(link.attrib) for link in entry.atom_entry().iterfind("link")]
    assert links == [{"href": "https://www.example.org/quai.jpg"}]
