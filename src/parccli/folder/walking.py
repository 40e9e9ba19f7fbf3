"""posts/ -> the paths of the posts, what was left out and why, and the folders that could not be read."""

from __future__ import annotations

import errno
import os
import time
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.errors import ParcError
from parccli.findings import Severity
from parccli.folder import failures, names
from parccli.folder.site import POSTS
from parccli.folder.stamps import entry_stamp, same, stamp_at
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LEFT_OUT: Final = {
    names.Kind.CONFLICT_COPY: Severity.WARNING,
    names.Kind.OFFICE_LOCK: Severity.INFO,
    names.Kind.SYSTEM: Severity.INFO,
}


_NONE: Final[Mapping[str, str]] = {}


class Notice(NamedTuple):
    """A file of posts/ that is left out. It is a warning where a person may take it for a post, else information."""

    path: str
    message: str
    severity: Severity = Severity.WARNING


class Walk(NamedTuple):
    """What posts/ holds. `faults` hide posts that may be public: whoever publishes must stop at them.

    `stamps` are those of the posts, `folders` those of the folders by their real paths, as they were before.
    """

    paths: tuple[str, ...]
    notices: tuple[Notice, ...]
    faults: tuple[ParcError, ...]
    stamps: Mapping[str, str] = _NONE
    folders: Mapping[str, str] = _NONE


def walk(root: Path, *, stamped: bool = False) -> Walk:
    """List the posts of the site at `root`, at any depth, in an order that no file system changes.

    If `stamped`, the disk is asked for the stamp of each, too, and for those of their folders.
    """
    walker = _Walker(os.path.realpath(root), stamped=stamped)
    walker.start()
    return Walk(
        paths=tuple(sorted(walker.found, key=None if all(map(str.isascii, walker.found)) else names.order)),
        notices=tuple(sorted(walker.notices, key=lambda notice: names.order(notice.path))),
        faults=tuple(sorted(walker.faults, key=lambda fault: fault.path or "")),
        stamps=walker.stamps,
        folders=walker.folders,
    )


def posts_to_text(walked: Walk) -> str:
    """Write the posts with their stamps."""
    return "\n".join([f"{path}\0{walked.stamps[path]}" for path in walked.paths])


def still_lists(walked: Walk) -> bool:
    """Whether no file has come to posts/, gone from it or been replaced since it was walked through."""
    return bool(walked.folders) and all(same(stamp, stamp_at(folder)) for folder, stamp in walked.folders.items())


class _Walker:
    """One walk. A folder has two names: `shown`, relative to the site, and `real`, by no symbolic link."""

    def __init__(self, root: str, *, stamped: bool) -> None:
        self.root = root
        self.stamped = stamped
        self.started = time.time_ns()
        self.stamps: dict[str, str] = {}
        self.folders: dict[str, str] = {}
        self.posts = os.path.realpath(os.path.join(root, POSTS))  # noqa: PTH118 -- texts all along: see PERFORMANCE
        self.pending: list[tuple[str, str]] = []
        self.followed: set[str] = set()
        self.found: list[str] = []
        self.notices: list[Notice] = []
        self.faults: list[ParcError] = []

    def start(self) -> None:
        if not os.path.lexists(os.path.join(self.root, POSTS)):  # noqa: PTH118
            self._leave_out(POSTS, _("there is no such folder: the site has no posts"))
        elif not self._is_inside(self.posts):
            self.faults.append(ParcError(_("it leads out of the site folder"), path=POSTS))
        else:
            self.pending.append((POSTS, self.posts))
        while self.pending:
            self._folder(*self.pending.pop())

    def _folder(self, shown: str, real: str) -> None:
        if real in self.followed:
            self._leave_out(shown, _("it is a second name of what is read under its own"))
            return
        self.followed.add(real)
        if self.stamped:
            self.folders[real] = stamp_at(real)
        try:
            with failures.reading(shown), os.scandir(real) as entries:
                # Of two ways to one folder, the same is taken on every disk.
                for entry in sorted(entries, key=attrgetter("name")):
                    # One look at what nearly all are.
                    if names.is_usual_post(entry.name) and entry.is_file(follow_symlinks=False):
                        self._take(f"{shown}/{entry.name}", entry)
                    else:
                        self._entry(entry, f"{shown}/{entry.name}", f"{real}{os.sep}{entry.name}")
        except ParcError as fault:
            self.faults.append(fault)

    def _take(self, shown: str, entry: os.DirEntry[str]) -> None:
        self.found.append(shown)
        if self.stamped:
            # Judged by the start of the walk, it is believed less than by the present instant.
            self.stamps[shown] = entry_stamp(entry, self.started)

    def _entry(self, entry: os.DirEntry[str], shown: str, real: str) -> None:
        name = entry.name
        kind = names.kind_of(name)
        if name.startswith("."):
            return
        if kind in _LEFT_OUT:
            self._leave_out(shown, _reason(kind), _LEFT_OUT[kind])
        elif entry.is_symlink():
            self._link(shown, real, is_post=kind is names.Kind.POST)
        elif kind is names.Kind.POST:
            self._post(shown, real, is_file=entry.is_file(follow_symlinks=False), is_folder=entry.is_dir())
        elif entry.is_dir(follow_symlinks=False):
            self.pending.append((shown, real))

    def _post(self, shown: str, real: str, *, is_file: bool, is_folder: bool) -> None:
        if is_folder:
            self._leave_out(shown, _("it is a folder, not a file"))
        elif not is_file:
            self._leave_out(shown, _("it is a pipe, a socket or a device, not a file"))
        elif names.is_text(shown):
            self.found.append(shown)
            if self.stamped:
                self.stamps[shown] = stamp_at(real)
        else:
            fault = ParcError(
                _("its name is not in UTF-8"), path=names.legible(shown), hint=_("Give the file another name.")
            )
            self.faults.append(fault)

    def _link(self, shown: str, link: str, *, is_post: bool) -> None:
        try:
            with failures.reading(shown):
                real = self._target(link)
        except ParcError as fault:
            # Its target may be away with a disk that is not mounted, or with a right: a post is missing.
            self.faults.extend([fault] if is_post else [])
            return
        is_folder = real is not None and os.path.isdir(real)  # noqa: PTH112
        if not (is_post or is_folder):
            return
        if real is None:
            self._leave_out(shown, _("it is a symbolic link that leads back to itself"))
        elif not self._is_inside(real):
            self._leave_out(shown, _("it leads out of the site folder"))
        elif _holds(real, self.posts) or _holds(self.posts, real) or real in self.followed:
            self._leave_out(shown, _("it is a second name of what is read under its own"))
        elif is_post:
            self.followed.add(real)
            self._post(shown, real, is_file=os.path.isfile(real), is_folder=is_folder)  # noqa: PTH113
        else:
            self.pending.append((shown, real))

    @staticmethod
    def _target(link: str) -> str | None:
        try:
            return os.path.realpath(link, strict=True)
        except OSError as error:
            if error.errno == errno.ELOOP:
                return None
            raise

    def _is_inside(self, real: str) -> bool:
        return _holds(self.root, real)

    def _leave_out(self, shown: str, message: str, severity: Severity = Severity.WARNING) -> None:
        self.notices.append(Notice(path=names.legible(shown), message=message, severity=severity))


def _holds(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _reason(kind: names.Kind) -> str:
    match kind:
        case names.Kind.CONFLICT_COPY:
            return _("it is a conflict copy of a synchronised folder: compare it with the post, then delete it")
        case names.Kind.OFFICE_LOCK:
            return _("it belongs to a document that is open")
        case _:
            return _("it belongs to the file manager")
