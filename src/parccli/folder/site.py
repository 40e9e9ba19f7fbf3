"""The site folder: from a working directory to its root, its settings, and its places."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from parccli import config
from parccli.errors import ParcError, UsageError
from parccli.folder.names import legible
from parccli.folder.reading import MEGABYTE, read_bytes
from parccli.i18n import gettext as _
from parccli.source import Source

if TYPE_CHECKING:
    from parccli.config import Config

SETTINGS: Final = "parccli.toml"
POSTS: Final = "posts"
STATE: Final = ".parccli"
TEMPLATES: Final = "templates"


@dataclass(frozen=True, kw_only=True)
class SiteFolder:
    """A site's folder and settings; `root` is absolute, without symbolic links. `warnings` are those of the settings.

    Paths that are text are relative to `root`, with `/`.
    """

    root: Path
    config: Config
    warnings: tuple[UsageError, ...] = ()

    @property
    def state(self) -> Path:
        """Cache and lock; safe to delete."""
        return self.root / STATE

    @property
    def output(self) -> Path:
        """Where `export` writes unless told otherwise."""
        return self.root / self.config.output

    def relative(self, path: Path) -> str:
        """The text that stands for `path` in reports: from the site folder when it is inside, else absolute."""
        return legible(path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path))

    def locate(self, path: str) -> Path:
        """Find the real place of a relative path, its symbolic links followed; a ParcError when it leaves the site."""
        try:
            place = Path(os.path.realpath(self.root / path))
        except ValueError as error:  # a NUL
            raise ParcError(_("it is not the name of a file"), path=repr(path)) from error
        if place == self.root or not place.is_relative_to(self.root):
            raise ParcError(_("it leads out of the site folder"), path=legible(path))
        return place


def find_root(start: Path) -> Path:
    """Walk up from `start` to the folder that holds parccli.toml, as git does; a UsageError when none does."""
    folder = Path(os.path.realpath(start))
    for candidate in (folder, *folder.parents):
        # Unlike Path.is_file, this raises nothing in a folder that may not be read.
        if os.path.isfile(candidate / SETTINGS):  # noqa: PTH113
            return candidate
    raise UsageError(
        _("no parccli.toml here, nor in a folder above"),
        hint=_("“parccli init” makes a site; “-C DIR” works in another folder."),
        path=legible(str(start)),
    )


def open_site(root: Path) -> SiteFolder:
    """Read the settings of the site at `root`; a UsageError names the line at fault."""
    real = Path(os.path.realpath(root))
    try:
        source = Source.decode(SETTINGS, read_bytes(real / SETTINGS, SETTINGS, limit=MEGABYTE))
    except ParcError as error:
        raise UsageError(error.message, hint=error.hint, path=error.path, line=error.line) from error
    settings, warnings = config.parse(source.text, path=SETTINGS)
    return SiteFolder(root=real, config=settings, warnings=warnings)


def shown(path: Path, cwd: Path) -> str:
    """The path as a person would type it in `cwd`; absolute where no relative one leads there."""
    try:
        return legible(os.path.relpath(path, cwd))
    except ValueError:  # another drive of Windows
        return legible(str(path))
