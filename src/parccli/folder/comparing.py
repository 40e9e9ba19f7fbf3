"""Outputs and an output folder -> what of it to add, change, remove or leave, by its bytes and by what is parccli's."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from parccli.errors import ParcError
from parccli.folder import names
from parccli.folder.journal import JOURNAL, left_behind
from parccli.folder.manifest import MANIFEST, Entry, ForeignError, read_manifest
from parccli.folder.reading import is_regular, read_bytes
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


class Output(Protocol):
    """One file to be: its path below the output folder, its bytes, the post it comes from if it is one post's."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def data(self) -> bytes: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102
    @property
    def id(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class Made:
    """What parccli made in an output folder, so far as is known; `warning` says why that may be too little.

    `foreign` tells that manifest.json is another program's, or of a later parccli.
    """

    files: Mapping[str, Entry] = field(default_factory=dict)
    warning: ParcError | None = None
    foreign: bool = False


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What an export does to its output folder, by sorted paths there; `blocked` are files that are not parccli's."""

    add: tuple[str, ...]
    change: tuple[str, ...]
    remove: tuple[str, ...]
    unchanged: int
    blocked: tuple[str, ...] = ()
    warning: ParcError | None = None


class State(Enum):
    """What becomes of one output."""

    ADD = "add"
    CHANGE = "change"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"


def made_in(out: Path) -> Made:
    """Read what the exports before have made in `out`; a manifest that is not ours, or damaged, tells nothing."""
    listed: dict[str, Entry] = {}
    warning, foreign = None, False
    if os.path.lexists(out / MANIFEST):
        try:
            listed = read_manifest(read_bytes(out / MANIFEST, MANIFEST))
        except (ParcError, ValueError) as error:
            foreign = not isinstance(error, ValueError) or isinstance(error, ForeignError)
            warning = ParcError(
                _("this is not a manifest that parccli can read: nothing that it lists is deleted"),
                path=f"{out.name}/{MANIFEST}",
                hint=_("Look in the folder for files that are no longer of use."),
            )
    return Made(files={**dict(left_behind(out)), **listed}, warning=warning, foreign=foreign)


class Comparison:
    """One pass over the outputs, which are not kept: 10,000 posts make 300 MB of them.

    `made` grows as `of` goes on; `changes` and `listed` are right once it has ended.
    """

    def __init__(self, out: Path, owns: Callable[[str], bool]) -> None:
        self.out = out
        self.owns = owns
        self.before = made_in(out)
        self.made: dict[str, Entry] = {}
        self.paths: dict[State, list[str]] = {state: [] for state in State}
        self._safe_folders: set[str] = set()

    def of(self, outputs: Iterable[Output]) -> Iterator[tuple[Output, State]]:
        """Compare each with what is there; a ParcError for one that cannot be written there."""
        for output in outputs:
            entry = Entry.of(output.data, output.source, output.id)
            known = self.made.setdefault(output.path, entry)
            if known is not entry:
                self._refuse_two(output, known, entry)
                continue
            state = self._state(output)
            self.paths[state].append(output.path)
            yield output, state

    def changes(self) -> Changes:
        """Sum up."""
        add, change, unchanged, blocked = (self.paths[state] for state in State)
        return Changes(
            add=tuple(sorted(add)),
            change=tuple(sorted(change)),
            remove=tuple(self._leftovers()),
            unchanged=len(unchanged),
            blocked=tuple(sorted([*blocked, MANIFEST] if self.before.foreign else blocked)),
            warning=self.before.warning,
        )

    def listed(self) -> dict[str, Entry]:
        """What the manifest is to say."""
        kept = {path: entry for path, entry in self.before.files.items() if not self.owns(path)}
        return {**kept, **self.made}

    def _state(self, output: Output) -> State:
        path = output.path
        fault = _("its name is one that parccli needs") if path in {MANIFEST, JOURNAL} else names.fault_of(path)
        if fault:
            raise ParcError(fault, path=output.source or names.legible(path))
        self._require_folder(path.rpartition("/")[0])
        # Texts, not paths: this is done for each of forty thousand files.
        place, shown = f"{self.out}/{path}", f"{self.out.name}/{path}"
        try:
            status = os.lstat(place)
        except OSError:
            return State.ADD
        if not stat.S_ISREG(status.st_mode):
            return State.BLOCKED
        if status.st_size == len(output.data) and read_bytes(place, shown) == output.data:
            return State.UNCHANGED
        return State.CHANGE if path in self.before.files else State.BLOCKED

    def _require_folder(self, folder: str) -> None:
        if folder in self._safe_folders:
            return
        place, shown = self.out / folder, f"{self.out.name}/{folder}"
        if not Path(os.path.realpath(place)).is_relative_to(self.out):
            raise ParcError(_("it leads out of the output folder"), path=shown)
        if folder:
            self._require_folder(folder.rpartition("/")[0])
        if os.path.lexists(place) and not place.is_dir():
            raise ParcError(_("a file stands where a folder is needed"), path=shown)
        self._safe_folders.add(folder)

    def _leftovers(self) -> Iterator[str]:
        # Where case does not matter, the old name of a file may be another name of the new one.
        names_now = {path.casefold(): path for path in self.made}
        for path in sorted(self.before.files):
            place = self.out / path
            if path in self.made or not self.owns(path) or not is_regular(place):
                continue
            self._require_folder(path.rpartition("/")[0])
            twin = self.out / names_now.get(path.casefold(), path)
            if twin == place or not (twin.exists() and twin.samefile(place)):
                yield path

    def _refuse_two(self, output: Output, known: Entry, entry: Entry) -> None:
        if known.sha256 != entry.sha256:
            sources = " · ".join(sorted({known.source or "parccli.toml", entry.source or "parccli.toml"}))
            message = _("{path} would be made twice, and differently").format(path=output.path)
            raise ParcError(message, path=sources, hint=_("Give one of the two another slug or name."))
