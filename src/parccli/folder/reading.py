"""A path -> the bytes of the regular file there; nothing else is ever opened for long, so nothing hangs."""

from __future__ import annotations

import errno
import os
import stat
from typing import IO, TYPE_CHECKING, BinaryIO, Final

from parccli.errors import ParcError
from parccli.folder import failures
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE: Final = 1_000_000
POST_LIMIT: Final = 10 * MEGABYTE
FILE_LIMIT: Final = 500 * MEGABYTE
"""Of any file at all: it is held in memory, and a file with holes costs nothing and may have any size."""
# Without O_NONBLOCK, opening a pipe waits for who writes to it; O_BINARY is Windows's.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_CHUNK: Final = 1 << 20


def read_bytes(path: Path | str, shown: str, *, limit: int | None = None) -> bytes:
    """Read the regular file at `path`; a ParcError names `shown` when there is none, or one of over `limit` bytes.

    Where there is no limit, it is FILE_LIMIT.
    """
    most = FILE_LIMIT if limit is None else limit
    with failures.reading(shown):
        # Opening a device may act on it: look first.
        _require_file(os.stat(path), shown)  # noqa: PTH116 -- called ten thousand times
        descriptor = os.open(path, _FLAGS)
        try:
            status = os.fstat(descriptor)
            _require_reasonable(status, shown, most)
            return _read_all(descriptor, status.st_size, shown, most)
        finally:
            os.close(descriptor)


def read_inside(root: Path, path: str, shown: str) -> bytes:
    """Read the regular file at `path` below `root`, by no symbolic link; raises ParcError like `read_bytes`.

    Between the look at a place and the opening of it, whoever may write there can put a link to a file of hers in its
    stead: then it is refused, since what is read here is published.
    """
    with failures.reading(shown):
        descriptor = _open_inside(root, path, shown)
        try:
            status = os.fstat(descriptor)
            _require_reasonable(status, shown, FILE_LIMIT)
            return _read_all(descriptor, status.st_size, shown, FILE_LIMIT)
        finally:
            os.close(descriptor)


def _open_inside(root: Path, path: str, shown: str) -> int:
    if os.open not in os.supports_dir_fd:  # Windows, where to make a link takes a right of its own
        _require_file(os.lstat(root / path), shown)
        return os.open(root / path, _FLAGS)
    *folders, name = path.split("/")
    if ".." in folders:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    folder = os.open(root, _FOLDER)
    try:
        for each in folders:
            inner = os.open(each, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        _require_file(os.stat(name, dir_fd=folder, follow_symlinks=False), shown)
        return os.open(name, _FLAGS | os.O_NOFOLLOW, dir_fd=folder)
    finally:
        os.close(folder)


def open_file(path: Path | str, shown: str, *, limit: int | None = None) -> BinaryIO:
    """Open the regular file at `path` to be read in parts; raises ParcError like `read_bytes`."""
    with failures.reading(shown):
        _require_file(os.stat(path), shown)  # noqa: PTH116 -- as above
        stream = os.fdopen(os.open(path, _FLAGS), "rb")
    try:
        _require_reasonable(os.fstat(stream.fileno()), shown, FILE_LIMIT if limit is None else limit)
    except ParcError:
        stream.close()
        raise
    return stream


def read_stream(stream: BinaryIO, shown: str, *, limit: int) -> bytes:
    """Read an open stream; a ParcError names `shown` when more than `limit` bytes come, and no more are taken."""
    with failures.reading(shown):
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise _too_large(len(data), limit, shown)
    return data


def copy_stream(stream: IO[bytes], copy: IO[bytes], shown: str, *, limit: int) -> None:
    """Copy an open stream to its end; raises ParcError like `read_stream`, and where there is no room for the copy."""
    size = 0
    with failures.reading(shown):
        while part := stream.read(_CHUNK):
            size += len(part)
            if size > limit:
                raise _too_large(size, limit, shown)
            copy.write(part)


def is_regular(path: Path | str) -> bool:
    """Whether a regular file stands there itself, by no symbolic link."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _read_all(descriptor: int, size: int, shown: str, limit: int) -> bytes:
    data = os.read(descriptor, size + 1)
    if len(data) == size:
        return data
    # It has grown since, or never told its size; what goes on growing would be read for ever.
    parts, total = [data], len(data)
    while part := os.read(descriptor, _CHUNK):
        parts.append(part)
        total += len(part)
        if total > limit:
            raise _too_large(total, limit, shown)
    return b"".join(parts)


def _require_file(status: os.stat_result, shown: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise ParcError(_("it is a pipe, a socket or a device, not a file"), path=shown)


def _require_reasonable(status: os.stat_result, shown: str, limit: int) -> None:
    _require_file(status, shown)
    if status.st_size > limit:
        raise _too_large(status.st_size, limit, shown)


def _too_large(size: int, limit: int, shown: str) -> ParcError:
    megabytes = -(-size // MEGABYTE)
    return ParcError(
        _("it has {size} MB, and may have {limit}").format(size=megabytes, limit=limit // MEGABYTE), path=shown
    )
