"""Articles and settings → the variables of templates, each listed at the top of the template that has it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from parccli.french.dates import format_date
from parccli.render.media import SIZES
from parccli.render.templates import markup
from parccli.render.typography import is_french
from parccli.render.words import words_of

if TYPE_CHECKING:
    from datetime import datetime

    from parccli.config import Config
    from parccli.render.article import Article, Picture
    from parccli.render.words import Words


def site_variables(config: Config) -> dict[str, Any]:
    """What every template has: `prefix`, `level`, `language`, `words` and `site`."""
    return {
        "prefix": config.fragments.prefix,
        "level": config.fragments.heading_level,
        "language": config.language,
        "words": words_of(config.language),
        "site": {"title": config.title, "url": config.url, "public_url": config.public_base},
    }


def article_variables(article: Article, config: Config) -> dict[str, Any]:
    """The `article` of card.html and head.html; the templates of a whole article have its `body` besides."""
    words = words_of(article.language)
    # The site's own wording is in the site's language.
    own = config.fragments.posted if is_french(article.language) == is_french(config.language) else ""
    changed = article.updated.date() > article.published.date()
    return {
        "id": article.id,
        "slug": article.post.slug,
        "anchor": f"{config.fragments.prefix}-{article.post.slug}",
        "url": article.url,
        "language": article.language,
        "title": article.title,
        "posted": _dated(own or words.posted, article.published, article.language),
        "updated": _dated(words.updated, article.updated, article.language) if changed else None,
        "lead": article.summary if article.post.summary else "",
        "excerpt": article.excerpt,
        "author": article.author,
        "categories": [{"name": term.name, "slug": term.slug} for term in article.categories],
        "tags": list(article.post.tags),
        "picture": _picture(article.picture, words) if article.picture else None,
    }


def _dated(pattern: str, when: datetime, language: str) -> dict[str, str]:
    """A sentence around a date, in three parts: the date is marked up by itself."""
    before, _placeholder, after = pattern.partition("{date}")
    return {
        "before": before,
        "date": format_date(when.date(), language),
        "datetime": when.date().isoformat(),
        "after": after,
    }


def _picture(picture: Picture, words: Words) -> dict[str, Any]:
    credit = words.credit.format(name=picture.credit) if picture.credit else ""
    return {
        "url": picture.url,
        "alt": picture.alt,
        "width": picture.file.width if picture.file else None,
        "height": picture.file.height if picture.file else None,
        "srcset": picture.srcset,
        "sizes": SIZES,
        "caption": picture.caption or "",
        "credit": credit,
        # The caption's very text (RGAA 1.9).
        "label": " ".join(part for part in (picture.caption, credit) if part),
    }


def body_variable(article: Article, config: Config) -> str:
    """The `body` of a whole article. Links within the page become relative: a preview has an address of its own."""
    anchor = f"#{config.fragments.prefix}-{article.post.slug}--"
    return markup(article.body.replace(f'href="{escape(article.url, quote=False)}{anchor}', f'href="{anchor}'))
