"""The corpus as a site folder of parccli, with the settings that `init` gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from bench import words
from bench.sites import with_front_matter
from bench.sites.pictures import write_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bench.corpus import Post

_SETTINGS: Final = f"""\
title = "Parc d’activités des Trois-Canaux"
url = "https://www.example.org"
public_url = "https://www.example.org/parccli"
description = "Les nouvelles du Parc d’activités des Trois-Canaux."
language = "fr"
timezone = "Europe/Paris"
author = "Syndicat du Parc des Trois-Canaux"
permalink = "/actualites/{{slug}}/"
categories = {json.dumps(words.CATEGORIES, ensure_ascii=False)}
"""


def write(folder: Path, posts: Iterable[Post]) -> None:
    """Make the site in `folder`, which must not exist."""
    write_pictures(folder / "posts" / "media")
    (folder / "parccli.toml").write_text(_SETTINGS, encoding="utf-8")
    for post in posts:
        path = folder / "posts" / f"{post.day:%Y}" / f"{post.day}-{post.slug}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text(post).encode())


def text(post: Post) -> str:
    """The post's file. Values in JSON are values in YAML."""
    return with_front_matter(
        {
            "id": post.id,
            "title": post.title,
            "date": post.day,
            "updated": post.updated,
            "slug": post.slug,
            "status": "published",
            "summary": post.summary,
            "categories": [post.category],
            "tags": list(post.tags),
            "author": post.author,
            "image": f"../media/{post.picture}.jpg" if post.picture is not None else None,
            "image_alt": f"Vue numéro {post.picture} du Parc" if post.picture is not None else None,
        },
        post.body,
    )
