"""Posts to write, by a process that holds the site's lock -> files below posts/, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parccli.errors import ParcError
from parccli.folder import names, writing
from parccli.folder.newfolder import standing
from parccli.folder.site import POSTS
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from parccli.folder.lock import Hold


class PostWrite(NamedTuple):
    """`data` for the post at `path`, relative to the site; `expect`: the bytes it had when read, None if it is new."""

    path: str
    data: bytes
    expect: bytes | None = None


def save_post(hold: Hold, path: str, data: bytes, *, expect: bytes) -> None:
    """Replace a post; a ParcError when it has changed since it was read. A symbolic link stays, its target changes."""
    write = write_of(PostWrite(path=path, data=data, expect=expect), hold.site.locate)
    hold.announce_writing([write.path.parent])
    writing.save(write.path, data, expect=expect, root=hold.site.root)


def create_post(hold: Hold, path: str, data: bytes) -> None:
    """Write a new post, and never over another file."""
    write = write_of(PostWrite(path=path, data=data), hold.site.locate)
    hold.announce_writing([write.path.parent])
    writing.create(write.path, data, root=hold.site.root)


def save_posts(
    hold: Hold,
    posts: Iterable[PostWrite],
    *,
    track: Callable[[Sequence[writing.Write]], Iterable[writing.Write]] = iter,
) -> None:
    """Write many posts, made durable together; those that are as they should be are not touched.

    `track` may watch them go by: it gives back what it gets, one by one.
    """
    writes = [write_of(post, hold.site.locate) for post in posts if post.data != post.expect]
    hold.announce_writing(standing({write.path.parent for write in writes}))
    writing.write_batch(track(writes), root=hold.site.root)


def rename_post(hold: Hold, old: str, new: str) -> None:
    """Give a post's file another name below posts/, in one step, and never that of another file."""
    _refuse_unusable(new)
    writing.move(_named(hold.site.locate, old), _named(hold.site.locate, new), root=hold.site.root)


def write_of(post: PostWrite, locate: Callable[[str], Path]) -> writing.Write:
    """Say where the bytes go; `locate` is that of the site. Raises ParcError for what is no place of a post."""
    if post.expect is None:
        _refuse_unusable(post.path)
        return writing.Write(path=_named(locate, post.path), data=post.data, new=True)
    _require_post(post.path)
    return writing.Write(path=locate(post.path), data=post.data, expect=post.expect)


def _named(locate: Callable[[str], Path], path: str) -> Path:
    """The place of a name, at which there may be nothing yet: its folder's links are followed, not its own."""
    _require_post(path)
    folder, _separator, name = path.rpartition("/")
    return locate(folder) / name


def _refuse_unusable(path: str) -> None:
    if fault := names.fault_of(path):
        raise ParcError(fault, path=names.legible(path))


def _require_post(path: str) -> None:
    parts = path.split("/")
    hidden = any(part.startswith(".") for part in parts)
    if parts[0] != POSTS or hidden or names.kind_of(parts[-1]) is not names.Kind.POST:
        raise ParcError(_("a post is a file in posts/ whose name ends in .md"), path=names.legible(path))
