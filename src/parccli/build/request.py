"""What an export is asked for, and what it answers: values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parccli.exporters import lasts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from parccli.errors import ParcError
    from parccli.exporters import Exporter
    from parccli.folder.comparing import Changes


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to export, to the folder `out`, as of the instant `at`: by the `named` of all `targets`, or the usual ones.

    With `drafts`, drafts are shown there too. `again` are the targets that are made only when asked for, and whose
    files stand in the folder from an export before: they would go on showing what is public no longer.
    """

    at: datetime
    out: Path
    targets: Mapping[str, Exporter]
    named: tuple[str, ...] = ()
    drafts: bool = False
    force: bool = False
    again: frozenset[str] = frozenset()

    @property
    def chosen(self) -> list[Exporter]:
        """The targets named; without any, those that are made by default, or again."""
        if self.named:
            return [target for name, target in self.targets.items() if name in self.named]
        return [target for name, target in self.targets.items() if target.DEFAULT or name in self.again]

    def over(self, standing: Iterable[str]) -> Request:
        """The same request, to a folder where earlier exports made the files at the paths `standing`."""
        paths = tuple(standing)
        asked = {name: target for name, target in self.targets.items() if not (target.DEFAULT or lasts(target))}
        return replace(self, again=frozenset(name for name, target in asked.items() if any(map(target.owns, paths))))

    def owns(self, path: str) -> bool:
        """Whether a file made before is this export's to remove: not if a target makes it that this export leaves out.

        Pictures and documents belong to all targets together. What lasts is never removed.
        """
        if any(lasts(target) and target.owns(path) for target in self.targets.values()):
            return False
        if self.named:
            return any(target.owns(path) for target in self.chosen)
        return not any(target.owns(path) for target in self.targets.values() if target not in self.chosen)


@dataclass(frozen=True, kw_only=True)
class Export:
    """What an export changes in its folder, and for the public: ids of posts, sorted, and what to warn of.

    `names` gives the path of each post, as it is or as it was last, by its id.
    """

    changes: Changes
    appearing: tuple[str, ...]
    disappearing: tuple[str, ...]
    unread_again: tuple[str, ...]
    names: Mapping[str, str]
    warnings: tuple[ParcError, ...] = ()
