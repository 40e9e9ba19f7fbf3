"""What is worked out ahead by another process is what this one would work out, and no process is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import traceback
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.build.ahead import FEW, ahead
from parccli.cli.bug import log_text
from parccli.errors import ParcError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORKS = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does it all")


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("number", [0, 1, FEW - 1, FEW, FEW + 1, FEW + 32, 5 * FEW])
def test_nothing_is_lost(number: int, processes: int) -> None:
    """Every item comes, in its order."""
    assert list(ahead(map(str, range(number)), processes=processes)) == [str(item) for item in range(number)]


def workers() -> Iterator[int]:
    """The number of the process that works each item out, without end."""
    while True:
        yield os.getpid()


@FORKS
def test_few_are_worked_out_here() -> None:
    """The rest elsewhere, by one process, which has gone when nobody wants more."""
    with closing(ahead(workers(), processes=2)) as numbers:
        assert set(islice(numbers, FEW)) == {os.getpid()}
        [other] = set(islice(numbers, 1000))
        assert other != os.getpid()
        assert is_there(other)
    assert not is_there(other)


def test_one_process_does_it_all() -> None:
    """Where there is but one."""
    assert set(islice(ahead(workers(), processes=1), 2 * FEW)) == {os.getpid()}


def failing(after: int, error: BaseException) -> Iterator[int]:
    """So many numbers, then a failure."""
    yield from range(after)
    raise error


@pytest.mark.parametrize("after", [FEW - 1, FEW, FEW + 1, FEW + 32, FEW + 100])
@pytest.mark.parametrize("processes", [1, 2])
def test_what_fails_there_fails_here(after: int, processes: int) -> None:
    """With all that it says, after every item that came before it."""
    error = ParcError("la ligne est fausse", hint="Corrigez-la.", path="liste.csv", line=7)
    items = ahead(failing(after, error), processes=processes)
    assert [next(items) for _number in range(after)] == list(range(after))
    with pytest.raises(ParcError) as caught:
        next(items)
    assert vars(error).items() <= vars(caught.value).items()


@FORKS
@pytest.mark.parametrize("error", [ValueError("x"), type("Strange", (Exception,), {})("x")], ids=["known", "strange"])
def test_a_bug_is_told_with_what_led_to_it(error: Exception) -> None:
    """Whoever reads the log has to see where; a class that the other process alone has cannot be raised here."""
    with pytest.raises(type(error) if isinstance(error, ValueError) else RuntimeError) as caught:
        list(ahead(failing(FEW + 1, error), processes=2))
    assert "test_ahead.py" in (log := log_text(caught.value, ["import"]))
    assert " failing: raise error\n" in log
    assert str(caught.value).endswith("x")
    # A traceback never reaches the user.
    assert "".join(traceback.format_exception_only(caught.value)).count("\n") == 1


@FORKS
def test_what_cannot_be_sent_is_a_failure() -> None:
    """And nothing waits for it."""
    with pytest.raises(RuntimeError, match="pickle"):
        list(ahead((lambda: None for _number in range(2 * FEW)), processes=2))


@FORKS
def test_a_process_that_is_gone_is_told() -> None:
    """The system may have ended it."""
    items = ahead(workers(), processes=2)
    *_ours, other = islice(items, FEW + 1)
    os.kill(other, signal.SIGKILL)
    with pytest.raises(ParcError, match="the system has ended a process that helped"):
        list(items)
    assert not is_there(other)


@FORKS
def test_it_does_without_where_there_is_no_process_to_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """An account may have as many as it is allowed; nothing stays open."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(os, "fork", lambda: os.open("/absent/absent", os.O_RDONLY))
    assert set(islice(ahead(workers(), processes=2), 2 * FEW)) == {os.getpid()}
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@FORKS
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_no_process_outlives_the_one_that_started_it(tmp_path: Path, number: signal.Signals) -> None:
    """Even in the middle of something long."""
    script = f"""
import os, time
from parccli.build.ahead import FEW, ahead
def slow():
    yield from range(FEW)
    open({str(tmp_path / "other")!r}, "w").write(str(os.getpid()) + ".")
    time.sleep(600)
list(ahead(slow(), processes=2))
"""
    process = subprocess.Popen([sys.executable, "-c", script])
    told = tmp_path / "other"
    wait_until(lambda: told.exists() and told.read_text().endswith("."))
    other = int(told.read_text().rstrip("."))
    assert is_there(other)
    assert other != process.pid
    process.send_signal(number)
    assert process.wait(60) == -number
    wait_until(lambda: not is_there(other))


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for what must come."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def is_there(number: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
