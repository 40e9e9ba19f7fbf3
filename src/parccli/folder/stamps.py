"""What a file's entry on the disk says of it: the same stamp, the same bytes; where that is not sure, no stamp.

Reading ten thousand files to find that none has changed takes fifteen times as long as asking the disk about them.
"""

from __future__ import annotations

import os
import time
from typing import Final

UNSURE: Final = ""
"""The stamp that equals no other, not even itself: see `same`."""

_SECOND: Final = 1_000_000_000
# A file written twice within one tick of its disk's clock has one time for two contents. Ticks are 10 ms at most on
# disks that count nanoseconds, and two seconds on those (FAT, some shares) whose times are whole seconds.
_FINE: Final = _SECOND // 50
_COARSE: Final = 2 * _SECOND + _FINE


def stamp_of(status: os.stat_result, now: int) -> str:
    """The stamp of a file whose `status` was asked for at `now`, in nanoseconds of the epoch; UNSURE for a new one.

    Times in the future are not believed: the clock, or the file's, has been set.
    """
    modified, changed = status.st_mtime_ns, status.st_ctime_ns
    patience = _FINE if modified % _SECOND else _COARSE
    if max(modified, changed) > now - patience:
        return UNSURE
    return f"{modified} {changed} {status.st_size} {status.st_ino}"


def stamp_at(place: str) -> str:
    """The stamp of the file at `place` now; UNSURE where there is none."""
    try:
        return stamp_of(os.stat(place), time.time_ns())  # noqa: PTH116 -- for each picture of each post
    except (OSError, ValueError):
        return UNSURE


def entry_stamp(entry: os.DirEntry[str], now: int) -> str:
    """The stamp of an entry of a folder that is listed; UNSURE where it is gone."""
    if os.name == "nt":  # where a folder learns late what is in its files
        return stamp_at(entry.path)
    try:
        return stamp_of(entry.stat(follow_symlinks=False), now)
    except OSError:
        return UNSURE


def plain_stamp(status: os.stat_result) -> str:
    """The stamp of a file that only parccli writes, under its lock: it cannot have changed in between."""
    return f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"


def same(stamp: str, other: str) -> bool:
    """Whether both are sure, and say the same."""
    return stamp == other != UNSURE
