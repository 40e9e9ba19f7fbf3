"""The corpus as a Hugo site whose templates (hugo_files/) make what parccli makes by default."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.sites import with_front_matter
from bench.sites.pictures import write_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.corpus import Post

_FILES: Final = Path(__file__).parent / "hugo_files"


def write(folder: Path, posts: Iterable[Post]) -> None:
    """Make the site in `folder`, which must not exist."""
    shutil.copytree(_FILES, folder)
    write_pictures(folder / "assets" / "media")
    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    years = set()
    for post in posts:
        years.add(post.day.year)
        (articles / f"{post.slug}.md").write_bytes(text(post).encode())
    archives = folder / "content" / "archive"
    archives.mkdir()
    for year in years:
        (archives / f"{year}.md").write_text(f"---\ntitle: {year}\nyear: {year}\noutputs: [archive]\n---\n")


def text(post: Post) -> str:
    """The post's file; `lead` is the summary, since Hugo keeps that word for itself."""
    return with_front_matter(
        {
            "id": post.id,
            "title": post.title,
            "date": post.day,
            "updated": post.updated,
            "lastmod": post.updated,
            "slug": post.slug,
            "lead": post.summary,
            "categories": [post.category],
            "tags": list(post.tags),
            "author": post.author,
            "image": f"media/{post.picture}.jpg" if post.picture is not None else None,
            "image_alt": f"Vue numéro {post.picture} du Parc" if post.picture is not None else None,
        },
        post.body,
    )
