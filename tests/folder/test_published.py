"""What the last export shows of a post, looked up in a real output folder."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from parccli.config import Config
from parccli.folder.published import Published, last_shown
from parccli.folder.site import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path

MADE = [("fragments/articles/pont.body.html", "urn:uuid:1"), ("fragments/articles/pont.html", "urn:uuid:1")]
FEED = '{"items": [{"id": "urn:uuid:2", "date_modified": "2025-08-30T10:00:00+02:00", "content_html": "<p>Lu.</p>"}]}'
HEAD = '{"dateModified": "2025-08-30T10:00:00+02:00"}'
BODY = "<p>Le pont ouvre.</p>"
UPDATED = datetime(2025, 8, 30, 8, tzinfo=UTC)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A site that was exported an hour before its post was written."""
    files = {
        "posts/pont.md": "---\n---\n",
        "public/manifest.json": "{}",
        "public/feeds/feed.json": FEED,
        "public/fragments/head/pont.jsonld": HEAD,
        "public/fragments/articles/pont.body.html": BODY,
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    os.utime(tmp_path / "public/manifest.json", (0, 0))
    return SiteFolder(root=tmp_path, config=Config(title="Le Parc", url="https://www.example.org"))


def test_a_post_that_was_touched_since_is_looked_up_in_its_fragment(site: SiteFolder) -> None:
    """Its content, and when it said that it had changed."""
    assert last_shown(site, MADE)("posts/pont.md", "urn:uuid:1") == Published(updated=UPDATED, content=BODY)


def test_one_without_a_fragment_is_looked_up_in_the_feed(site: SiteFolder) -> None:
    """A site may make feeds only."""
    assert last_shown(site, [])("posts/pont.md", "urn:uuid:2") == Published(updated=UPDATED, content="<p>Lu.</p>")
    assert last_shown(site, [])("posts/pont.md", "urn:uuid:3") is None


def test_one_that_was_not_touched_is_not_read_again(site: SiteFolder) -> None:
    """It shows what it did."""
    os.utime(site.root / "posts/pont.md", (-9, -9))
    assert last_shown(site, MADE)("posts/pont.md", "urn:uuid:1") is None


@pytest.mark.parametrize("head", ["", "{}", "[]", '{"dateModified": 3}', '{"dateModified": "hier"}', "\xff"])
def test_a_file_that_is_no_longer_ours_tells_nothing(site: SiteFolder, head: str) -> None:
    """A check goes on without it."""
    (site.root / "public/fragments/head/pont.jsonld").write_text(head, encoding="latin-1")
    assert last_shown(site, MADE)("posts/pont.md", "urn:uuid:1") is None
    (site.root / "public/fragments/head/pont.jsonld").unlink()
    assert last_shown(site, MADE)("posts/pont.md", "urn:uuid:1") is None
