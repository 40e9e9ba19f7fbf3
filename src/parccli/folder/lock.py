"""One writer at a time in a site folder: the lock, and the proof of holding it that every writing function asks for."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.errors import ParcError
from parccli.folder import disk, failures, state
from parccli.folder.reading import read_bytes
from parccli.folder.site import STATE
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from parccli.folder.site import SiteFolder

_UNFINISHED: Final = "unfinished"


class Hold(NamedTuple):
    """This process is the one that may write in `site`. Only `locked` makes one."""

    site: SiteFolder

    def announce_writing(self, folders: Iterable[Path]) -> None:
        """Note where temporary files will be, for whoever comes after us if we die before they are gone."""
        with failures.writing(f"{STATE}/{_UNFINISHED}"), (self.site.state / _UNFINISHED).open("ab") as trace:
            trace.writelines(os.fsencode(folder) + b"\0" for folder in folders)


@contextmanager
def locked(site: SiteFolder, *, announce: Callable[[str], object] = lambda _message: None) -> Iterator[Hold]:
    """Hold the site's lock; while another process holds it, say so by `announce` and wait.

    The system frees the lock of a process that dies. What was read before the lock may have changed since: read
    posts within it. A ParcError when the folder cannot be written in.
    """
    # Start-up is a feature, and most commands only read.
    from filelock import FileLock, Timeout  # noqa: PLC0415

    name = f"{STATE}/lock"
    state.claim(site.state)
    # One lock object a process: a second use of it within the first does not wait for itself.
    lock = FileLock(site.state / "lock", is_singleton=True)
    outermost = not lock.is_locked
    try:
        lock.acquire(timeout=0)
    except Timeout:
        announce(_("Another parccli is writing in this folder: waiting for it to finish"))
        _acquire(lock.acquire, name)
    except (OSError, NotImplementedError) as error:
        raise _unlockable(error, name) from error
    try:
        if outermost:
            _clear_up(site)
        yield Hold(site=site)
    finally:
        # Only a process that was killed skips this.
        if outermost:
            _clear_up(site)
        lock.release()


def _clear_up(site: SiteFolder) -> None:
    trace = site.state / _UNFINISHED
    with suppress(OSError, ParcError):
        folders = [Path(os.fsdecode(folder)) for folder in read_bytes(trace, _UNFINISHED).split(b"\0")]
        for folder in folders:
            if folder.is_relative_to(site.root):
                disk.sweep(folder)
        trace.unlink()


def _acquire(acquire: Callable[[], object], name: str) -> None:
    try:
        acquire()
    except (OSError, NotImplementedError) as error:
        raise _unlockable(error, name) from error


def _unlockable(error: Exception, name: str) -> ParcError:
    reason = failures.in_words(error) if isinstance(error, OSError) else str(error)
    return ParcError(
        _("the site folder cannot be locked for writing: {reason}").format(reason=reason),
        path=name,
        hint=_("Check that you may write in the folder; nothing was changed."),
    )
