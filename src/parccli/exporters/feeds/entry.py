"""Article -> Entry: what every format says of a post, in characters that every format can hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from html import escape
from typing import TYPE_CHECKING, Final

from parccli.exporters.feeds.plain import line, markup, uri

if TYPE_CHECKING:
    from datetime import datetime

    from parccli.config import Config
    from parccli.render.article import Article, Picture

_TAG_WITH_ROLE: Final = re.compile(r'<[a-z][^<>]* (?:role|tabindex|aria-[a-z]+)="[^<>]*>')
_ROLE: Final = re.compile(r' (?:role|tabindex|aria-[a-z]+)="[^"]*"')
# From the beginning of a word alone: a long one without an @ would else be read again from each of its letters.
_EMAIL: Final = re.compile(r"[<(]?(?<![\w.%+'-])([\w.%+'-]+@(?:[a-z0-9-]+\.)+[a-z]{2,})[>)]?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who wrote it; `email` is empty where the post gives none."""

    name: str
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Label:
    """A category or a tag; `scheme` is the address that tells one kind from the other."""

    term: str
    scheme: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One item of a feed. `title` and `summary` are plain text on one line, never empty; `content` is HTML.

    `published` has whole seconds, `updated` may have a fraction; `language` is None where it is the feed's own.
    """

    id: str
    url: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    author: Author
    labels: tuple[Label, ...]
    language: str | None
    picture: Picture | None


def entry_of(article: Article, config: Config) -> Entry:
    """Make the entry of one post."""
    title = line(article.title) or article.post.slug
    summary = line(article.summary) or line(article.excerpt) or title
    picture = _with_plain_texts(article.picture) if article.picture else None
    return Entry(
        id=line(article.id),
        url=uri(article.url),
        title=title,
        summary=summary,
        content=_content(_without_roles(markup(article.body)), picture) or f"<p>{escape(summary)}</p>",
        published=_printable(article.published.replace(microsecond=0)),
        updated=_printable(article.updated),
        author=_author(line(article.author) or line(config.organisation)),
        labels=_labels(article, uri(config.url)),
        language=article.language if article.language != config.language else None,
        picture=picture,
    )


def _with_plain_texts(picture: Picture) -> Picture:
    caption, credit = line(picture.caption or ""), line(picture.credit or "")
    return replace(picture, url=uri(picture.url), alt=line(picture.alt), caption=caption or None, credit=credit or None)


def _without_roles(html: str) -> str:
    # They serve a page that assistive technology reads whole; readers drop them, and the W3C's validator calls each
    # a security risk.
    return _TAG_WITH_ROLE.sub(lambda tag: _ROLE.sub("", tag[0]), html)


def _content(body: str, picture: Picture | None) -> str:
    if picture is None or f'src="{escape(picture.url)}"' in body:
        return body
    return "\n".join(part for part in (_figure(picture), body) if part)


def _figure(picture: Picture) -> str:
    image = f'<img src="{escape(picture.url)}" alt="{escape(picture.alt)}"'
    if picture.file and picture.file.width and picture.file.height:
        image += f' width="{picture.file.width}" height="{picture.file.height}"'
    caption = escape(picture.caption or "", quote=False)
    credit = f"<small>{escape(picture.credit, quote=False)}</small>" if picture.credit else ""
    legend = " ".join(part for part in (caption, credit) if part)
    return f"<figure>{image}>" + (f"<figcaption>{legend}</figcaption>" if legend else "") + "</figure>"


def _author(text: str) -> Author:
    """Read `Name`, `Name <e-mail>`, `e-mail (Name)` or an e-mail alone."""
    found = _EMAIL.search(text)
    if found is None:
        return Author(name=text)
    name = (text[: found.start()] + text[found.end() :]).strip()
    return Author(name=name.removeprefix("(").removesuffix(")") or found[1], email=found[1])


def _labels(article: Article, site: str) -> tuple[Label, ...]:
    # The addresses under which WordPress keeps its categories and tags.
    named = [(line(term.name), f"{site}/category/") for term in article.categories]
    named += [(line(tag), f"{site}/tag/") for tag in article.post.tags]
    schemes: dict[str, str] = {}
    for name, scheme in named:
        if name:
            schemes.setdefault(name, scheme)
    return tuple(Label(term=name, scheme=scheme) for name, scheme in schemes.items())


def _printable(instant: datetime) -> datetime:
    # RFC 3339 and RFC 822 write offsets in whole minutes; those of local time before 1911 have seconds. And newsboat
    # (2.21) overlooks the offset after a fraction of a second, which sets entries of one day apart.
    offset = instant.utcoffset() or timedelta()
    return instant.astimezone(UTC) if instant.microsecond or offset % timedelta(minutes=1) else instant
