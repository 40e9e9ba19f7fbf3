"""Links: to other posts, to documents, to anywhere else as absolute addresses; each has a name (RGAA 6.1, 6.2)."""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from parccli.render.addresses import absolute
from parccli.render.documents import announce
from parccli.render.identities import name_of
from parccli.render.media import is_page
from parccli.render.tree import is_blank, text_of, unwrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from parccli.render.article import FileFacts
    from parccli.render.page import Page

_POSTS: Final = (".md", ".markdown")


class _Goal(NamedTuple):
    """Where a link leads: its public address, its name as far as the site knows it, the file if it is a document."""

    url: str
    name: str = ""
    file: FileFacts | None = None


def place_links(root: Element, page: Page) -> None:
    """Give every link its public address and a name; what has no address, or shows nothing, leaves its text.

    `#…` is left as it is. No link leaves without a name that a screen reader can say (RGAA 6.1, 6.2).
    """
    for link in list(root.iter("a")):
        address = link.get("href", "").strip()
        if address.startswith("#") and _shows(link):
            continue
        goal = _goal(address, page) if _shows(link) else None
        if goal is None:
            _take_off(link)
            continue
        link.set("href", goal.url)
        give_name(link, partial(_name, goal, page))
        if goal.file:
            announce(link, goal.file, page.words)


def give_name(link: Element, name: Callable[[], str]) -> None:
    """Give a link whose pictures all have empty alternative texts one that says where it leads: its title, or `name()`.

    It may decorate anywhere else; here it is all that a person can hear of the link (RGAA 1.1, 6.1).
    """
    images = list(link.iter("img"))
    if images and is_blank(text_of(link)) and all(is_blank(image.get("alt")) for image in images):
        images[0].set("alt", link.attrib.pop("title", "").strip() or name())


def spoken(path: str) -> str:
    """The last part of a path as words: `/a/salle-des-fetes.html` → `Salle des fetes`."""
    words = re.sub(r"[-_\s]+", " ", PurePosixPath(unquote(path)).stem).strip()
    return words[:1].upper() + words[1:]


def _shows(link: Element) -> bool:
    return not is_blank(text_of(link)) or next(link.iter("img", "audio", "video"), None) is not None


def _take_off(link: Element) -> None:
    """Leave what a link holds, and the place that another link leads to."""
    if link.get("id"):
        link.tag = "span"
        link.attrib.pop("href", "")
    else:
        unwrap(link)


def _goal(address: str, page: Page) -> _Goal | None:
    media = page.media
    path = media.path_of(address)
    if path is None or (is_page(path) and not path.lower().endswith(_POSTS)):
        url = absolute(address, page.url) if address else None
        return _Goal(url) if url else None
    if path.lower().endswith(_POSTS):
        return _post(path, urlsplit(address).fragment, page)
    facts = media.find(path)
    if facts is None:
        return None
    url = absolute(f"#{urlsplit(address).fragment}", media.url(facts))
    name = page.words.enlarge if facts.media_type.startswith("image/") else spoken(facts.path)
    return _Goal(url, name, facts) if url else None


def _post(path: str, fragment: str, page: Page) -> _Goal | None:
    target = page.linked[path] = page.posts.get(path)
    if target is None:
        if page.media.lookup(path) is None:
            page.media.missing.append(path)
        return None
    return _Goal(
        f"{target.url}#{target.anchor}--{name_of(unquote(fragment))}" if fragment else target.url, target.title
    )


def _name(goal: _Goal, page: Page) -> str:
    return goal.name or _called(goal.url, page)


def _called(url: str, page: Page) -> str:
    """What to call an address of which nothing is known: a page of the site by its path, any other by its host."""
    parts, site = urlsplit(url), page.media.config
    if not parts.netloc:
        return unquote(parts.path)
    if parts.netloc != urlsplit(site.url).netloc:
        return parts.netloc.removeprefix("www.")
    return spoken(parts.path) if url.rstrip("/") != site.url else site.title
