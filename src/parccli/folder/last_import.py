"""The last import's journal in .parccli/: each file that it wrote, the digest of what, and what the file held before.

One JSON object a line, since there may be thousands of files: a version, then the files and folders, and at the end,
once all of them are there, that the import was finished.
"""

from __future__ import annotations

import base64
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from parccli.errors import ParcError
from parccli.folder import disk, failures, names, writing
from parccli.folder.reading import open_file, read_bytes
from parccli.folder.site import POSTS, STATE
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder

JOURNAL: Final = "last-import.jsonl"
_FOLDERS: Final = "import-folders"
_SHOWN: Final = f"{STATE}/{JOURNAL}"
_VERSION: Final = {"version": 2}
_FINISHED: Final = b'{"finished": true}\n'


@dataclass(frozen=True, kw_only=True)
class Change:
    """A file that the import wrote: the digest of what, and what it held before; None if there was none.

    `id` is that of the post, by which it is found when it has another name now.
    """

    path: str
    digest: str
    before: bytes | None = None
    id: str | None = None


@dataclass(frozen=True, kw_only=True)
class LastImport:
    """All changes of an import, and the folders that it made; one that was stopped in the middle is not `finished`."""

    changes: tuple[Change, ...]
    folders: tuple[str, ...] = ()
    finished: bool = False


def read_last_import(site: SiteFolder) -> LastImport | None:
    """Read the journal; None if there is nothing to take back, a ParcError if it is damaged."""
    if not os.path.lexists(site.state / JOURNAL):
        return None
    try:
        return _read(site)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ParcError(
            _("the journal of the last import is damaged: nothing is taken back"),
            path=_SHOWN,
            hint=_("Remove the posts by hand, and this file."),
        ) from error


def _read(site: SiteFolder) -> LastImport:
    changes: list[Change] = []
    last: dict[str, Any] = {}
    for entry in _entries(site):
        if isinstance(entry, Change):
            changes.append(entry)
        else:
            last |= entry
    # Without this line it was cut off.
    folders = tuple(_checked(folder) for folder in last["folders"])
    return LastImport(changes=tuple(changes), folders=folders, finished=last.get("finished") is True)


def store(hold: Hold, last: LastImport) -> None:
    """Write the journal of an import of which something is left."""
    lines = [_line(_VERSION), *map(_of_change, last.changes), _line({"folders": last.folders}), _FINISHED]
    hold.announce_writing([hold.site.state])
    writing.save(hold.site.state / JOURNAL, b"".join(lines), root=hold.site.root)


def forget(site: SiteFolder) -> None:
    """Remove the journal: there is nothing to take back any more."""
    with failures.writing(_SHOWN):
        (site.state / JOURNAL).unlink(missing_ok=True)


class Record:
    """The journal of an import under way; before the first of its files gets its name, `place` puts it where it goes.

    After an import that was stopped, what that one wrote stands in it too: a file of both held before what it held
    before the first of them.
    """

    def __init__(self, hold: Hold) -> None:
        self._site = hold.site
        stopped = _stopped(hold.site)
        self._stopped = {change.path: change for change in stopped.changes}
        self._folders = dict.fromkeys((*stopped.folders, *_left_behind(hold.site)))
        hold.announce_writing([hold.site.state])
        self._temporary = disk.temporary_in(hold.site.state)
        with failures.writing(_SHOWN):
            self._file = open(self._temporary, "xb")  # noqa: SIM115, PTH123 -- closed by `place` or `discard`
        self._write(_line(_VERSION))

    def add(self, change: Change) -> None:
        """Note a file."""
        if earlier := self._stopped.pop(change.path, None):
            change = Change(path=change.path, digest=change.digest, before=earlier.before, id=change.id)
        self._write(_of_change(change))

    def add_folders(self, folders: Iterable[str]) -> None:
        """Note folders before they are made: whoever is killed before `place` leaves them, and they are ours."""
        new = [folder for folder in folders if folder not in self._folders]
        if not new:
            return
        self._folders |= dict.fromkeys(new)
        with failures.writing(_SHOWN), (self._site.state / _FOLDERS).open("a", encoding="utf-8") as trace:
            trace.writelines(f"{folder}\n" for folder in new)

    def place(self) -> None:
        """Put the journal where it is looked for, on the disk for good."""
        for change in self._stopped.values():
            self._write(_of_change(change))
        self._write(_line({"folders": list(self._folders)}))
        with failures.writing(_SHOWN):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            disk.persist(lambda: os.replace(self._temporary, self._site.state / JOURNAL))  # noqa: PTH105
            disk.sync_folder(self._site.state)

    def finish(self) -> None:
        """Note that all files are there."""
        with failures.writing(_SHOWN), (self._site.state / JOURNAL).open("ab") as file:
            file.write(_FINISHED)
            file.flush()
            os.fsync(file.fileno())

    def discard(self) -> None:
        """Leave nothing of a journal that was not placed."""
        self._file.close()
        for path in (self._temporary, self._site.state / _FOLDERS):
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108

    def _write(self, line: bytes) -> None:
        with failures.writing(_SHOWN):
            self._file.write(line)


def _stopped(site: SiteFolder) -> LastImport:
    """What an import that was stopped had begun; nothing if there was none."""
    try:
        last = read_last_import(site)
    except ParcError:
        last = None
    return LastImport(changes=()) if last is None or last.finished else last


def _left_behind(site: SiteFolder) -> list[str]:
    """The folders that an import made which was killed before it had a journal."""
    try:
        lines = read_bytes(site.state / _FOLDERS, _FOLDERS).decode().splitlines()
        return [_checked(line) for line in lines]
    except (ParcError, ValueError):
        return []


def _entries(site: SiteFolder) -> Iterator[Change | dict[str, Any]]:
    with open_file(site.state / JOURNAL, _SHOWN) as file:
        if json.loads(file.readline()) != _VERSION:
            raise ValueError
        for line in file:
            if not line.endswith(b"\n"):
                return  # the machine stopped while the last line was written
            entry = json.loads(line)
            yield _to_change(entry) if "path" in entry else entry


def _to_change(entry: dict[str, Any]) -> Change:
    return Change(
        path=_checked(entry["path"]),
        digest=entry["sha256"],
        before=None if entry["before"] is None else base64.b64decode(entry["before"], validate=True),
        id=entry["id"],
    )


def _of_change(change: Change) -> bytes:
    before = None if change.before is None else base64.b64encode(change.before).decode()
    return _line({"path": change.path, "sha256": change.digest, "before": before, "id": change.id})


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry).encode() + b"\n"


def _checked(path: str) -> str:
    """Let no journal name a file outside posts/."""
    if not path.startswith(f"{POSTS}/") or names.fault_of(path):
        raise ValueError(path)
    return path
