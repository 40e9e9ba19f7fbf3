"""Addresses: of a post on the site, of a file below public/, and any other made absolute and percent-encoded."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from parccli import moment
from parccli.french.slugs import slugify
from parccli.render.article import Target
from parccli.render.sanitising import SCHEMES
from parccli.render.words import words_of

if TYPE_CHECKING:
    from parccli.config import Config
    from parccli.post import Post

_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What browsers take out of an address before they read it.
_IGNORED: Final = re.compile(r"[\x00-\x1f\x7f]|^\s+|\s+$")
# Most addresses: nothing in them is to be encoded or resolved, and taking them apart would take twenty times as long.
_FINISHED: Final = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:/[A-Za-z0-9_~-]+)*/?")
_ORIGIN: Final = re.compile("https?://[^/?#]+")
_PLACE: Final = re.compile(r"{(\w+)}")
_SLASHES: Final = re.compile("/{2,}")
_DAY: Final = {"year": "{.year:04}", "month": "{.month:02}", "day": "{.day:02}"}
_PATH: Final = "/%:@!$&'()*+,;=~"
_QUERY: Final = _PATH + "?"


def permalink(post: Post, config: Config) -> str:
    """The address of a post on the site, by the pattern of the settings; a post without a date has a shorter one."""
    literals, places = _taken_apart(config.permalink)
    parts = [literal + _part(place, post, config) for literal, place in zip(literals, places, strict=False)]
    path = "".join((*parts, literals[-1]))
    return encoded(config.url + _SLASHES.sub("/", f"/{path}")) or config.url


@lru_cache(8)
def _taken_apart(pattern: str) -> tuple[list[str], list[str]]:
    """The texts of a permalink's pattern, and the names of the places between them."""
    pieces = _PLACE.split(pattern)
    return pieces[::2], pieces[1::2]


def _part(name: str, post: Post, config: Config) -> str:
    """What stands in a permalink in the place `{name}`; KeyError for one that the settings do not take."""
    if name == "slug":
        return post.slug
    if name == "category":
        return slugify(post.categories[0]) if post.categories else words_of(config.language).uncategorised
    pattern = _DAY[name]
    return pattern.format(moment.printed(post.date, config.zone)) if post.date else ""


def target_of(post: Post, config: Config) -> Target:
    """What links to a post need of it."""
    return Target(permalink(post, config), post.title or "", f"{config.fragments.prefix}-{post.slug}")


def public_url(path: str, config: Config) -> str:
    """The address of the file at `path` below public/."""
    return f"{config.public_base}/{quote(path)}"


def from_root(html: str, config: Config) -> str:
    """Write the addresses of a finished fragment that lead within the site from its root: `/news/…`."""
    parts = urlsplit(encoded(config.url) or config.url)
    origin = re.escape(escape(f"{parts.scheme}://{parts.netloc}"))
    html = re.sub(rf' ((?:href|src|poster|data)=")({origin})(?=[/"?#])/?', r" \1/", html)
    return re.sub(r' srcset="[^"]*"', lambda match: re.sub(rf"{origin}(?=/)", "", match[0]), html)


def absolute(address: str, base: str) -> str | None:
    """Make `address` absolute from the address `base`, and percent-encode it; None if it is not one to publish."""
    if _FINISHED.fullmatch(address):
        return address
    if address.startswith("/") and (origin := _ORIGIN.match(base)) and _FINISHED.fullmatch(origin[0] + address):
        return origin[0] + address
    try:
        return encoded(urljoin(base, _IGNORED.sub("", address)))
    except ValueError:
        return None


def encoded(address: str) -> str | None:
    """Percent-encode an absolute address; what is encoded already stays. None without a host or a scheme of ours."""
    if _FINISHED.fullmatch(address):
        return address
    try:
        parts = urlsplit(_STRAY_PERCENT.sub("%25", _IGNORED.sub("", address)))
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        return None
    if scheme in {"mailto", "tel"}:
        rest = quote("".join(parts.path.split()), safe=_PATH) + (
            f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
        )
        return f"{scheme}:{rest}" if parts.path else None
    if not re.fullmatch(r"[\w.~!$&'()*+,;=:@%\[\]-]+", host):
        return None
    path, query, fragment = quote(parts.path, safe=_PATH), quote(parts.query, safe=_QUERY), parts.fragment
    return urlunsplit((scheme, host, path, query, quote(fragment, safe=_QUERY)))
