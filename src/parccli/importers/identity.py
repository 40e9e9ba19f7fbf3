"""What rows and posts are known by: the source's own id, else the URL, else the slug, else the day and the title."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from parccli.listing import folded
from parccli.post.identities import is_iri

if TYPE_CHECKING:
    from parccli.importers.row import Row
    from parccli.moment import Moment
    from parccli.post import Post


def reference(row: Row) -> str:
    """What `source.ref` holds: the source's name, and the row's own id or URL there. Never an absolute path."""
    name = _without_folders(row.source)
    id_ = row.post.id if row.post else None
    own = row.url if id_ is None else None if is_iri(id_) else id_
    return f"{name}#{own}" if own else name


@lru_cache(maxsize=16)
def _without_folders(name: str) -> str:
    """The name of a source, and only that if it leads from a place on this machine."""
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or ".." in re.split(r"[/\\]", name):
        return re.split(r"[/\\]", name)[-1]
    return name


def identity_of(row: Row, post: Post) -> str:
    """What rows of one post have in common."""
    if post.id:
        return post.id if is_iri(post.id) else f"id\n{row.source}\n{post.id}"
    if row.url:
        return f"url\n{row.url}"
    return "\n".join(("slug", post.slug) if post.slug else day_and_title(post))


def day_and_title(post: Post) -> tuple[str, ...]:
    """What recognises a post that has neither id nor address nor slug."""
    return ("title", _day(post.date) if post.date else "", folded(post.title))


def _day(date: Moment) -> str:
    return f"{date.year:04}-{date.month:02}-{date.day:02}"
