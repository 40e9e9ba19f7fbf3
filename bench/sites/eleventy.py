"""The corpus as an Eleventy site (eleventy_files/)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.sites import with_front_matter
from bench.sites.pictures import write_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.corpus import Post

_FILES: Final = Path(__file__).parent / "eleventy_files"


def write(folder: Path, posts: Iterable[Post]) -> None:
    """Make the site in `folder`, which must not exist."""
    shutil.copytree(_FILES, folder)
    write_pictures(folder / "media")
    for post in posts:
        (folder / "content" / f"{post.slug}.md").write_bytes(text(post).encode())


def text(post: Post) -> str:
    """The post's file."""
    return with_front_matter(
        {
            "id": post.id,
            "title": post.title,
            "date": post.day,
            "slug": post.slug,
            "summary": post.summary,
            "categories": [post.category],
            "subjects": list(post.tags),  # `tags` would make a collection of each
            "author": post.author,
        },
        post.body,
    )
