"""Outputs, compared and staged -> an output folder that holds them all, or is as it was.

The folder belongs to a person: parccli overwrites and deletes only files that its manifest, or the journal of a run
that died, tells to be its own. What the files hold is compared with what is on the disk, whatever a manifest says.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from parccli.errors import ParcError
from parccli.folder import disk, failures
from parccli.folder.comparing import Changes, Made, made_in
from parccli.folder.fresh import FreshFolder
from parccli.folder.journal import Journal, left_behind
from parccli.folder.manifest import MANIFEST, Entry, entry_line, journal_of_lines, manifest_of_lines
from parccli.folder.reading import is_regular, read_bytes
from parccli.folder.removing import remove
from parccli.folder.staging import Place, Stager, State
from parccli.folder.writing import SYNC_ALL
from parccli.i18n import gettext as _
from parccli.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from types import TracebackType

    from parccli.folder.staging import Staged

_TURNS: Final = {"media": 0, "feeds": 2}


def anything(_path: str) -> bool:
    """Own every path: an export of all targets."""
    return True


class Delivery:
    """One export into the folder `out`: outputs are taken one by one, then all published, or none.

    `before` maps the paths of what earlier exports made to their lines of the manifest; without it, both are read.
    With `writes`, temporary files may stand in the folder until the end, and none after it.
    """

    def __init__(
        self,
        out: Path,
        *,
        owns: Callable[[str], bool] = anything,
        before: Mapping[str, str] | None = None,
        writes: bool = True,
    ) -> None:
        self.out = out
        self._fresh = FreshFolder(out)
        # On Windows, a folder keeps its name as long as anyone has a file in it open, a virus scanner for example.
        self._is_new = sys.platform != "win32" and not os.path.lexists(out)
        self.place = Place(out, self._fresh.path if self._is_new else None)
        self._owns = owns
        self._writes = writes
        self._made = Made() if before is not None else made_in(out)
        self.before = before if before is not None else _lines(self._made.files)
        self.lines: dict[str, str] = {}
        self._taken: dict[str, Staged] = {}
        self._waiting: set[str] = set()
        self._journal = Journal(out)
        self._stagers: list[Stager] = []

    def __enter__(self) -> Self:
        if self._writes:
            self._fresh.discard()
            self._journal.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._writes:
            return
        self._fresh.discard()
        for temporary in self._waiting:
            disk.discard(temporary)
        if error is not None:
            # What other processes were writing when they were stopped is known to nobody.
            for folder, _folders, _files in os.walk(self.out) if self._journal.is_begun else ():
                disk.sweep(Path(folder))
            for stager in self._stagers:
                stager.withdraw()
        self._journal.__exit__(kind, error, trace)

    def stager(self, wanted: Container[str] = ()) -> Stager:
        """What compares outputs for this delivery in this process; the bytes of those `wanted` come back too."""
        stager = Stager(self.place, writes=self._writes, wanted=wanted, begin=self.begin, waiting=self._waiting)
        self._stagers.append(stager)
        return stager

    def begin(self) -> None:
        """Leave a mark before any process writes the first temporary file."""
        if self._writes and self._is_new:
            self._fresh.begin()
        elif self._writes:
            self._journal.begin()

    def take(self, staged: Staged) -> None:
        """Let an output be part of it; a ParcError for another one of the same path."""
        path = staged.path
        known = self.lines.get(path)
        if known is not None:
            self._refuse_two(path, known, staged.line)
            return
        self.lines[path] = staged.line
        if staged.state is not State.SAME:
            self._taken[path] = staged

    def keep(self, path: str) -> None:
        """Let a file of an earlier export, which is known to be what it was, be part of it as it is."""
        line = self.before[path]
        known = self.lines.setdefault(path, line)
        if known is not line:
            self._refuse_two(path, known, line)

    def changes(self) -> Changes:
        """Sum up."""
        add = sorted(path for path, staged in self._taken.items() if staged.state is State.ABSENT)
        change = sorted(path for path, staged in self._taken.items() if self._is_ours(path, staged))
        blocked = sorted(self._taken.keys() - {*add, *change})
        return Changes(
            add=tuple(add),
            change=tuple(change),
            remove=tuple(self._leftovers()),
            unchanged=self._count() - len(self._taken),
            blocked=tuple(sorted([*blocked, MANIFEST] if self._made.foreign else blocked)),
            warning=self._made.warning,
        )

    def publish(self, *, force: bool = False) -> Changes:
        """Give everything its name: media first, feeds after what they tell of, removals, the manifest last."""
        changes = self.changes()
        if changes.blocked and not force:
            raise _blocked(self.out, changes.blocked)
        if self._is_new:
            self._publish_all()
            return changes
        writes = [(path, self._temporary(path)) for path in sorted(self._taken, key=_turn)]
        manifest = self._stage_manifest(self._manifest())
        journal = self._stage_journal(path for path, _temporary in writes) if writes else None
        if (manifest or journal) and SYNC_ALL is not None:
            SYNC_ALL()
        if journal:
            self._place([(self._journal.path.name, journal)])
        self._place(writes)
        remove(self.out, changes.remove, self._gone())
        if manifest:
            self._place([(MANIFEST, manifest)])
        return changes

    def _publish_all(self) -> None:
        """Give the folder its name, once all is in it."""
        self.begin()
        with failures.writing(f"{self.out.name}/{MANIFEST}"):
            self._fresh.keep_only(self._taken)
            disk.fill(str(self._fresh.path / MANIFEST), self._manifest(), durable=SYNC_ALL is None)
            if SYNC_ALL is not None:
                SYNC_ALL()
            else:
                self._fresh.sync()
        self._fresh.place()

    def changing(self) -> list[str]:
        """The paths of outputs that will replace others of ours."""
        return [path for path in self._taken if path in self.before]

    def data_of(self, path: str) -> bytes:
        """The bytes of an output that was taken or kept."""
        staged = self._taken.get(path)
        if staged is not None and staged.data is not None:
            return staged.data
        place = staged.temporary if staged and staged.temporary else (self.place.fresh or self.out) / path
        return read_bytes(place, f"{self.out.name}/{path}")

    def _is_ours(self, path: str, staged: Staged) -> bool:
        return staged.state is State.OTHER and path in self.before

    def _temporary(self, path: str) -> str:
        temporary = self._taken[path].temporary
        if temporary is None:
            raise LookupError(path)
        return temporary

    def _count(self) -> int:
        """How many files are part of it."""
        return len(self.lines)

    def _manifest(self) -> bytes:
        """What the manifest is to say: what others made stays in it."""
        # Nearly in its order, which makes for quick sorting.
        kept = {path: self.lines.get(path, line) for path, line in self.before.items() if self._stays(path)}
        return manifest_of_lines({**kept, **self.lines})

    def _gone(self) -> list[str]:
        """What was made before and is no longer part of it."""
        return [path for path in self.before if not self._stays(path)]

    def _stays(self, path: str) -> bool:
        return path in self.lines or not self._owns(path)

    def _stage_manifest(self, data: bytes) -> str | None:
        place = self.out / MANIFEST
        if is_regular(place) and read_bytes(place, MANIFEST) == data:
            return None
        return self._stage(place, data)

    def _stage_journal(self, paths: Iterable[str]) -> str:
        left = (entry_line(path, entry) for path, entry in left_behind(self.out))
        return self._stage(self._journal.path, journal_of_lines([*left, *(self.lines[path] for path in paths)]))

    def _stage(self, place: Path, data: bytes) -> str:
        self.begin()
        temporary = disk.temporary_in(self.out)
        self._waiting.add(temporary)
        with failures.writing(f"{self.out.name}/{place.name}"):
            disk.fill(temporary, data, like=place, durable=SYNC_ALL is None)
        return temporary

    def _place(self, writes: Iterable[tuple[str, str]]) -> None:
        """Move files to their paths in that order, and make their names durable."""
        folders: dict[str, None] = {}
        for path, temporary in writes:
            place = f"{self.out}/{path}"
            try:
                if path in self._taken and self._taken[path].state is State.ABSENT:
                    disk.move_new(temporary, place)
                else:
                    disk.persist(partial(os.replace, temporary, place))
            except OSError as error:
                raise failures.unwritten(error, f"{self.out.name}/{path}") from error
            self._waiting.discard(temporary)
            folders[path.rpartition("/")[0]] = None
        for folder in folders:
            with failures.writing(f"{self.out.name}/{folder}"):
                disk.sync_folder(self.out / folder)

    def _leftovers(self) -> Iterator[str]:
        gone = sorted(path for path in self.before if path not in self.lines and self._owns(path))
        if not gone:
            return
        # Where case does not matter, the old name of a file may be another name of the new one.
        names_now = {path.casefold(): path for path in self.lines}
        folders = Stager(self.place, writes=False)
        for path in gone:
            place = self.out / path
            if not is_regular(place):
                continue
            folders.require_folder(path.rpartition("/")[0])
            twin = self.out / names_now.get(path.casefold(), path)
            if twin == place or not (twin.exists() and twin.samefile(place)):
                yield path

    def _refuse_two(self, path: str, known: str, line: str) -> None:
        one, other = Entry.from_line(known), Entry.from_line(line)
        if one.sha256 != other.sha256:
            sources = " · ".join(sorted({one.source or "parccli.toml", other.source or "parccli.toml"}))
            message = _("{path} would be made twice, and differently").format(path=path)
            raise ParcError(message, path=sources, hint=_("Give one of the two another slug or name."))


def _lines(files: Mapping[str, Entry]) -> dict[str, str]:
    return {path: entry_line(path, entry) for path, entry in files.items()}


def _turn(path: str) -> tuple[int, str]:
    return _TURNS.get(path.split("/", 1)[0], 1), path


def _blocked(out: Path, paths: tuple[str, ...]) -> ParcError:
    others = len(paths) - 1
    message = _("parccli did not make this file, and would overwrite it")
    if others:
        message = ngettext(
            "parccli did not make this file and {number} other, and would overwrite them",
            "parccli did not make this file and {number} others, and would overwrite them",
            others,
        ).format(number=others)
    return ParcError(
        message, path=f"{out.name}/{paths[0]}", hint=_("Move it elsewhere, or overwrite it with “--force”.")
    )
