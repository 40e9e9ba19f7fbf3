"""Where a post's file stands and what it is called."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from parccli.config import Config

POSTS = "posts"


def path_of(config: Config, slug: str, day: date) -> str:
    """The path of a new post from the site folder, by the site's pattern; `.md` is added where that lacks it."""
    year, month, number = f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"
    path = config.new_path.format(slug=slug, date=f"{year}-{month}-{number}", year=year, month=month, day=number)
    return f"{POSTS}/{path}" if path.endswith(".md") else f"{POSTS}/{path}.md"


def renamed(path: str, old_slug: str, new_slug: str) -> str:
    """`path` with the slug at the end of its name replaced; a name that does not end with the slug stays."""
    pure = PurePosixPath(path)
    if not pure.stem.endswith(old_slug):
        return path
    return str(pure.with_name(pure.stem.removesuffix(old_slug) + new_slug + pure.suffix))
