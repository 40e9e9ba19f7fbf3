"""A link leads to a post that does not exist.

A link to another post names its file, from the folder of this one; `export` writes the post's address in its place.
When the file was renamed or moved, the link must follow.

    [le giratoire](2024-06-17-giratoire.md)      →      [le giratoire](../2024/2024-06-17-giratoire.md)

Fix: none; the message names the nearest file.
"""

from __future__ import annotations

import posixpath
from difflib import get_close_matches
from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.places import POSTS, media_of
from parccli.rules.rule import Rule, Site, SiteRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report relative links to files of Markdown that are no posts of the site."""
    media = media_of(file, site.config, site.look_up)
    for link in site.outline(file).links:
        path = media.path_of(link.address)
        if path is not None and path.lower().endswith(POSTS) and path not in site.posts:
            yield rule.finding(file, link.place, _message(path, file, site))


def _message(path: str, file: PostFile, site: Site) -> str:
    nearest = _nearest(posixpath.basename(path), site)
    if nearest is None:
        return _("there is no post {path}").format(path=path)
    right = posixpath.relpath(nearest, posixpath.dirname(file.path))
    return _("there is no post {path}: did you mean “{nearest}”?").format(path=path, nearest=right)


def _nearest(name: str, site: Site) -> str | None:
    """The post that was meant: of the same name elsewhere, of another date, or of nearly the name and the same date.

    Names are compared one by one only with those that begin alike: thousands of links may be dead at once.
    """
    beginning, slug = name[: len("2021-02-26")], name[len("2021-02-26") :]
    alike: dict[str, str] = {}
    redated = None
    for path in site.posts:
        other = posixpath.basename(path)
        if other == name:
            return path
        if slug and other.endswith(slug) and len(other) == len(name):
            redated = path
        if other.startswith(beginning):
            alike[other] = path
    nearest = get_close_matches(name, alike, n=1, cutoff=0.8) if redated is None else []
    return alike[nearest[0]] if nearest else redated


RULE = SiteRule("L003", "post_link_dead", Severity.ERROR, check, page=__doc__)
