"""posts/ -> the slug and the title of each post, read off its first lines: quick, and right for what is usual.

For offers and suggestions only; whoever decides by a slug reads the post.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.folder.reading import open_file
from parccli.folder.walking import walk
from parccli.post.fields import field_named
from parccli.post.reading import slug_of_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD: Final = 4096
"""Bytes that are read of a post."""


def _line(key: str) -> re.Pattern[str]:
    field = field_named(key)
    names = "|".join(map(re.escape, (field.name, *field.aliases)))
    return re.compile(rf"^(?:{names})[ \t]*:[ \t]+([\"']?)(.+?)\1[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


_SLUG: Final = _line("slug")
_TITLE: Final = _line("title")


def skim(root: Path) -> Iterator[tuple[str, str]]:
    """Yield slug and title (empty where none is seen) of each post of the site at `root`."""
    for path in walk(root).paths:
        try:
            with open_file(root / path, path) as file:
                head = file.read(_HEAD).decode("utf-8", "replace")
        except (OSError, ParcError):
            continue
        header = re.split(r"^---[ \t]*\r?$", head, maxsplit=2, flags=re.MULTILINE)[1:2]
        slug, title = (pattern.search(header[0]) if header else None for pattern in (_SLUG, _TITLE))
        yield slug[2] if slug else slug_of_path(path), title[2] if title else ""
