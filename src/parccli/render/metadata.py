"""An article → what machines read about it: JSON-LD, and the pairs of Open Graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from parccli.render.addresses import encoded
from parccli.render.sanitising import well_formed
from parccli.render.words import words_of

if TYPE_CHECKING:
    from parccli.config import Config
    from parccli.render.article import Article


_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def json_ld(article: Article, config: Config) -> str:
    """A schema.org NewsArticle. It can stand inside a `script` as it is: nothing in it ends one."""
    organisation = {"@type": "Organization", "name": config.organisation}
    by_name = bool(article.post.author)
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "url": article.url,
        "mainEntityOfPage": article.url,
        "identifier": article.id,
        "inLanguage": article.language,
        "datePublished": article.published.isoformat(timespec="seconds"),
        "dateModified": article.updated.isoformat(timespec="seconds"),
        "author": {"@type": "Person" if by_name else "Organization", "name": article.author},
        "publisher": {**organisation, "url": encoded(config.url) or config.url},
        "articleSection": [term.name for term in article.categories],
        "keywords": list(article.post.tags),
    }
    if article.picture:
        described["image"] = _image(article)
    present = {name: value for name, value in described.items() if value}
    text = well_formed(_indented(present))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text + "\n"


def _indented(value: Any, margin: str = "\n") -> str:  # noqa: ANN401 -- whatever JSON holds
    """Write JSON as `json.dumps` does with an indent of two, for which it takes three times as long."""
    inner = f"{margin}  "
    if value and isinstance(value, dict):
        pairs = f",{inner}".join(f"{_encode(name)}: {_indented(part, inner)}" for name, part in value.items())
        return f"{{{inner}{pairs}{margin}}}"
    if value and isinstance(value, list):
        return f"[{inner}{f',{inner}'.join(_indented(part, inner) for part in value)}{margin}]"
    return _encode(value)


def open_graph(article: Article, config: Config) -> list[tuple[str, str]]:
    """The properties and their contents, in the order in which they are printed."""
    pairs = [
        ("og:type", "article"),
        ("og:title", article.title),
        ("og:description", article.summary),
        ("og:url", article.url),
        ("og:site_name", config.title),
        ("og:locale", _locale(article.language)),
        ("article:published_time", article.published.isoformat(timespec="seconds")),
        ("article:modified_time", article.updated.isoformat(timespec="seconds")),
        *(("article:section", term.name) for term in article.categories[:1]),
        *(("article:tag", tag) for tag in article.post.tags),
    ]
    picture = article.picture
    if picture:
        size = (picture.file.width, picture.file.height) if picture.file else (None, None)
        pairs += [("og:image", picture.url), ("og:image:alt", picture.alt)]
        pairs += [
            (f"og:image:{name}", str(pixels)) for name, pixels in zip(("width", "height"), size, strict=True) if pixels
        ]
    return [(name, content) for name, content in pairs if content]


def _image(article: Article) -> dict[str, Any]:
    picture = article.picture
    if picture is None:
        return {}
    facts = picture.file
    described = {
        "@type": "ImageObject",
        "url": picture.url,
        "caption": picture.caption,
        "creditText": picture.credit,
        "width": facts.width if facts else None,
        "height": facts.height if facts else None,
    }
    return {name: value for name, value in described.items() if value}


def _locale(language: str) -> str:
    """`fr` → `fr_FR`, `fr-CA` → `fr_CA`."""
    base, _, region = language.partition("-")
    return f"{base.lower()}_{region.upper()}" if region else words_of(language).locale if base in {"fr", "en"} else base
