"""The newest look at the site, and its number, by which a page knows that it is out of date."""

from __future__ import annotations

import secrets
from threading import Condition
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Seen = TypeVar("_Seen")


class Look(NamedTuple, Generic[_Seen]):
    """What was seen, and the number of the look."""

    number: int
    seen: _Seen


class Live(Generic[_Seen]):
    """What `take` gave last; it is called when `refresh` is. Any thread may ask for the look, or wait for the next."""

    def __init__(self, take: Callable[[], _Seen]) -> None:
        self._take = take
        self._changed = Condition()
        # A page left open from an earlier run must not find its own number again.
        self._number = secrets.randbelow(2**32)
        self._look: Look[_Seen] | None = None

    @property
    def look(self) -> Look[_Seen]:
        """The newest look."""
        return self._look or self.refresh()

    def refresh(self) -> Look[_Seen]:
        """Look anew, then wake those that wait."""
        seen = self._take()
        with self._changed:
            self._number += 1
            self._look = look = Look(self._number, seen)
            self._changed.notify_all()
        return look

    def is_newer(self, number: int, *, patience: float) -> bool:
        """Wait, for `patience` seconds at most, until the newest look is not that of `number`."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number != number, patience)
