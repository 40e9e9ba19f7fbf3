"""What an import writes, and how it is taken back: a journal says, before anything has its name, what it is about.

Taking back removes and restores only files that still are what the import made them; it can be stopped and run again.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Self

from parccli.errors import ParcError
from parccli.folder import disk, failures, last_import, names, writing
from parccli.folder.last_import import Change, LastImport, Record, read_last_import
from parccli.folder.newfolder import standing
from parccli.folder.reading import is_regular, read_bytes
from parccli.folder.saving import PostWrite, write_of
from parccli.folder.site import POSTS
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder

__all__ = ["Fate", "Import", "Undoing", "plan_undo", "read_last_import", "undo"]


class Import:
    """An import under way, within `with`: what is added lies beside its place until `finish` gives all of it its name.

    Only paths are kept in memory. After an import that was stopped, what is written now is taken back together with
    what that one wrote.
    """

    def __init__(self, hold: Hold) -> None:
        self._hold = hold
        self._root = hold.site.root
        self._locate = lru_cache(maxsize=1024)(hold.site.locate)
        self._batch = writing.Batch(self._root)
        self._record: Record | None = None
        self._folders: set[Path] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._batch.__exit__(kind, error, trace)
        if self._record:
            self._record.discard()

    def add(self, post: PostWrite, id_: str | None, media: Iterable[PostWrite] = ()) -> None:
        """Write a post, and the new files that it needs, these first; raises ParcError for what cannot be written."""
        for file in media:
            self._stage(file, writing.Write(path=self._place(file.path), data=file.data, new=True))
        if post.data != post.expect:
            self._stage(post, write_of(post, self._locate), id_)

    def finish(self, *, track: Callable[[Sequence[str]], Iterable[str]] = iter) -> None:
        """Make everything durable, and then visible, in the order in which it was added; `track` may watch."""
        if self._record is None:
            return
        self._record.place()
        self._batch.seal()
        self._batch.place(track(self._batch.paths))
        self._record.finish()

    def _stage(self, file: PostWrite, write: writing.Write, id_: str | None = None) -> None:
        if self._record is None:
            self._record = Record(self._hold)
        folder = write.path.parent
        if folder not in self._folders:
            self._folders.add(folder)
            self._hold.announce_writing(standing([folder]))
            self._record.add_folders(_missing(self._root, file.path))
        self._batch.stage(write)
        self._record.add(Change(path=file.path, digest=_digest(write.data), before=write.expect, id=id_))

    def _place(self, path: str) -> Path:
        fault = names.fault_of(path)
        if fault or names.is_post_name(path.rpartition("/")[2]) or not path.startswith(f"{POSTS}/"):
            raise ParcError(fault or _("it is not the place of a picture or document"), path=names.legible(path))
        folder, _separator, name = path.rpartition("/")
        return self._locate(folder) / name


def _missing(root: Path, path: str) -> list[str]:
    """The folders above a file that are not there yet."""
    folders = [parent for parent in PurePosixPath(path).parents if len(parent.parts) > 1]
    return [str(folder) for folder in folders if not (root / folder).is_dir()]


class Fate(Enum):
    """What taking an import back does with one of its files."""

    REMOVED = auto()
    RESTORED = auto()
    AS_BEFORE = auto()
    KEPT = auto()


@dataclass(frozen=True, kw_only=True)
class Undoing:
    """The fate of a file; a `reason` says why it is kept."""

    change: Change
    fate: Fate
    reason: str = ""


def plan_undo(site: SiteFolder, last: LastImport, paths: Mapping[str, str]) -> list[Undoing]:
    """Decide about every file of `last`; `paths` are those of today's posts, by id."""
    return [_undoing(site, change, paths) for change in last.changes]


def undo(hold: Hold, last: LastImport, plan: Sequence[Undoing]) -> None:
    """Do what `plan` says; what is kept stays in the journal."""
    site = hold.site
    restored = [undoing.change for undoing in plan if undoing.fate is Fate.RESTORED]
    hold.announce_writing(standing(site.locate(change.path).parent for change in restored))
    writing.write_batch(
        (writing.Write(path=site.locate(change.path), data=change.before or b"") for change in restored), root=site.root
    )
    removed = [undoing.change.path for undoing in plan if undoing.fate is Fate.REMOVED]
    for path in removed:
        with failures.writing(path):
            (site.root / path).unlink(missing_ok=True)
    for folder in sorted(last.folders, key=len, reverse=True):
        with suppress(OSError):  # other files are there now
            (site.root / folder).rmdir()
    for place in {_standing(site.root / path) for path in removed}:
        with failures.writing(site.relative(place)):
            disk.sync_folder(place)
    kept = tuple(undoing.change for undoing in plan if undoing.fate is Fate.KEPT)
    if kept:
        last_import.store(hold, replace(last, changes=kept, finished=True))
    else:
        last_import.forget(site)


def _standing(path: Path) -> Path:
    return next(folder for folder in path.parents if folder.is_dir())


def _undoing(site: SiteFolder, change: Change, paths: Mapping[str, str]) -> Undoing:
    place = site.root / change.path
    if not os.path.lexists(place):
        elsewhere = paths.get(change.id or "")
        if elsewhere:
            reason = _("it is {path} now").format(path=elsewhere)
            return Undoing(change=change, fate=Fate.KEPT, reason=reason)
        gone = change.before is not None
        return Undoing(change=change, fate=Fate.KEPT if gone else Fate.AS_BEFORE, reason=_("it was removed since"))
    if change.before is None and not is_regular(place):
        return Undoing(change=change, fate=Fate.KEPT, reason=_("it is no file any more"))
    data = read_bytes(site.locate(change.path), change.path)
    if _digest(data) == change.digest:
        return Undoing(change=change, fate=Fate.REMOVED if change.before is None else Fate.RESTORED)
    if data == change.before:
        return Undoing(change=change, fate=Fate.AS_BEFORE)
    return Undoing(change=change, fate=Fate.KEPT, reason=_("it was changed since"))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
