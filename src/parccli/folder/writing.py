"""Bytes and where they go -> files that are there whole or not at all, whatever stops the machine on the way.

A file is written beside its place under a hidden name, made durable, then moved over it. One file: fsync, rename,
fsync of the folder. Many: one sync for all, then the renames and one fsync a folder.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from parccli.errors import ParcError
from parccli.folder import disk, failures
from parccli.folder.names import legible
from parccli.folder.newfolder import NewFolder
from parccli.folder.reading import is_regular, read_bytes
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

# Only Linux promises that sync() returns once everything is on disk; elsewhere each file is synced.
SYNC_ALL: Final[Callable[[], None] | None] = os.sync if sys.platform == "linux" else None


class Write(NamedTuple):
    """`data` for `path`. With `expect`, only while the file has those bytes; with `new`, only while there is none."""

    path: Path
    data: bytes
    expect: bytes | None = None
    new: bool = False


def save(path: Path, data: bytes, *, expect: bytes | None = None, root: Path | None = None) -> None:
    """Write one file durably; a ParcError when it no longer has the bytes of `expect`, or cannot be written.

    Errors tell paths from `root`. A symbolic link stays, its target changes; a pipe or a device, whose name must not
    become that of a file, gets the bytes as they are.
    """
    real = Path(os.path.realpath(path))  # unlike resolve(), it lives with a link to itself
    if data == expect:
        return
    if expect is None and real.exists() and not is_regular(real):
        with failures.writing(legible(str(path))):
            disk.pour(path, data)
    else:
        _write_one(Write(path=real, data=data, expect=expect), root)


def create(path: Path, data: bytes, *, root: Path | None = None) -> None:
    """Write one new file durably; a ParcError when there is one already, even if it came a moment ago."""
    _write_one(Write(path=path, data=data, new=True), root)


def write_batch(writes: Iterable[Write], *, root: Path | None = None) -> None:
    """Write many files, made durable together; each is old or new, and an error leaves the rest as they were."""
    with Batch(root) as batch:
        for write in writes:
            batch.stage(write)
        batch.seal()
        batch.place()


def _write_one(write: Write, root: Path | None) -> None:
    with Batch(root, sync_all=None) as batch:
        batch.stage(write)
        batch.place()


class _Staged(NamedTuple):
    """What is kept of a file until it has its name: there may be fifty thousand of them.

    `within` is the new folder that it gets its name with.
    """

    temporary: str
    expected: bytes | None
    new: bool
    within: NewFolder | None = None


class Batch:
    """Files written beside their places. `seal` makes them durable, `place` moves them; what is not placed is removed.

    A folder that is not there yet is made under a hidden name, and gets its own with all that is in it.
    Without `sync_all`, each file is synced as it is written, and folders are made at once.
    """

    def __init__(self, root: Path | None = None, *, sync_all: Callable[[], None] | None = SYNC_ALL) -> None:
        self._root = root
        self._sync_all = sync_all
        self._staged: dict[str, _Staged] = {}
        self._folders: dict[Path, NewFolder | None] = {}
        self._new: list[NewFolder] = []
        self._made: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for staged in self._staged.values():
            with suppress(OSError):
                os.unlink(staged.temporary)  # noqa: PTH108
        for new in self._new:
            new.discard()
        if error is not None:
            for folder in reversed(self._made):
                with suppress(OSError):  # not empty
                    folder.rmdir()

    @property
    def paths(self) -> list[str]:
        """What is staged and not placed yet."""
        return list(self._staged)

    def stage(self, write: Write) -> None:
        """Write the bytes beside their place, folders made as needed."""
        path = write.path
        expected = None if write.expect is None else _digest(write.expect)
        try:
            if str(path) in self._staged:
                raise _taken()
            within = self._within(path.parent)
            if within is None:
                self._check(path, expected, new=write.new)
                temporary = disk.temporary_in(path.parent)
            else:
                temporary = within.place_of(path)
            self._staged[str(path)] = _Staged(temporary, expected, write.new, within)
            like = None if write.new or within else path
            disk.fill(temporary, write.data, like=like, durable=self._sync_all is None)
        except OSError as error:
            raise failures.unwritten(error, self._shown(path)) from error

    def seal(self) -> None:
        """Have everything staged on the disk before any of it gets its name."""
        if self._staged and self._sync_all is not None:
            self._sync_all()

    def place(self, paths: Iterable[str] | None = None) -> None:
        """Move the files, all or those of `paths` in that order, and make their names durable."""
        folders: dict[Path, None] = {}
        for path in list(self._staged) if paths is None else paths:
            try:
                folders |= dict.fromkeys(self._place_one(Path(path), self._staged[path]))
            except OSError as error:
                raise failures.unwritten(error, self._shown(Path(path))) from error
            del self._staged[path]
        for folder in folders:
            with failures.writing(self._shown(folder)):
                disk.sync_folder(folder)

    def _place_one(self, path: Path, staged: _Staged) -> list[Path]:
        """Move a file; returns the folders whose names have to be made durable."""
        if staged.within is not None:
            return staged.within.place(path)
        if staged.new:
            disk.move_new(staged.temporary, path)
        else:
            self._check(path, staged.expected, new=False)
            disk.persist(partial(os.replace, staged.temporary, path))
        return [path.parent]

    def _check(self, path: Path, expected: bytes | None, *, new: bool) -> None:
        if new and os.path.lexists(path):
            raise _taken()
        if expected is None:
            return
        shown = self._shown(path)
        if _digest(read_bytes(path, shown)) != expected:
            raise ParcError(
                _("another program has changed the file in the meantime, and nothing was written"),
                path=shown,
                hint=_("Save it in your editor, then run the command again."),
            )
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def _within(self, folder: Path) -> NewFolder | None:
        """The new folder in which files of `folder` wait, if it is not there yet; without `sync_all` it is made."""
        if folder not in self._folders:
            new = None if self._sync_all is None else self._new_folder(folder)
            if new is None:
                self._make_folder(folder)
            self._folders[folder] = new
        return self._folders[folder]

    def _new_folder(self, folder: Path) -> NewFolder | None:
        for new in self._new:
            if folder.is_relative_to(new.path):
                return new
        missing = [place for place in (folder, *folder.parents) if not os.path.lexists(place)]
        if not missing:
            return None
        self._new.append(NewFolder(missing[-1]))
        return self._new[-1]

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        self._made.append(folder)
        disk.sync_folder(folder.parent)

    def _shown(self, path: Path) -> str:
        inside = self._root is not None and path.is_relative_to(self._root)
        return legible(path.relative_to(self._root).as_posix() if self._root and inside else str(path))


def move(old: Path, new: Path, *, root: Path) -> None:
    """Give a file another name, never one that another file has; a ParcError when it cannot be."""
    shown = legible(new.relative_to(root).as_posix())
    with failures.writing(shown):
        # On a disk that ignores case, a.md has the name A.md already.
        if os.path.lexists(new) and not (os.path.lexists(old) and os.path.samefile(old, new)):  # noqa: PTH121
            raise _taken()
        new.parent.mkdir(parents=True, exist_ok=True)
        disk.persist(partial(old.rename, new))
        for folder in {new.parent, old.parent}:
            disk.sync_folder(folder)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _taken() -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
