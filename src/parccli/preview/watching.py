"""The site folder -> a turn each time that a post, a picture, a template, the settings or the page has changed."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.folder import failures
from parccli.folder.site import SETTINGS
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from threading import Event

_TICK: Final = 200
"""Milliseconds between two looks at what cannot be watched: single files, which editors replace, and new folders."""
_SETTLED: Final = 50
"""Milliseconds without a change, after which several belong together."""
_OTHERS: Final = {"node_modules", "__pycache__"}


def changes(root: Path, files: Iterable[Path], *, output: str, stop: Event) -> Iterator[None]:
    """Yield once the site is watched, then after each change, until `stop` is set or KeyboardInterrupt comes.

    Watched are the folders in `root`, but for hidden ones and `output`; and parccli.toml and `files`.
    """
    singles = [root / SETTINGS, *files]
    seen = _signature(singles)
    while not stop.is_set():
        folders = watched(root, output)
        # What was saved just before they were watched went unnoticed.
        news = True
        for paths in _batches(folders, stop):
            now, moved = _signature(singles), watched(root, output) != folders
            if news or moved or now != seen or any(is_of_interest(os.path.relpath(path, root)) for path in paths):
                news, seen = False, now
                yield
            if moved:
                break


def _batches(folders: Sequence[str], stop: Event) -> Iterator[set[str]]:
    """The paths that change in some folders, together; none, now and then, while nothing does."""
    from watchfiles import watch  # noqa: PLC0415 -- only preview needs it

    if not folders:
        stop.wait(_TICK / 1000)
        yield set()
        return
    try:
        for batch in watch(
            *folders,
            watch_filter=None,
            debounce=_TICK,
            step=_SETTLED,
            stop_event=stop,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            yield {path for _kind, path in batch}
    except FileNotFoundError:  # a folder that has gone in this very moment
        yield set()
    except OSError as error:
        reason = failures.in_words(error)
        raise ParcError(_("the site folder cannot be watched for changes: {reason}").format(reason=reason)) from error


def watched(root: Path, output: str) -> list[str]:
    """The folders of the site at `root` in which something may matter."""
    made = output.replace("\\", "/").split("/")[0]
    with suppress(OSError), os.scandir(root) as entries:  # it may be away for a moment, with its disk
        return sorted(
            entry.path
            for entry in entries
            if entry.is_dir() and not entry.name.startswith(".") and entry.name not in {made, *_OTHERS}
        )
    return []


def is_of_interest(path: str) -> bool:
    """Whether a change of the file at `path`, relative to the site, can be a person's: no temporary file is."""
    parts = path.replace(os.sep, "/").split("/")
    return not any(part.startswith(".") or part in _OTHERS for part in parts) and not parts[-1].endswith(("~", ".tmp"))


def _signature(files: Iterable[Path]) -> list[tuple[int, int, int] | None]:
    return [_stamp(file) for file in files]


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
