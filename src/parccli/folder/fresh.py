"""An output folder that is not there yet: it is made whole under a hidden name, and gets its own in one step.

So nobody ever sees a part of it, nothing of anybody's can be overwritten, and no file has to be renamed.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.folder import disk, failures
from parccli.folder.manifest import MANIFEST
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

_COME_MEANWHILE: Final = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR}


class FreshFolder:
    """What is to be the folder `out`; `path` is where it is being made, beside it."""

    def __init__(self, out: Path) -> None:
        self._out = out
        # The same for each export to this place: whoever comes next finds what one that was killed left.
        number = blake2b(os.fsencode(out.name), digest_size=8).hexdigest()
        self.path = out.parent / f".parccli-{number}.tmp"
        self.is_begun = False

    def begin(self) -> None:
        """Make it; what was left of it is removed."""
        if not self.is_begun:
            self.discard()
            with failures.writing(str(self._out)):
                self.path.mkdir(parents=True)
            self.is_begun = True

    def keep_only(self, paths: Container[str]) -> None:
        """Remove all files but those of `paths`: what was made, and then not taken."""
        for path in self._files():
            if path not in paths:
                (self.path / path).unlink()

    def sync(self) -> None:
        """Make the names in it durable, where there is no way to do so for all at once."""
        _sync(self.path)

    def place(self) -> None:
        """Give it its name; a ParcError if something has come there meanwhile."""
        with failures.writing(str(self._out)):
            try:
                disk.persist(partial(os.rename, self.path, self._out))
            except OSError as error:
                if error.errno in _COME_MEANWHILE:
                    raise _taken(self._out) from error
                self._place_one_by_one()
            self.is_begun = False
            disk.sync_folder(self._out.parent)

    def _place_one_by_one(self) -> None:
        """Give each file its name, where the system moves no folders: the manifest, which tells of all, comes last."""
        self._out.mkdir()
        for path in sorted(self._files(), key=lambda path: (path == MANIFEST, path)):
            place = self._out / path
            place.parent.mkdir(parents=True, exist_ok=True)
            disk.move_new(str(self.path / path), place)
        _sync(self._out)

    def discard(self) -> None:
        """Remove it, if it is there."""
        with suppress(OSError):
            shutil.rmtree(self.path)
        self.is_begun = False

    def _files(self) -> Iterator[str]:
        for folder, _folders, files in os.walk(self.path):
            inside = os.path.relpath(folder, self.path).replace(os.sep, "/")
            yield from files if inside == "." else (f"{inside}/{name}" for name in files)


def _sync(root: Path) -> None:
    for folder, _folders, _files in os.walk(root):
        disk.sync_folder(root / folder)


def _taken(out: Path) -> ParcError:
    return ParcError(
        _("another program has made this folder in the meantime, and nothing was written"),
        path=out.name,
        hint=_("Look into the folder, then run the command again."),
    )
