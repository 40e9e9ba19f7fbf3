"""The trace of an export under way, in its output folder: whoever comes after a crash knows what is parccli's own.

A file is listed in manifest.json only at the end. Until then its path and its future content stand in the journal,
so that a run that died between the renames and the manifest leaves nothing that the next one takes for a person's.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from parccli.errors import ParcError
from parccli.folder import disk, failures
from parccli.folder.manifest import Entry, read_journal
from parccli.folder.reading import is_regular, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

# A link of that name must not make a file elsewhere.
_MARK: Final = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
JOURNAL: Final = ".parccli-export.json"


def is_left(out: Path) -> bool:
    """Whether an export has died here, or is under way."""
    return os.path.lexists(out / JOURNAL)


def left_behind(out: Path) -> Iterator[tuple[str, Entry]]:
    """The files that a dead export made and did not live to list: only those that still hold what it wrote."""
    try:
        entries = read_journal(read_bytes(out / JOURNAL, JOURNAL))
    except (ParcError, ValueError):  # none, or one that was only begun
        return
    for path, entry in entries:
        place = out / path
        with suppress(ParcError):
            if is_regular(place) and entry.describes(read_bytes(place, path)):
                yield path, entry


class Journal:
    """It is there from the first temporary file of an export to its end; an export that changes nothing makes none."""

    def __init__(self, out: Path) -> None:
        self.path = out / JOURNAL
        self._out = out
        self._left = self._there = os.path.lexists(self.path)
        self._makes_folder = not os.path.lexists(out)

    def __enter__(self) -> Self:
        if self._left:
            for folder, _folders, _files in os.walk(self._out):
                disk.sweep(self._out / folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # After a failure, one that has entries is still needed, ours or that of the run before.
        with suppress(OSError):
            if self._there and (error is None or self._is_empty()):
                self.path.unlink()
            if self._makes_folder and error is not None:
                self._out.rmdir()

    @property
    def is_begun(self) -> bool:
        """Whether a file may have been written since the journal was opened."""
        return self._there

    def begin(self) -> None:
        """Leave a mark before the first temporary file is made."""
        if not self._there:
            with failures.writing(str(self._out)):
                self._out.mkdir(parents=True, exist_ok=True)
                os.close(os.open(self.path, _MARK, 0o666))
            self._there = True

    def _is_empty(self) -> bool:
        return not self._left and self.path.lstat().st_size == 0
