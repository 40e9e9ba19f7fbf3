"""The JSON Feed, byte for byte."""

from __future__ import annotations

import json as stdlib
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from parccli.config import FeedSettings
from parccli.exporters import json
from parccli.render.article import FileFacts, Picture, Term

if TYPE_CHECKING:
    from tests.exporters.conftest import MakeArticle, MakeEdition

GOLDEN = """\
{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Parc R&D",
  "home_page_url": "https://www.example.org/",
  "feed_url": "https://flux.example.org/feeds/feed.json",
  "description": "Les nouvelles du parc",
  "icon": "https://www.example.org/logo.png",
  "language": "fr",
  "authors": [
    {
      "name": "Parc R&D",
      "url": "https://www.example.org/"
    }
  ],
  "hubs": [
    {
      "type": "WebSub",
      "url": "https://hub.example.org/"
    }
  ],
  "items": [
    {
      "id": "urn:uuid:00000000-0000-0000-0000-000000000001",
      "url": "https://www.example.org/actualite-1/",
      "title": "« R&D <b> »",
      "summary": "R&D : a < b.",
      "content_html": "<figure><img src=\\"https://flux.example.org/media/quai.jpg\\" alt=\\"Le quai\\"></figure>\\n\
<p>Un \U0001f3ed.</p>",
      "date_published": "2025-09-01T12:00:00+02:00",
      "date_modified": "2025-09-02T08:30:00+02:00",
      "image": "https://flux.example.org/media/quai.jpg",
      "authors": [
        {
          "name": "Service presse",
          "url": "mailto:presse@example.org"
        }
      ],
      "language": "en",
      "tags": [
        "Vie du parc",
        "quai"
      ],
      "attachments": [
        {
          "url": "https://flux.example.org/media/quai.jpg",
          "mime_type": "image/jpeg",
          "size_in_bytes": 48213
        }
      ]
    }
  ]
}
"""


def test_the_whole_feed(article: MakeArticle, edition: MakeEdition) -> None:
    """A post with all it can have becomes exactly these bytes."""
    facts = FileFacts(path="posts/quai.jpg", size=48_213, media_type="image/jpeg")
    post = article(
        title="« R&D <b> »",
        summary="R&D : a < b.",
        body="<p>Un \U0001f3ed.</p>",
        updated=datetime(2025, 9, 2, 8, 30, tzinfo=ZoneInfo("Europe/Paris")),
        author="Service presse <presse@example.org>",
        categories=(Term(name="Vie du parc", slug="vie-du-parc"),),
        tags=("quai",),
        picture=Picture(url="https://flux.example.org/media/quai.jpg", alt="Le quai", file=facts),
        language="en",
    )
    made = edition(
        [post],
        description="Les nouvelles du parc",
        public_url="https://flux.example.org",
        feeds=FeedSettings(hub="https://hub.example.org/", image="https://www.example.org/logo.png"),
    )
    assert next(iter(json.export(made))).data.decode() == GOLDEN


def test_an_empty_feed_has_an_empty_list_of_items(edition: MakeEdition) -> None:
    """The format requires the key."""
    output = next(iter(json.export(edition())))
    assert output.path == "feeds/feed.json"
    assert stdlib.loads(output.data)["items"] == []


def test_a_remote_picture_is_an_image_but_no_attachment(article: MakeArticle, edition: MakeEdition) -> None:
    """Its type and size are unknown."""
    remote = Picture(url="https://images.example.org/grue.jpg", alt="Une grue")
    (item,) = stdlib.loads(next(iter(json.export(edition([article(picture=remote)])))).data)["items"]
    assert item["image"] == "https://images.example.org/grue.jpg"
    assert "attachments" not in item
