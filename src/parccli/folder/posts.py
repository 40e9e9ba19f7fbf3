"""posts/ -> every post of it, parsed; a file that cannot be read is told of, and the others go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parccli import post
from parccli.errors import ParcError
from parccli.folder import names
from parccli.folder.reading import POST_LIMIT, read_bytes
from parccli.folder.walking import Notice, walk
from parccli.post import PostFile
from parccli.source import Source

if TYPE_CHECKING:
    from parccli.folder.site import SiteFolder


class Posts(NamedTuple):
    """All files of posts/ by path, and what was left out of it."""

    files: tuple[PostFile, ...]
    notices: tuple[Notice, ...] = ()


def read_posts(site: SiteFolder, *, limit: int | None = POST_LIMIT) -> Posts:
    """Read every post; one of more than `limit` bytes, or unreadable, has an `error`, as has an unreadable folder."""
    walked = walk(site.root)
    files = [read_post(site, path, limit=limit) for path in walked.paths]
    files += [PostFile(path=fault.path or "", error=fault) for fault in walked.faults]
    return Posts(tuple(sorted(files, key=lambda file: names.order(file.path))), walked.notices)


def read_post(site: SiteFolder, path: str, *, limit: int | None = POST_LIMIT) -> PostFile:
    """Read the post at `path`, relative to the site."""
    try:
        source = read_source(site, path, limit=limit)
    except ParcError as error:
        return PostFile(path=path, error=error)
    return post.read(source)


def read_source(site: SiteFolder, path: str, *, limit: int | None = POST_LIMIT) -> Source:
    """Read the text of the post at `path`, relative to the site; raises ParcError for what is none."""
    return Source.decode(path, read_bytes(f"{site.root}/{path}", path, limit=limit))
