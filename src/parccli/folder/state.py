"""`.parccli/`: it holds files of ours and nothing else, so that none of it leads elsewhere or waits for ever.

A site folder may come from a stranger, `.parccli/` with it, though it should not: what is written there must not end
up, by a symbolic link, in a file of hers.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from parccli.errors import ParcError
from parccli.folder import failures
from parccli.folder.reading import is_regular
from parccli.folder.site import STATE
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from pathlib import Path


def claim(state: Path) -> None:
    """Make the folder, or remove from it what parccli never puts there; a ParcError when it is a link itself."""
    if not is_own_folder(state):
        raise ParcError(
            _("it is a symbolic link, and parccli writes there"),
            path=STATE,
            hint=_("Delete it: parccli makes the folder anew."),
        )
    with failures.writing(STATE):
        state.mkdir(exist_ok=True)
        with os.scandir(state) as entries:
            strange = [entry.path for entry in entries if not (is_regular(entry.path) or _is_folder(entry))]
        for path in strange:
            os.unlink(path)  # noqa: PTH108


def is_own_folder(folder: Path) -> bool:
    """Whether what is put there stays there."""
    return not folder.is_symlink()


def is_own_file(path: Path) -> bool:
    """Whether a file of ours stands there, or nothing does."""
    return is_own_folder(path.parent) and (is_regular(path) or not os.path.lexists(path))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)
