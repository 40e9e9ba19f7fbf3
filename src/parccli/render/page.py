"""Where a body will stand: what every step of rendering may ask, and what they gather."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parccli.french.typography import Profile
    from parccli.render.article import Target
    from parccli.render.identities import Anchors
    from parccli.render.media import Media
    from parccli.render.words import Words


@dataclass(frozen=True, kw_only=True)
class Page:
    """The article's page: `url` its address, `posts` the public posts by path, `level` its title's.

    `profile` sets what is in French, `words` are of the article's own language; `anchors`, `media` and `linked` fill
    up.
    """

    url: str
    language: str
    level: int
    prefix: str
    words: Words
    profile: Profile
    posts: Mapping[str, Target]
    anchors: Anchors
    media: Media
    linked: dict[str, Target | None] = field(default_factory=dict)
