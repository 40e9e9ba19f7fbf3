"""Values one after the other -> a temporary file, and back in their order: what would fill the memory in the end.

Few and small ones never leave the memory. The file has no name, and is gone with the process.
"""

from __future__ import annotations

import pickle
from array import array
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Final, Generic, Self, TypeVar, cast

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

_Item = TypeVar("_Item")
_IN_MEMORY: Final = 4_000_000


class Spool(Generic[_Item]):
    """A list that can only grow, to be used within `with`; raises ParcError when the disk is full."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- closed by `with` of this object
        self._ends = array("Q")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._ends)

    def append(self, value: _Item) -> None:
        """Add a value, which must not be changed afterwards."""
        end = self._ends[-1] if self._ends else 0
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        try:
            self._file.seek(end)
            self._file.write(data)
        except OSError as error:
            hint = _("Free some space, or name another temporary folder in TMPDIR.")
            raise ParcError(_("the temporary folder cannot be written in"), hint=hint) from error
        self._ends.append(end + len(data))

    def __getitem__(self, index: int) -> _Item:
        start = self._ends[index - 1] if index else 0
        self._file.seek(start)
        data = self._file.read(self._ends[index] - start)
        return cast("_Item", pickle.loads(data))  # noqa: S301 -- what this process has just written, and nobody else can

    def __iter__(self) -> Iterator[_Item]:
        return (self[index] for index in range(len(self)))
