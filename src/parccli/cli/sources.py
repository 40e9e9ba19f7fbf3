"""What the command line of `import` names -> materials, each with what can read it, and how far they have been read."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO, Final, Self

from parccli import importers
from parccli.cli.invocation import Invocation
from parccli.cli.named import STDIN
from parccli.errors import ParcError, UsageError
from parccli.folder.reading import MEGABYTE, copy_stream, open_file, read_bytes
from parccli.i18n import gettext as _
from parccli.i18n import ngettext
from parccli.importers import Importer, Material

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed import WriteableBuffer

SOURCE_LIMIT: Final = 200 * MEGABYTE
ATTACHMENT_LIMIT: Final = 20 * MEGABYTE
HEAD: Final = 4096
SHOWN: Final = 20
_BUFFER: Final = 1 << 16


class Readings:
    """How many bytes the sources have, and how many have been read; within `with`, since what is piped in is kept."""

    def __init__(self) -> None:
        self.total = 0
        self._read: dict[str, Callable[[], int]] = {}
        self._piped: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._piped:
            self._piped.close()

    @property
    def done(self) -> int:
        """Bytes read; of a source that is read twice, those of the second time."""
        return sum(place() for place in self._read.values())

    def watch(self, name: str, place: Callable[[], int]) -> None:
        """Ask `place` from now on to which the source `name` has been read."""
        self._read[name] = place

    def keep(self, piped: BinaryIO) -> IO[bytes]:
        """Put what comes through a pipe, and only once, into a file that has no name."""
        if self._piped is None:
            self._piped = TemporaryFile()  # noqa: SIM115 -- closed by `with` of this object
            copy_stream(piped, self._piped, STDIN, limit=SOURCE_LIMIT)
            self.total += self._piped.tell()
        return self._piped


def find(call: Invocation, sources: Sequence[str], origin: str, readings: Readings) -> list[tuple[Importer, Material]]:
    """Find the sources, and pair each with what can read it; raises UsageError for one that nothing can."""
    known, broken = importers.discovered()
    for name in broken:
        call.console.warn(_("the plug-in “{name}” cannot be loaded").format(name=name))
    if origin != "auto" and origin not in known:
        message = _("no importer is called “{name}”").format(name=origin)
        raise UsageError(message, hint=_("There are: {names}.").format(names=", ".join(["auto", *known])))
    readers = [known[origin]] if origin in known else list(known.values())
    claimed = frozenset(suffix for reader in readers for suffix in reader.SUFFIXES)
    materials = [material for source in sources for material in _materials(call, source, claimed, readings)]
    return [(known[origin] if origin in known else _detected(material, known), material) for material in materials]


def _materials(call: Invocation, source: str, claimed: frozenset[str], readings: Readings) -> Iterator[Material]:
    """The file, or what the folder has of files whose names end as in `claimed`; the others are named, and left out."""
    path = call.cwd / source
    if source == STDIN:
        yield _of_stdin(call, readings)
        return
    if not path.is_dir():
        yield _of_file(path, source, source, readings, partial(_beside, path.parent, call.cwd))
        return
    names = [place.relative_to(path) for place in sorted(path.rglob("*")) if place.is_file()]
    shown = [name for name in names if not _is_hidden(name)]
    wanted = [name for name in shown if name.suffix.lower() in claimed]
    if not wanted:
        raise UsageError(_("the folder has no file that can be imported"), path=source)
    for name in wanted:
        yield _of_file(path / name, str(path / name), name.as_posix(), readings, partial(_beside, path, path))
    if others := [name.as_posix() for name in shown if name.suffix.lower() not in claimed]:
        told = ngettext("{count} file is no post by itself", "{count} files are no posts by themselves", len(others))
        call.console.say(f"{told.format(count=len(others))}: {_some(others)}")


def _of_stdin(call: Invocation, readings: Readings) -> Material:
    try:
        kept = readings.keep(call.stdin)
    except ParcError as error:
        raise UsageError(error.message, hint=error.hint, path=error.path) from error
    return Material(name=STDIN, open=lambda: _metered(STDIN, kept, readings, shared=True))


def _of_file(path: Path, shown: str, name: str, readings: Readings, beside: partial[bytes | None]) -> Material:
    try:
        with open_file(path, shown, limit=SOURCE_LIMIT) as stream:
            readings.total += stream.seek(0, io.SEEK_END)
    except ParcError as error:
        raise UsageError(error.message, hint=error.hint, path=error.path) from error
    begin = lambda: _metered(shown, open_file(path, shown, limit=SOURCE_LIMIT), readings)  # noqa: E731
    return Material(name=name, open=begin, beside=beside)


def _metered(name: str, file: IO[bytes], readings: Readings, *, shared: bool = False) -> BinaryIO:
    return io.BufferedReader(_Metered(name, file, readings, shared=shared), _BUFFER)


class _Metered(io.RawIOBase):
    """A reading of a file from its start; of a `shared` one there may be others, one after the other."""

    def __init__(self, name: str, file: IO[bytes], readings: Readings, *, shared: bool) -> None:
        super().__init__()
        self._file, self._shared = file, shared
        self._end = 0
        self._file.seek(0)
        readings.watch(name, self._place)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        with memoryview(buffer) as view:
            data = self._file.read(len(view))
            view[: len(data)] = data
        return len(data)

    def _place(self) -> int:
        # The system knows it even where a copy of this process reads on.
        return self._end if self._file.closed else os.lseek(self._file.fileno(), 0, os.SEEK_CUR)

    def close(self) -> None:
        self._end = self._place()
        if not self._shared:
            self._file.close()
        super().close()


def _beside(folder: Path, start: Path, name: str) -> bytes | None:
    """The bytes of a file that a source names, as long as it is in `folder` and of a reasonable size."""
    try:
        place = (start / name).resolve()
        return read_bytes(place, name, limit=ATTACHMENT_LIMIT) if place.is_relative_to(folder.resolve()) else None
    except (ParcError, OSError, ValueError):
        return None


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) or part.casefold() in {"thumbs.db", "desktop.ini"} for part in path.parts)


def _detected(material: Material, known: dict[str, Importer]) -> Importer:
    found = importers.detect(material.name, material.head(HEAD), known)
    if found is None:
        raise UsageError(
            _("it is not clear what this file is"),
            path=material.name,
            hint=_("Say it with --from: {names}.").format(names=", ".join(known)),
        )
    return found
