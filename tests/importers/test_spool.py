from __future__ import annotations

import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.errors import ParcError
from parccli.importers import Spool

VALUES = st.text() | st.binary() | st.tuples(st.integers(), st.text())


@given(st.lists(st.tuples(VALUES, st.sampled_from([0, 0, 0, 1000, 200_000, 300_000]))), st.integers(1, 40))
def test_values_come_back_in_their_order(weighed: list[tuple[object, int]], times: int) -> None:
    """All of them, as often as they are asked for, and each by its place, however heavy they are."""
    weighed *= times
    values = [value for value, _weight in weighed]
    with Spool[object]() as spool:
        for number, (value, weight) in enumerate(weighed):
            spool.append(value, weight=weight)
            assert spool[number // 2] == values[number // 2]
        assert len(spool) == len(values)
        assert list(spool) == list(spool) == values
        assert [spool[place] for place in reversed(range(len(spool)))] == values[::-1]


def test_more_than_memory_should_hold() -> None:
    """Large values go to the disk, and read and written by turns they are still whole."""
    with Spool[bytes]() as spool:
        for number in range(40):
            spool.append(bytes([number]) * 500_000, weight=500_000)
            assert spool[number // 2][:1] == bytes([number // 2])
        assert [len(value) for value in spool] == [500_000] * 40


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no disk that is always full")  # noqa: PTH110
def test_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said which folder is full."""
    with open("/dev/full", "r+b", buffering=0) as full:  # noqa: PTH123
        monkeypatch.setattr("parccli.importers.spool.SpooledTemporaryFile", lambda **_options: full)
        spool = Spool[bytes]()
        with pytest.raises(ParcError, match="temporary folder") as caught:
            spool.append(b"a", weight=1_000_000)
        assert isinstance(caught.value.__cause__, OSError)
        assert caught.value.__cause__.errno == errno.ENOSPC
