"""One output at a time -> what becomes of it in its folder, its bytes waiting beside its place if they are new there.

Any process may stage; only the one that holds the site's lock gives names and removes (`outputs`).
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from parccli.errors import ParcError
from parccli.folder import disk, failures, names
from parccli.folder.journal import JOURNAL
from parccli.folder.manifest import MANIFEST, Entry, entry_line
from parccli.folder.reading import read_bytes
from parccli.folder.writing import SYNC_ALL
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable


_NEEDED: Final = frozenset({MANIFEST, JOURNAL})


class Output(Protocol):
    """One file to be: its path below the output folder, its bytes, the post it comes from if it is one post's."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def data(self) -> bytes: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102
    @property
    def id(self) -> str | None: ...  # noqa: D102


class State(Enum):
    """What stands in an output's place: nothing, other bytes, the same bytes, or something that is no file."""

    ABSENT = "absent"
    OTHER = "other"
    SAME = "same"
    NO_FILE = "no file"


class Staged(NamedTuple):
    """An output compared: its line of the manifest, and the temporary file where its bytes wait, if they do.

    `data` is kept only where it was asked for: all outputs of ten thousand posts are 300 MB.
    """

    path: str
    line: str
    state: State
    temporary: str | None = None
    data: bytes | None = None


class Place(NamedTuple):
    """An output folder. Where it was not there when the export began, its files are made in the folder `fresh`."""

    out: Path
    fresh: Path | None = None


class Stager:
    """Compares outputs with what is in the folder of `place`; with `writes`, those that differ are written beside.

    `begin` is called before the first temporary file; `waiting` is told of each.
    """

    def __init__(
        self,
        place: Place,
        *,
        writes: bool,
        wanted: Container[str] = (),
        begin: Callable[[], None] = lambda: None,
        waiting: set[str] | None = None,
    ) -> None:
        self._out, self._is_fresh = place.out, place.fresh is not None
        self._root = place.fresh or place.out
        # Texts, not paths: these are asked for with each of forty thousand files.
        self._place, self._name = str(self._root), self._out.name
        self._writes = writes
        self._wanted = wanted
        self.begin = begin
        self._waiting = set() if waiting is None else waiting
        self._safe_folders: set[str] = set()
        self._there: set[str] = set()
        self._made: list[Path] = []

    def stage(self, output: Output) -> Staged:
        """Compare one output; a ParcError for one that cannot be written there."""
        path, data = output.path, output.data
        fault = _("its name is one that parccli needs") if path in _NEEDED else names.fault_of(path)
        if fault:
            raise ParcError(fault, path=output.source or names.legible(path))
        self.require_folder(path.rpartition("/")[0])
        state = State.ABSENT if self._is_fresh else self._state(path, data)
        return Staged(
            path=path,
            line=entry_line(path, Entry.of(data, output.source, output.id)),
            state=state,
            temporary=self._write(path, data, state) if self._writes and state is not State.SAME else None,
            data=data if path in self._wanted else None,
        )

    def require_folder(self, folder: str) -> None:
        """Raise a ParcError for a folder below the output folder that leads out of it, or is none."""
        if folder in self._safe_folders:
            return
        place, shown = self._out / folder, f"{self._name}/{folder}"
        if not Path(os.path.realpath(place)).is_relative_to(self._out):
            raise ParcError(_("it leads out of the output folder"), path=shown)
        if folder:
            self.require_folder(folder.rpartition("/")[0])
        if os.path.lexists(place) and not place.is_dir():
            raise ParcError(_("a file stands where a folder is needed"), path=shown)
        self._safe_folders.add(folder)

    def _state(self, path: str, data: bytes) -> State:
        place = f"{self._place}/{path}"
        try:
            status = os.lstat(place)
        except OSError:
            return State.ABSENT
        if not stat.S_ISREG(status.st_mode):
            return State.NO_FILE
        same = status.st_size == len(data) and read_bytes(place, f"{self._name}/{path}") == data
        return State.SAME if same else State.OTHER

    def withdraw(self) -> None:
        """Remove the folders made here that are empty again."""
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()

    def _write(self, path: str, data: bytes, state: State) -> str | None:
        self.begin()
        folder, _slash, _name = path.rpartition("/")
        place = f"{self._place}/{folder}" if folder else self._place
        with failures.writing(f"{self._name}/{path}"):
            self._make_folder(folder)
            if self._is_fresh:
                disk.fill(f"{self._place}/{path}", data, durable=SYNC_ALL is None, new=False)
                return None
            temporary = disk.temporary_in(place)
            self._waiting.add(temporary)
            like = None if state is State.ABSENT else self._out / path
            disk.fill(temporary, data, like=like, durable=SYNC_ALL is None)
        return temporary

    def adopt(self, staged: Iterable[Staged]) -> None:
        """Answer for outputs that another process has staged for this one."""
        self._waiting.update(each.temporary for each in staged if each.temporary)

    def _make_folder(self, folder: str) -> None:
        if folder in self._there:
            return
        place = self._root / folder
        if not place.is_dir():
            if folder:
                self._make_folder(folder.rpartition("/")[0])
            place.mkdir(exist_ok=True)
            self._made.append(place)
            if SYNC_ALL is None:
                disk.sync_folder(place.parent)
        self._there.add(folder)
