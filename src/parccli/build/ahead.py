"""What an iterator gives, worked out by another process while this one is busy with what came before.

On Linux that process is a copy of this one: it goes on with the iterator from where it stands, and nothing of it has
to be sent there. Elsewhere, and for few items, this process does it all.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from contextlib import suppress
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO, Final, Generic, NoReturn, Self, TypeVar

from parccli.build.hands import ended_by_the_system
from parccli.errors import FRAMES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

_Item = TypeVar("_Item")

FEW: Final = 200
"""Items that are there sooner than another process."""
_AT_ONCE: Final = 32  # items sent together: few enough that nobody waits for them long
_ROOM: Final = 1 << 20  # bytes on their way, so that none of the two waits for the other where they take turns


def ahead(items: Iterable[_Item], *, processes: int) -> Generator[_Item]:
    """Give the same items in the same order, and raise what raises; to be used up or closed.

    They, and what they raise, go through `pickle`. What else working them out changes may stay in the other process.
    """
    left = iter(items)
    yield from islice(left, FEW)
    other = _Other.start(left) if processes > 1 and sys.platform == "linux" else None
    if other is None:
        yield from left
        return
    try:
        yield from other
    finally:
        other.end()


class _Other(Generic[_Item]):
    """The process that works ahead; what it sends comes through the pipe `sent`.

    It takes no Ctrl-C of its own. It ends when the pipe `life`, of which this process has the other end, is closed, as
    it is when this process ends, in whatever way.
    """

    def __init__(self, number: int, sent: BinaryIO, life: int) -> None:
        self._number = number
        self._sent = sent
        self._life = life

    @classmethod
    def start(cls, items: Iterator[_Item]) -> Self | None:
        """Start it; None if the system has no process to give."""
        received, sent = _pipe(_ROOM)
        watched, life = os.pipe()
        try:
            number = os.fork()
        except OSError:
            for end in (received, sent, watched, life):
                os.close(end)
            return None
        if number == 0:
            _work(items, sent, watched, not_ours=(received, life))
        os.close(sent)
        os.close(watched)
        return cls(number, os.fdopen(received, "rb"), life)

    def __iter__(self) -> Iterator[_Item]:
        while True:
            try:
                items, error = pickle.load(self._sent)  # noqa: S301 -- from a copy of this process
            except EOFError as end:
                raise ended_by_the_system() from end
            yield from items
            if error is not None:
                raise error
            if not items:
                return

    def end(self) -> None:
        """End it, whatever it is at."""
        self._sent.close()
        os.close(self._life)
        with suppress(OSError):
            os.kill(self._number, signal.SIGKILL)
            os.waitpid(self._number, 0)


def _pipe(room: int) -> tuple[int, int]:
    received, sent = os.pipe()
    if sys.platform == "linux":
        from fcntl import F_SETPIPE_SZ, fcntl  # noqa: PLC0415 -- not there everywhere

        with suppress(OSError):  # an account may have so much of it and no more
            fcntl(sent, F_SETPIPE_SZ, room)
    return received, sent


def _work(items: Iterator[object], sent: int, watched: int, not_ours: Iterable[int]) -> NoReturn:
    # Whatever happens, nothing of what this process is a copy of may be done twice: no clearing up, no flush.
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for end in not_ours:
            os.close(end)
        Thread(target=_end_with, args=(watched,), daemon=True).start()
        with os.fdopen(sent, "wb") as stream:
            for some in _some(items):
                stream.write(_packed(*some))
                stream.flush()
    finally:
        os._exit(0)


def _some(items: Iterator[object]) -> Iterator[tuple[list[object], Exception | None]]:
    """Some items at a time, and then none, or what was raised after the last of them."""
    while True:
        batch: list[object] = []
        try:
            batch.extend(islice(items, _AT_ONCE))
        except Exception as error:  # noqa: BLE001 -- it is raised again where it is waited for
            yield batch, error
            return
        yield batch, None
        if not batch:
            return


def _packed(items: list[object], error: Exception | None) -> bytes:
    """Both as bytes; what cannot be sent is a failure, and so is told what cannot be raised elsewhere as it is."""
    try:
        return pickle.dumps((items, error and _with_frames(error, error)), pickle.HIGHEST_PROTOCOL)
    except Exception as unsendable:  # noqa: BLE001 -- a stranger's class may raise anything
        failed = error or unsendable
        told = RuntimeError("".join(traceback.format_exception_only(failed)).strip())
        return pickle.dumps(([], _with_frames(told, failed)), pickle.HIGHEST_PROTOCOL)


def _with_frames(error: Exception, failed: Exception) -> Exception:
    """Have `error` tell where it `failed`: what led there is not sent with it, and the log of a bug needs it."""
    vars(error)[FRAMES] = list(traceback.extract_tb(failed.__traceback__))
    return error


def _end_with(watched: int) -> None:
    os.read(watched, 1)
    os._exit(1)
