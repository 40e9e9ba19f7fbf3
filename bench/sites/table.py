"""The corpus as one CSV file, as a spreadsheet saves it: a row a post."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bench.corpus import Post

COLUMNS: Final = ("id", "title", "date", "slug", "status", "summary", "categories", "tags", "author", "body")


def write(path: Path, posts: Iterable[Post]) -> None:
    """Write the posts to `path`."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(COLUMNS)
        for post in posts:
            rows.writerow(
                (
                    post.id,
                    post.title,
                    post.day,
                    post.slug,
                    "published",
                    post.summary,
                    post.category,
                    ", ".join(post.tags),
                    post.author,
                    post.body,
                )
            )
