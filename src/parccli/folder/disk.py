"""The few dealings with the disk that all writing is made of; each raises the system's own OSError."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import sys
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from parccli.folder.reading import is_regular

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TEMPORARY: Final = re.compile(r"\.parccli-[0-9a-f]{16}\.tmp")
_NEW_FOLDER: Final = re.compile(r"\.parccli-[0-9a-f]{16}\.new")
_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_ANY_FILE: Final = (_NEW_FILE & ~os.O_EXCL) | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
_NO_LINKS: Final = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV}
_NO_FOLDER_SYNC: Final = {errno.EINVAL, errno.EBADF, errno.EOPNOTSUPP, errno.ENOSYS}
_BUSY_ON_WINDOWS: Final = {5, 32, 33}  # access denied, sharing violation, lock violation
_PATIENCE: Final = (0.05, 0.1, 0.2, 0.4, 0.8)


def temporary_in(folder: Path | str) -> str:
    """A name that nobody has or guesses, hidden, and known to `sweep`."""
    return f"{folder}{os.sep}.parccli-{os.urandom(8).hex()}.tmp"


def new_folder_in(folder: Path) -> Path:
    """A name for a folder that will get its own when all is in it: like `temporary_in`."""
    return folder / f".parccli-{os.urandom(8).hex()}.new"


def sweep(folder: Path) -> None:
    """Remove what a process that died left beside its place; only where no other can be writing now."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and is_regular(entry.path):
                with suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108
            elif _NEW_FOLDER.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system has a way to."""
    if sys.platform == "win32":  # has no way to
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def persist(action: Callable[[], object], *, pause: Callable[[float], None] = time.sleep) -> None:
    """Do `action`, again for a second and a half while another program on Windows blocks it: an editor, a scanner."""
    for delay in _PATIENCE:
        try:
            action()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _BUSY_ON_WINDOWS:
                raise
            pause(delay)
        else:
            return
    action()


def fill(temporary: str, data: bytes, *, durable: bool, like: Path | None = None, new: bool = True) -> None:
    """Write a file with the permissions of the file `like`, if there is one, and sync it if it is to be durable.

    It must be a new one, unless with `new` False: then what was there before is lost.
    """
    descriptor = os.open(temporary, _NEW_FILE if new else _ANY_FILE, 0o666)
    try:
        if like is not None:
            _take_rights(descriptor, like)
        _write_all(descriptor, data)
        if durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(temporary: str) -> None:
    """Remove a temporary file, if it is there."""
    with suppress(OSError):
        os.unlink(temporary)  # noqa: PTH108


def pour(path: Path, data: bytes) -> None:
    """Write into a pipe or a device."""
    # A pipe that nobody reads would keep us waiting.
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        if sys.platform != "win32":
            os.set_blocking(descriptor, True)
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _take_rights(descriptor: int, like: Path) -> None:
    try:
        old = os.stat(like)  # noqa: PTH116 -- called for each of forty thousand outputs
    except OSError:
        return
    if sys.platform != "win32" and stat.S_ISREG(old.st_mode):
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
        # Only the administrator may give a file away; her post must stay hers then.
        with suppress(OSError):
            os.fchown(descriptor, old.st_uid, old.st_gid)


def move_new(temporary: str, path: Path | str) -> None:
    """Give the file its name, in one step and only if nothing has that name."""
    if sys.platform == "win32":  # where a rename never overwrites
        persist(partial(os.rename, temporary, path))
        return
    try:
        os.link(temporary, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # FAT and some shares: take the name, then move over it. Losing someone's file would be worse than an empty one.
        os.close(os.open(path, _NEW_FILE, 0o666))
        os.replace(temporary, path)  # noqa: PTH105
    else:
        os.unlink(temporary)  # noqa: PTH108
