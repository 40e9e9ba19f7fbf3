"""Values one after the other -> a temporary file, and back in their order: what would fill the memory in the end.

Few and small ones never leave the memory. The file has no name, and is gone with the process.
"""

from __future__ import annotations

import pickle
from array import array
from bisect import bisect_right
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Final, Generic, Self, TypeVar, cast

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

_Item = TypeVar("_Item")
_IN_MEMORY: Final = 4_000_000
_TOGETHER: Final = 32  # values: what they have in common is written once, and most of the time goes into that
_HEAVY: Final = 250_000  # of the weight of those that are written together


class Spool(Generic[_Item]):
    """A list that can only grow, to be used within `with`; raises ParcError when the disk is full."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- closed by `with` of this object
        self._firsts = array("Q")  # the number of the first value of each bundle in the file
        self._ends = array("Q")  # where each bundle ends
        self._waiting: list[_Item] = []
        self._weight = 0
        self._length = 0
        self._at_hand: tuple[int, list[_Item]] = (-1, [])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._length

    def append(self, value: _Item, *, weight: int = 0) -> None:
        """Add a value, which must not be changed afterwards; `weight` is roughly the bytes of what is big in it."""
        self._waiting.append(value)
        self._length += 1
        self._weight += weight
        if len(self._waiting) == _TOGETHER or self._weight > _HEAVY:
            self._write()

    def _write(self) -> None:
        end = self._ends[-1] if self._ends else 0
        data = pickle.dumps(self._waiting, pickle.HIGHEST_PROTOCOL)
        try:
            self._file.seek(end)
            self._file.write(data)
        except OSError as error:
            hint = _("Free some space, or name another temporary folder in TMPDIR.")
            raise ParcError(_("the temporary folder cannot be written in"), hint=hint) from error
        self._firsts.append(self._length - len(self._waiting))
        self._ends.append(end + len(data))
        self._waiting, self._weight = [], 0

    def __getitem__(self, index: int) -> _Item:
        in_file = self._length - len(self._waiting)
        if index >= in_file:
            return self._waiting[index - in_file]
        bundle = bisect_right(self._firsts, index) - 1
        if bundle != self._at_hand[0]:
            self._at_hand = (bundle, self._read(bundle))
        return self._at_hand[1][index - self._firsts[bundle]]

    def _read(self, bundle: int) -> list[_Item]:
        start = self._ends[bundle - 1] if bundle else 0
        self._file.seek(start)
        data = self._file.read(self._ends[bundle] - start)
        return cast("list[_Item]", pickle.loads(data))  # noqa: S301 -- written by this process, and by nobody else

    def __iter__(self) -> Iterator[_Item]:
        return (self[index] for index in range(len(self)))
