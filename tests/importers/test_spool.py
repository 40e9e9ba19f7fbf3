from __future__ import annotations

import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.errors import ParcError
from parccli.importers import Spool


@given(st.lists(st.text() | st.binary() | st.tuples(st.integers(), st.text())))
def test_values_come_back_in_their_order(values: list[object]) -> None:
    """All of them, as often as they are asked for, and each by its place."""
    with Spool[object]() as spool:
        for value in values:
            spool.append(value)
        assert list(spool) == list(spool) == values
        assert [spool[place] for place in reversed(range(len(spool)))] == values[::-1]


def test_more_than_memory_should_hold() -> None:
    """Large values go to the disk, and read and written by turns they are still whole."""
    with Spool[bytes]() as spool:
        for number in range(40):
            spool.append(bytes([number]) * 500_000)
            assert spool[number // 2][:1] == bytes([number // 2])
        assert [len(value) for value in spool] == [500_000] * 40


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no disk that is always full")  # noqa: PTH110
def test_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said which folder is full."""
    with open("/dev/full", "r+b", buffering=0) as full:  # noqa: PTH123
        monkeypatch.setattr("parccli.importers.spool.SpooledTemporaryFile", lambda **_options: full)
        spool = Spool[bytes]()
        with pytest.raises(ParcError, match="temporary folder") as caught:
            spool.append(b"a")
        assert isinstance(caught.value.__cause__, OSError)
        assert caught.value.__cause__.errno == errno.ENOSPC
