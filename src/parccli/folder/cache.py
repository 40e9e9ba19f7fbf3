"""`.parccli/cache.sqlite`: what was worked out before, by name. It is never trusted over the files.

A cache that is missing, damaged, of another version, read-only or in use elsewhere only costs time: nothing here
raises. Each text is stored with its digest, and one that does not fit it is not there.

What is kept ends up on the site and on the terminal: a cache that comes with a folder from elsewhere, as a copy does,
is not believed. Its file has another number on this disk than the one that it was made for.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, Self

from parccli.folder.state import is_own_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

_FILE: Final = "cache.sqlite"
_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS texts (kind TEXT, name TEXT, text TEXT, digest BLOB, UNIQUE (kind, name))"
_SELECT: Final = "SELECT name, text, digest FROM texts WHERE kind = ?"
_SELECT_SOME: Final = f"{_SELECT} AND name IN (SELECT value FROM json_each(?))"  # noqa: S608 -- two constants
_PATIENCE: Final = 0.2  # seconds; longer than it takes to write, shorter than to work it out again
_WORTHLESS: Final = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_MANY: Final = 500  # texts at a time, so that memory stays small


class Cache:
    """The texts kept for one site by the program `version`; those of another version are dropped."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self.version = version
        self._database: sqlite3.Connection | None = None

    @classmethod
    def of(cls, state: Path, version: str) -> Self:
        """The cache in the folder `state`."""
        return cls(state / _FILE, version)

    def __enter__(self) -> Self:
        if not is_own_file(self.path):
            return self
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            self.close()
            # A file that is no database of ours would stay so for ever; a busy one is another's.
            if error.sqlite_errorcode & 0xFF in _WORTHLESS:
                with suppress(OSError, sqlite3.Error):
                    self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what was put stays."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def get(self, kind: str, name: str) -> str | None:
        """The text kept under that name; None without one that is whole."""
        return next((text for _name, text in self.several(kind, [name])), None)

    def several(self, kind: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The texts kept under those names, as far as they are there."""
        return self._decoded(self.several_packed(kind, names))

    def several_packed(self, kind: str, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes kept under those names, as far as they are there."""
        wanted = list(names)
        for start in range(0, len(wanted), _MANY):
            some = json.dumps(wanted[start : start + _MANY])
            yield from self._select(_SELECT_SOME, kind, some)

    def every(self, kind: str) -> Iterator[tuple[str, str]]:
        """All texts of a kind, by name."""
        return self._decoded(self._select(_SELECT, kind))

    def put(self, kind: str, texts: Iterable[tuple[str, str | bytes]], *, gone: Iterable[str] = ()) -> bool:
        """Keep texts or bytes by their names, and none under the names `gone`, all of it or nothing; tell whether."""
        rows = ((kind, name, text, _digest(kind, name.encode(), _bytes(text))) for name, text in texts)
        database = self._database
        if database is None:
            return False
        try:
            with database:
                database.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)", rows)
                database.executemany("DELETE FROM texts WHERE kind = ? AND name = ?", ((kind, name) for name in gone))
        except (sqlite3.Error, UnicodeError):  # a full disk, a lone surrogate
            self.close()
            return False
        return True

    def _decoded(self, found: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
        try:
            for name, text in found:
                yield name, text.decode()
        except UnicodeError:
            self.close()

    def _select(self, query: str, kind: str, *names: str) -> Iterator[tuple[str, bytes]]:
        if self._database is None:
            return
        try:
            for name, text, digest in self._database.execute(query, (kind, *names)):
                if isinstance(name, bytes) and isinstance(text, bytes) and digest == _digest(kind, name, text):
                    yield name.decode(), text
        except (sqlite3.Error, UnicodeError):
            self.close()

    def _open(self) -> None:
        kept = self._connected().execute("SELECT text FROM texts WHERE kind = '' AND name = 'version'").fetchone()
        if kept != (self._mark().encode(),):
            with suppress(OSError):
                self._begin()

    def _begin(self) -> None:
        """Begin a new file: what the old one holds besides texts may be of a stranger's making, too."""
        self.close()
        self.path.unlink()
        self._connected()
        self.put("", [("version", self._mark())])

    def _connected(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level="IMMEDIATE")
        self._database = database
        # Digests are of bytes: a text is made of them once they are known to be right.
        database.text_factory = bytes
        # What a power cut leaves of it is found out by the digests: no need to wait for the disk.
        database.execute("PRAGMA synchronous = OFF")
        database.execute(_SCHEMA)
        return database

    def _mark(self) -> str:
        """What only a file has that was made by this program in this place, and not brought along from elsewhere."""
        return f"{self.version} {os.stat(self.path).st_ino}"  # noqa: PTH116 -- asked at each start


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _digest(kind: str, name: bytes, text: bytes) -> bytes:
    return blake2b(b"%b\0%b\0%b" % (kind.encode(), name, text), digest_size=16).digest()
