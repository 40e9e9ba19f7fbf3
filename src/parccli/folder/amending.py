"""A few outputs -> an output folder in which they take the place of those before them, and the rest stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.folder.delivery import Delivery
from parccli.folder.manifest import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parccli.folder.manifest import Lines


class Amendment(Delivery):
    """A delivery of which all `count` files have been made before, and are known to be what they were.

    The outputs that are taken are other versions of some; what is not taken stays as it is.
    """

    def __init__(self, out: Path, before: Lines, *, count: int, writes: bool) -> None:
        super().__init__(out, before=before, writes=writes)
        self._files = count
        self._lines_before = before

    @property
    def is_of_files_before(self) -> bool:
        """Whether all that was taken was made before."""
        return all(path in self.before for path in self.lines)

    def _count(self) -> int:
        return self._files

    def _leftovers(self) -> Iterator[str]:
        return iter(())

    def _gone(self) -> list[str]:
        return []

    def _stage_manifest(self, data: bytes) -> str | None:
        # Whatever is taken has another digest: no need to compare.
        return self._stage(self.out / MANIFEST, data) if self._taken else None

    def _manifest(self) -> bytes:
        return self._lines_before.replaced(self.lines)
