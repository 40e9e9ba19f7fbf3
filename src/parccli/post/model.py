"""A post as a value: what its front matter says, in the types of the table of fields, and its body as written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parccli.moment import Moment

STATUSES = ("draft", "published", "archived")
"""What can be written. Scheduled and expired are `published` seen at an instant (`listing.status_at`)."""


@dataclass(frozen=True, kw_only=True)
class Post:
    """One piece of news. Absent values are None or empty; make a changed one with `dataclasses.replace`.

    `path` is relative to the site folder, with `/`; empty for a post that has no file yet. `slug` is never
    empty once read from a file: it falls back on the file's name without its date. `undecided` tells that a key
    that decides its fate could not be read: such a post is never public.
    """

    title: str = ""
    id: str | None = None
    date: Moment | None = None
    updated: Moment | None = None
    slug: str = ""
    status: str = "draft"
    expires: Moment | None = None
    summary: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author: str | None = None
    image: str | None = None
    image_alt: str | None = None
    image_caption: str | None = None
    image_credit: str | None = None
    lang: str | None = None
    source: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    body: str = ""
    path: str = ""
    undecided: bool = False
