"""A folder that is not there yet -> the same with many files in it, all in one step.

Thousands of new files need no names of their own that way, and none can come over another's.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from parccli.folder import disk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class NewFolder:
    """What is to be the folder `path`, which is not there, with folders and files in it.

    Until `place` it is beside its place, under a hidden name that `disk.sweep` knows.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._hidden = disk.new_folder_in(path.parent)
        self._folders: set[str] = set()
        self._is_placed = False
        self._is_given_up = False

    def place_of(self, path: Path) -> str:
        """Where the file that is to be `path` is to be written; the folders above it are made."""
        inside = os.path.relpath(path, self.path)
        folder = os.path.dirname(inside)  # noqa: PTH120 -- called for each of thousands
        if folder not in self._folders:
            (self._hidden / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self._hidden}{os.sep}{inside}"

    def place(self, path: Path) -> list[Path]:
        """Give the file `path` its name, and if its folder can get its own, all others with it.

        Returns the folders in which names were given, which are not on the disk for good yet.
        """
        if not self._is_placed and not self._is_given_up:
            self._place_all()
        if self._is_placed:
            return [self.path.parent]
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.move_new(self.place_of(path), path)
        return [folder for folder in path.parents if folder.is_relative_to(self.path.parent)]

    def _place_all(self) -> None:
        try:
            disk.persist(partial(os.rename, self._hidden, self.path))
        except OSError:
            # Something has come there, or the system moves no folders: the files may well be moved one by one.
            self._is_given_up = True
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
