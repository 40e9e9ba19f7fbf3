"""A folder that is not there yet -> the same with many files in it, all in one step.

Thousands of new files need no names of their own that way, and none can come over another's.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from parccli.folder import disk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_IS_THERE: Final = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR, errno.EACCES}


class NewFolder:
    """What is to be the folder `path`, which is not there, with folders and files in it.

    Until `place` it is beside its place, under a hidden name that `disk.sweep` knows.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._hidden = disk.new_folder_in(path.parent)
        self._folders: set[str] = set()
        self._is_placed = False
        self._is_taken = False

    def place_of(self, path: Path) -> str:
        """Where the file that is to be `path` is to be written; the folders above it are made."""
        inside = os.path.relpath(path, self.path)
        folder = os.path.dirname(inside)  # noqa: PTH120 -- called for each of thousands
        if folder not in self._folders:
            (self._hidden / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self._hidden}{os.sep}{inside}"

    def place(self, path: Path) -> None:
        """Give the file `path` its name, and if nothing has come there meanwhile, all others with it."""
        if not self._is_placed and not self._is_taken:
            self._place_all()
        if self._is_taken:
            path.parent.mkdir(parents=True, exist_ok=True)
            disk.move_new(self.place_of(path), path)

    def _place_all(self) -> None:
        try:
            disk.persist(partial(os.rename, self._hidden, self.path))
        except OSError as error:
            if error.errno not in _IS_THERE or not os.path.lexists(self.path):
                raise
            self._is_taken = True
        else:
            self._is_placed = True

    def discard(self) -> None:
        """Leave nothing of it that was not placed."""
        if not self._is_placed:
            with suppress(OSError):
                shutil.rmtree(self._hidden)


def standing(folders: Iterable[Path]) -> set[Path]:
    """Where something temporary may be while files are written in `folders`: there, or in what is there above them."""
    places: set[Path] = set()
    for folder in folders:
        places |= {folder, next(place for place in (folder, *folder.parents) if os.path.lexists(place))}
    return places
