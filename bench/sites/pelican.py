"""The corpus as a Pelican site (pelican_files/)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.sites.pictures import write_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.corpus import Post

_FILES: Final = Path(__file__).parent / "pelican_files"


def write(folder: Path, posts: Iterable[Post]) -> None:
    """Make the site in `folder`, which must not exist."""
    shutil.copytree(_FILES, folder)
    write_pictures(folder / "content" / "media")
    for post in posts:
        (folder / "content" / f"{post.slug}.md").write_bytes(text(post).encode())


def text(post: Post) -> str:
    """The post's file: plain `key: value` lines, as Pelican reads them."""
    front = {
        "title": post.title,
        "date": post.day,
        "modified": post.updated,
        "slug": post.slug,
        "summary": post.summary,
        "category": post.category,
        "tags": ", ".join(post.tags),
        "author": post.author,
    }
    lines = (f"{key}: {value}\n" for key, value in front.items() if value is not None)
    return f"{''.join(lines)}\n{post.body}"
