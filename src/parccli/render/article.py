"""What an exporter gets: public posts rendered once, with every address absolute and every text finished."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from parccli.config import Config
    from parccli.post import Post


class Unfit(StrEnum):
    """Why a file that is there is not published."""

    NO_PICTURE = "no-picture"
    """It is damaged, of another kind than its name says, or none that browsers show."""
    ACTS = "acts"
    """A drawing that holds a program, or what could load one."""


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """What is known of a file of the site: `path` from the site folder with `/`, size in bytes, pixels if a picture.

    `copies` are smaller ones of the same picture, for small screens; each says what it is a copy of, and has no size
    before it is made. An `unfit` file is never published.
    """

    path: str
    size: int
    media_type: str
    width: int | None = None
    height: int | None = None
    copies: tuple[FileFacts, ...] = ()
    copy_of: str | None = None
    unfit: Unfit | None = None


FileLookup = Callable[[str], FileFacts | None]
"""Give the facts of a file by its path from the site folder; None when there is no such file inside it."""


class Target(NamedTuple):
    """What links to a public post need of it: its address, its title, and the id with which all ids in it begin."""

    url: str
    title: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A post's main picture. `file` is None for a remote one, of which nothing but the address is known.

    `srcset` names the picture and its smaller copies by address and width; None without copies.
    """

    url: str
    alt: str
    caption: str | None = None
    credit: str | None = None
    file: FileFacts | None = None
    srcset: str | None = None


class Term(NamedTuple):
    """A category: its name, and the slug that stands for it in paths."""

    name: str
    slug: str


@dataclass(frozen=True, kw_only=True)
class Article:
    """One public post, rendered.

    `title`, `summary` and `excerpt` are plain text, `body` is sanitised HTML with absolute addresses; all have
    their typography finished. A post without a title is called by its slug. `published` and `updated` are instants
    in the site's time zone. `media` maps the path below public/ of each local file the post uses to its facts;
    `missing` are the local files that it names and that cannot be published, by path from the site folder: for
    messages, never for an output; `unfit` tells why, of those that are there. `linked` are the posts it links to,
    by path; None stands for one that is not public.
    """

    post: Post
    id: str
    url: str
    title: str
    summary: str
    excerpt: str
    body: str
    published: datetime
    updated: datetime
    author: str
    language: str
    categories: tuple[Term, ...]
    picture: Picture | None
    media: dict[str, FileFacts]
    missing: tuple[str, ...] = ()
    unfit: dict[str, Unfit] = field(default_factory=dict)
    linked: dict[str, Target | None] = field(default_factory=dict)


class Brief(NamedTuple):
    """What is known of an article before it is read: enough to order it, sort it, and tell it from what it was.

    `key` stands for all that the article shows, no two articles having the same. `path` and `slug` are the post's,
    `year` is that of its publication in the site's time zone.
    """

    key: str
    path: str
    id: str
    slug: str
    year: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Everything that one export publishes at the instant `at`, or the part of it that is made at a time.

    `articles` are newest first; `templates` holds the site's own by file name, which stand in for the packaged ones;
    `digest` are the articles chosen for a newsletter, in its order.
    """

    config: Config
    at: datetime
    articles: tuple[Article, ...]
    templates: Mapping[str, str]
    digest: tuple[Article, ...] = ()

    @property
    def briefs(self) -> tuple[Brief, ...]:
        """The articles in brief, each under a key of its own."""
        return tuple(brief_of(article, key=str(place)) for place, article in enumerate(self.articles))


def brief_of(article: Article, *, key: str) -> Brief:
    """Sum up an article."""
    return Brief(key, article.post.path, article.id, article.post.slug, article.published.year, article.categories)
