"""What was made for an earlier look, and still stands: rendering is most of the work, and a save changes one post."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from parccli.folder.files import facts
from parccli.render.rendering import render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from parccli.config import Config
    from parccli.post import Post
    from parccli.render.article import Article, FileFacts, FileLookup, Target


class _Drawn(NamedTuple):
    post: Post
    config: Config
    article: Article


class Memory:
    """The last article of each post, and the last facts of each file: given again while nothing has changed."""

    def __init__(self) -> None:
        self._drawn: dict[str, _Drawn] = {}
        self._facts: dict[str, tuple[tuple[int, int], FileFacts | None]] = {}

    def render(self, post: Post, config: Config, *, lookup: FileLookup, links: Mapping[str, Target]) -> Article:
        """Render a post as `render` does, unless that would give what it gave before."""
        drawn = self._drawn.get(post.path)
        if drawn is None or drawn[:2] != (post, config) or not _stands(drawn.article, lookup, links):
            drawn = _Drawn(post, config, render(post, config, lookup=lookup, links=links))
            self._drawn[post.path] = drawn
        return drawn.article

    def facts(self, root: Path) -> FileLookup:
        """Make a lookup as `facts` does; a file is looked into again when its size or its time has changed."""
        look_into = facts(root)

        def look_up(path: str) -> FileFacts | None:
            stamp = _stamp(root / path)
            if stamp is None:
                return look_into(path)
            kept = self._facts.get(path)
            if kept is None or kept[0] != stamp:
                kept = self._facts[path] = (stamp, look_into(path))
            return kept[1]

        return look_up


def _stands(article: Article, lookup: FileLookup, links: Mapping[str, Target]) -> bool:
    """Whether pictures, documents and the posts linked to are what they were, and those missing still are."""
    if any(links.get(path) != target for path, target in article.linked.items()):
        return False
    for file in article.media.values():
        found = lookup(file.copy_of or file.path)
        if found is None or file not in {found, *found.copies}:
            return False
    return all(_is_missing(path, article, lookup) for path in article.missing)


def _is_missing(path: str, article: Article, lookup: FileLookup) -> bool:
    found = lookup(path)
    return found is None or (path in article.unfit and found.unfit == article.unfit[path])


def _stamp(place: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(place)  # noqa: PTH116 -- called for each picture at each look
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
