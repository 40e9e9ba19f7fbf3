"""What the last export shows of one post: the words of its fragment, and when it says that the post changed last.

Only of posts whose file was written after that export: what has not been touched since shows what it did.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from parccli.errors import ParcError
from parccli.folder.manifest import MANIFEST
from parccli.folder.reading import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from parccli.folder.site import SiteFolder

_BODY: Final = ("fragments/articles/", ".body.html")
_HEAD: Final = "fragments/head/{slug}.jsonld"
_FEED: Final = "feeds/feed.json"


@dataclass(frozen=True, kw_only=True)
class Published:
    """A post as it was published: when it said that it had changed last, and its content in HTML."""

    updated: datetime
    content: str


@dataclass(frozen=True)
class LastShown:
    """Looks a post up in the output folder, by its path and its id; `slugs` are those that ids have there.

    `since` is when the manifest was written, in nanoseconds. Reads two small files a post that was touched since, and
    nothing for the others; where the site makes no fragments, the feed, which has the newest posts.
    """

    site: SiteFolder
    slugs: dict[str, str]
    since: int

    def __call__(self, path: str, post_id: str) -> Published | None:
        """What stands there of the post; None where nothing does, or the post is older."""
        out = self.site.output
        try:
            # As text: a Path takes ten times as long as the question, which is asked of every post.
            if os.stat(f"{self.site.root}/{path}").st_mtime_ns < self.since:  # noqa: PTH116
                return None
            if post_id in self.slugs:
                return _of_fragment(out, self.slugs[post_id])
            return _of_feed(out, post_id)
        except (OSError, ParcError, ValueError, LookupError, TypeError):
            # Not there, or no longer ours: then nothing is known.
            return None


def last_shown(site: SiteFolder, made: Iterable[tuple[str, str]]) -> LastShown:
    """The lookup for a site whose output folder holds `made`: the path of each file, and the id of its post."""
    folder, ending = _BODY
    slugs = {
        post_id: path.removeprefix(folder).removesuffix(ending)
        for path, post_id in made
        if path.startswith(folder) and path.endswith(ending)
    }
    try:
        since = (site.output / MANIFEST).stat().st_mtime_ns
    except OSError:
        since = 0
    return LastShown(site, slugs, since)


def _of_fragment(out: Path, slug: str) -> Published:
    folder, ending = _BODY
    head = json.loads(_read(out, _HEAD.format(slug=slug)))
    content = _read(out, f"{folder}{slug}{ending}").decode()
    return Published(updated=datetime.fromisoformat(head["dateModified"]), content=content)


def _of_feed(out: Path, post_id: str) -> Published | None:
    items: list[Any] = json.loads(_read(out, _FEED))["items"]
    for item in items:
        if item["id"] == post_id:
            return Published(updated=datetime.fromisoformat(item["date_modified"]), content=item["content_html"])
    return None


def _read(out: Path, path: str) -> bytes:
    return read_bytes(out / path, path)
