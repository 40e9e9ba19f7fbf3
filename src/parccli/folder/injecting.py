"""The files of the site named in `[inject]` -> their pages, read before an export and filled in at its end."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError, UsageError
from parccli.folder import writing
from parccli.folder.reading import POST_LIMIT, read_bytes
from parccli.folder.site import POSTS, SETTINGS
from parccli.i18n import gettext as _
from parccli.render.injection import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder
    from parccli.render.injection import Region

FRAGMENTS: Final = "fragments"
_PASSING: Final = ("articles/", "head/", "list/")
"""Fragments that come and go with posts; all others are always made."""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What an export does to the pages: the paths of those that change, and how many stay as they are."""

    change: tuple[str, ...]
    unchanged: int
    warnings: tuple[ParcError, ...]


class Injection:
    """The pages of one export, by their places: read before it, filled in once its outputs have passed.

    `made_here` tells of a path below public/ whether this export decides what stands there. A fragment that it does
    not make any more, because its post is public no longer, leaves its place empty.
    """

    def __init__(
        self, pages: Mapping[Path, Page] | None = None, made_here: Callable[[str], bool] = lambda _path: False
    ) -> None:
        self._pages = pages or {}
        names = {region.name for page in self._pages.values() for region in page.regions}
        self._fragments = {name: "" for name in names if made_here(path_of(name))}
        self.wanted = frozenset(map(path_of, names))
        self._writes: list[writing.Write] = []

    def fill(self, made: Collection[str], read: Callable[[str], bytes]) -> None:
        """Take the fragments that the pages ask for from the outputs `made`; a ParcError for a bad one."""
        for path in self.wanted.intersection(made):
            self._fragments[name_of(path)] = read(path).decode()
        for page, region in self._left_empty():
            if not region.name.startswith(_PASSING):
                raise _unknown(page, region)
        for place, page in self._pages.items():
            data = page.filled(self._fragments)
            if data != page.data:
                self._writes.append(writing.Write(path=place, data=data, expect=page.data))

    def plan(self) -> Filled:
        """Tell what `write` does, once all outputs have passed."""
        changed = tuple(self._pages[write.path].path for write in self._writes)
        warnings = tuple(_emptied(page, region) for page, region in self._left_empty())
        return Filled(change=changed, unchanged=len(self._pages) - len(changed), warnings=warnings)

    def write(self, hold: Hold) -> Filled:
        """Fill in the pages; each is whole, old or new, and none is touched whose bytes stay the same."""
        hold.announce_writing({write.path.parent for write in self._writes})
        writing.write_batch(self._writes, root=hold.site.root)
        return self.plan()

    def _left_empty(self) -> Iterator[tuple[Page, Region]]:
        for page in self._pages.values():
            yield from ((page, region) for region in page.regions if self._fragments.get(region.name) == "")


def read_pages(site: SiteFolder, made_here: Callable[[str], bool]) -> Injection:
    """Read the pages; a ParcError names the line of a marker at fault."""
    pages: dict[Path, Page] = {}
    for path in site.config.inject.files:
        place = _place(site, path)
        pages[place] = Page.read(path, read_bytes(place, path, limit=POST_LIMIT))
    return Injection(pages, made_here)


def path_of(name: str) -> str:
    """The path below public/ of the fragment that a marker names."""
    return f"{FRAGMENTS}/{name}.html"


def name_of(path: str) -> str:
    """The name, in a marker, of the fragment at `path`."""
    return path.removeprefix(f"{FRAGMENTS}/").removesuffix(".html")


def _place(site: SiteFolder, path: str) -> Path:
    """The real place of a page, its symbolic links followed; a UsageError when it is not one to write in."""
    try:
        place = Path(os.path.realpath(path)) if Path(path).is_absolute() else site.locate(path)
    except (ParcError, ValueError) as error:
        raise UsageError(
            _("it leads out of the site folder"),
            hint=_("In parccli.toml, name a file outside the site folder by its absolute path."),
            path=path,
        ) from error
    kept = (site.root / POSTS, site.root / SETTINGS, site.state, site.output)
    if any(place.is_relative_to(os.path.realpath(other)) for other in kept):
        raise UsageError(
            _("fragments cannot be written in this file: it is a post, a setting, or made by parccli"),
            hint=_("In parccli.toml, [inject] names pages or theme files of the site."),
            path=path,
        )
    return place


def _emptied(page: Page, region: Region) -> ParcError:
    message = _("there is no fragment “{name}” now: its place is left empty").format(name=region.name)
    return ParcError(message, path=page.path, line=region.line)


def _unknown(page: Page, region: Region) -> ParcError:
    return ParcError(
        _("there is no fragment “{name}”").format(name=region.name),
        hint=_("Write a path of the folder {folder} without .html, for example “latest” or “list/page-1”.").format(
            folder=FRAGMENTS
        ),
        path=page.path,
        line=region.line,
    )
