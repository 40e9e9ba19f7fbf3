"""A digest -> its HTML, every style on its element: mail programs drop style sheets."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

import css_inline

from parccli.errors import ParcError
from parccli.exporters.newsletter.markers import guarded, unguarded
from parccli.exporters.newsletter.pictures import WIDTH, sharp, shows
from parccli.french.dates import format_date
from parccli.i18n import gettext as _
from parccli.render.templates import Templates
from parccli.render.views import site_variables

if TYPE_CHECKING:
    from parccli.exporters.newsletter.letter import Digest
    from parccli.render.article import Article, Edition, Picture
    from parccli.render.words import Words

_TEMPLATE: Final = "digest.html"


def html_of(digest: Digest, edition: Edition) -> str:
    """Fill in the template; raises ParcError when what it makes has no link to unsubscribe."""
    variables = site_variables(digest.config) | {"digest": _variables(digest)}
    filled = Templates(edition.templates).render(_TEMPLATE, variables)
    if f'href="{escape(digest.unsubscribe)}"' not in filled:
        raise ParcError(
            _("a newsletter needs a link by which its readers unsubscribe"),
            path=f"templates/{_TEMPLATE}",
            hint=_("Write it as {example}").format(example='<a href="{{ digest.unsubscribe }}">…</a>'),
        )
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False)
    inlined = inliner.inline(filled).replace(' data-css-inline="keep"', "")
    lines = (line for line in inlined.split("\n") if line)
    # The narrow space is a box in the fonts of old mail programs.
    return unguarded("".join(f"{line}\n" for line in lines)).replace("\u202f", "\u00a0")


def _variables(digest: Digest) -> dict[str, Any]:
    return {
        "subject": digest.subject,
        "heading": digest.heading,
        "preview": guarded(" · ".join(article.title for article in digest.articles)),
        "reason": digest.reason,
        "unsubscribe": digest.unsubscribe,
        "online": digest.online,
        "policy": digest.policy,
        "articles": [_article(article, digest) for article in digest.articles],
    }


def _article(article: Article, digest: Digest) -> dict[str, Any]:
    language = digest.config.language
    own = article.language != language
    return {
        "language": article.language if own else None,
        "url": guarded(article.url),
        "title": guarded(article.title),
        "date": format_date(article.published.date(), language),
        "excerpt": guarded(article.excerpt),
        "picture": _picture(article.picture, digest.words) if article.picture and shows(article.picture) else None,
    }


def _picture(picture: Picture, words: Words) -> dict[str, Any]:
    known = picture.file.width if picture.file else None
    return {
        "url": guarded(sharp(picture)),
        "alt": guarded(picture.alt),
        "width": min(known or WIDTH, WIDTH),
        "credit": guarded(words.credit.format(name=picture.credit)) if picture.credit else "",
    }
