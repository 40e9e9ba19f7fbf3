"""posts/ for those who look at a few posts closely, and of the others at little more than the front matter."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from parccli.build.heads import read_heads
from parccli.build.known import LazyFile
from parccli.folder.posts import Posts, read_post, read_source

if TYPE_CHECKING:
    from parccli.build.known import Read, ReadSource
    from parccli.folder.site import SiteFolder
    from parccli.post import PostFile


def read_lazily(site: SiteFolder) -> Posts:
    """Read what `read_posts` reads; where the front matter is known, all else when it is asked for."""
    files, notices = read_heads(site)
    read = lru_cache(maxsize=4)(partial(read_post, site))
    text = partial(read_source, site)
    return Posts(tuple(_lazy(file, read, text) for file in files), notices)


def whole(file: PostFile) -> PostFile:
    """The file as it is now, all of it."""
    return file.whole() if isinstance(file, LazyFile) else file


def _lazy(file: PostFile, read: Read, text: ReadSource) -> PostFile:
    if file.post is None or file.source is not None:
        return file
    return LazyFile(file.path, file.post, read, text)
