"""What an import writes, and how it is taken back: a journal in .parccli/ says, before anything else, what it is about.

The journal holds the path and the digest of every file to be written, and what a file held before. Taking back
removes and restores only files that still are what the import made them; it can be stopped and run again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from parccli.errors import ParcError
from parccli.folder import disk, failures, names, writing
from parccli.folder.reading import is_regular, read_bytes
from parccli.folder.saving import PostWrite, save_posts
from parccli.folder.site import POSTS, STATE
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder

JOURNAL: Final = "last-import.json"
_VERSION: Final = 1


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


def save_import(
    hold: Hold,
    posts: Mapping[str, PostWrite],
    media: Sequence[PostWrite] = (),
    *,
    track: Callable[[Sequence[writing.Write]], Iterable[writing.Write]] = iter,
) -> None:
    """Write posts, by their ids, and the new files that they need, these first; `track` may watch the posts go by.

    After an import that was stopped, what is written now is taken back together with what that one wrote.
    """
    writes = [*media, *posts.values()]
    if not writes:
        return
    ids = {post.path: id_ for id_, post in posts.items()}
    changes = [
        Change(path=write.path, digest=_digest(write.data), before=write.expect, id=ids.get(write.path))
        for write in writes
    ]
    last = _continued(hold.site, LastImport(changes=tuple(changes), folders=_new_folders(hold.site, writes)))
    _store(hold, last)
    if media:
        hold.announce_writing({_place(hold.site, write.path).parent for write in media})
        files = (writing.Write(path=_place(hold.site, write.path), data=write.data, new=True) for write in media)
        writing.write_batch(files, root=hold.site.root)
    save_posts(hold, posts.values(), track=track)
    _store(hold, replace(last, finished=True))


def read_last_import(site: SiteFolder) -> LastImport | None:
    """Read the journal; None if there is nothing to take back, a ParcError if it is damaged."""
    shown = f"{STATE}/{JOURNAL}"
    if not os.path.lexists(site.state / JOURNAL):
        return None
    try:
        return _decoded(json.loads(read_bytes(site.state / JOURNAL, shown)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ParcError(
            _("the journal of the last import is damaged: nothing is taken back"),
            path=shown,
            hint=_("Remove the posts by hand, and this file."),
        ) from error


def plan_undo(site: SiteFolder, last: LastImport, paths: Mapping[str, str]) -> list[Undoing]:
    """Decide about every file of `last`; `paths` are those of today's posts, by id."""
    return [_undoing(site, change, paths) for change in last.changes]


def undo(hold: Hold, last: LastImport, plan: Sequence[Undoing]) -> None:
    """Do what `plan` says; what is kept stays in the journal."""
    site = hold.site
    restored = [undoing.change for undoing in plan if undoing.fate is Fate.RESTORED]
    hold.announce_writing({site.locate(change.path).parent for change in restored})
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
        _store(hold, replace(last, changes=kept, finished=True))
    else:
        with failures.writing(f"{STATE}/{JOURNAL}"):
            (site.state / JOURNAL).unlink(missing_ok=True)


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


def _continued(site: SiteFolder, new: LastImport) -> LastImport:
    """Add what an import that was stopped had begun; a file of both holds before what it held before the first."""
    try:
        stopped = read_last_import(site)
    except ParcError:
        return new
    if stopped is None or stopped.finished:
        return new
    earlier = {change.path: change for change in stopped.changes}
    later = (
        replace(change, before=earlier[change.path].before) if change.path in earlier else change
        for change in new.changes
    )
    merged = earlier | {change.path: change for change in later}
    folders = tuple(dict.fromkeys((*stopped.folders, *new.folders)))
    return replace(new, changes=tuple(merged.values()), folders=folders)


def _new_folders(site: SiteFolder, writes: Iterable[PostWrite]) -> tuple[str, ...]:
    folders = {parent for write in writes for parent in PurePosixPath(write.path).parents if len(parent.parts) > 1}
    return tuple(sorted(str(folder) for folder in folders if not (site.root / folder).is_dir()))


def _place(site: SiteFolder, path: str) -> Path:
    fault = names.fault_of(path)
    if fault or names.is_post_name(path.rpartition("/")[2]) or not path.startswith(f"{POSTS}/"):
        raise ParcError(fault or _("it is not the place of a picture or document"), path=names.legible(path))
    folder, _separator, name = path.rpartition("/")
    return site.locate(folder) / name


def _store(hold: Hold, last: LastImport) -> None:
    files = [
        {
            "path": change.path,
            "sha256": change.digest,
            "before": None if change.before is None else base64.b64encode(change.before).decode(),
            "id": change.id,
        }
        for change in last.changes
    ]
    journal = {"version": _VERSION, "finished": last.finished, "folders": last.folders, "files": files}
    hold.announce_writing([hold.site.state])
    writing.save(hold.site.state / JOURNAL, json.dumps(journal, indent=1).encode() + b"\n", root=hold.site.root)


def _decoded(journal: dict[str, Any]) -> LastImport:
    changes = tuple(
        Change(
            path=_checked(file["path"]),
            digest=file["sha256"],
            before=None if file["before"] is None else base64.b64decode(file["before"], validate=True),
            id=file["id"],
        )
        for file in journal["files"]
    )
    folders = tuple(_checked(folder) for folder in journal["folders"])
    return LastImport(changes=changes, folders=folders, finished=journal["finished"] is True)


def _checked(path: str) -> str:
    """Let no journal name a file outside posts/."""
    if not path.startswith(f"{POSTS}/") or names.fault_of(path):
        raise ValueError(path)
    return path


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
