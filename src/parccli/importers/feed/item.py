"""One entry of a feed, whatever its format: texts as written, not yet judged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Item:
    """Empty texts are absent values. `content` and `summary` are HTML; `line` is where the entry begins.

    `complete` tells a text that is meant to be the whole article from one that may be an extract of it. `fault` says
    why this is no entry.
    """

    line: int = 1
    id: str = ""
    url: str = ""
    title: str = ""
    date: str = ""
    updated: str = ""
    summary: str = ""
    content: str = ""
    complete: bool = True
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author: str = ""
    language: str = ""
    image: str = ""
    image_alt: str = ""
    image_credit: str = ""
    fault: str | None = None
