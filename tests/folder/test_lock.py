from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError
from parccli.folder.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parccli.folder.site import SiteFolder

HOLDER = """
import os, sys, time
from pathlib import Path
from parccli.folder.lock import locked
from parccli.folder.site import open_site
with locked(open_site(Path(sys.argv[1])), announce=lambda message: print(message, flush=True)):
    if sys.argv[2] == "fork":
        reads, writes = os.pipe()
        if os.fork() == 0:
            os.closerange(0, 3)
            os.close(writes)
            time.sleep(5)
            os._exit(0)
        os.close(writes)
        os.read(reads, 1)  # ends when the child runs
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(site: SiteFolder) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start another process that takes the lock and holds it until its input ends."""
    started: list[subprocess.Popen[str]] = []

    def start(manner: str = "alone") -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(site.root), manner],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        with process:  # closes its pipes and waits for its end
            pass


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_lock_that_a_living_process_holds_is_waited_for_and_said(
    site: SiteFolder, other: Callable[..., subprocess.Popen[str]]
) -> None:
    """The person learns why nothing happens, once, and the work goes on when the other ends."""
    holder = other()
    assert _line(holder) == "held"
    said: list[str] = []

    def let_go(message: str) -> None:
        said.append(message)
        assert holder.stdin is not None
        holder.stdin.close()

    with locked(site, announce=let_go):
        holder.wait(timeout=10)
    assert said == ["Another parccli is writing in this folder: waiting for it to finish"]


def test_two_processes_take_turns(site: SiteFolder, other: Callable[..., subprocess.Popen[str]]) -> None:
    """The second waits for the first, whichever comes first."""
    with locked(site):
        waiting = other()
        assert _line(waiting).startswith("Another parccli")
    assert _line(waiting) == "held"


@pytest.mark.parametrize("manner", ["alone", "fork"])
def test_a_lock_that_a_dead_process_left_does_not_block(
    site: SiteFolder, other: Callable[..., subprocess.Popen[str]], manner: str
) -> None:
    """The system frees it, even while a worker that the dead process had started lives on."""
    holder = other(manner)
    assert _line(holder) == "held"
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait(timeout=10)
    began = time.monotonic()
    with locked(site, announce=pytest.fail):
        assert (site.state / "lock").exists()
    assert time.monotonic() - began < 2


def test_a_lock_within_the_lock_does_not_wait_for_itself(site: SiteFolder) -> None:
    """A command may use a function that locks too; the first lock holds to its end."""
    with locked(site):
        with locked(site, announce=pytest.fail) as inner:
            assert inner.site == site
        script = threading.Event()
        taken: list[bool] = []

        def take() -> None:
            with locked(site, announce=lambda _message: script.set()):
                taken.append(True)

        thread = threading.Thread(target=take)
        thread.start()
        assert script.wait(timeout=5)
        assert not taken
    thread.join(timeout=5)
    assert taken == [True]


def test_the_lock_is_freed_when_the_work_fails(site: SiteFolder) -> None:
    """The error passes through."""
    refusal = ParcError("refused")
    with pytest.raises(ParcError, match="refused"), locked(site):
        raise refusal
    with locked(site, announce=pytest.fail):
        pass


def test_the_state_folder_can_be_deleted_at_any_time(site: SiteFolder) -> None:
    """It is made anew."""
    with locked(site):
        pass
    (site.state / "lock").unlink()
    site.state.rmdir()
    with locked(site):
        assert (site.state / "lock").exists()


def test_a_folder_that_may_not_be_written_in_is_an_error_in_words(
    site: SiteFolder, run_python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Whether the state folder is there or not."""
    script = HOLDER.replace("sys.stdin.read()", "pass")
    site.root.chmod(0o555)
    first = run_python(script, str(site.root), "alone", unprivileged=True)
    site.root.chmod(0o755)
    site.state.mkdir()
    site.state.chmod(0o555)
    second = run_python(script, str(site.root), "alone", unprivileged=True)
    site.state.chmod(0o755)
    assert "ParcError: it cannot be written: permission denied" in first.stderr
    assert "ParcError: the site folder cannot be locked for writing: permission denied" in second.stderr


def test_a_file_in_the_place_of_the_state_folder_is_an_error_in_words(site: SiteFolder) -> None:
    """It is not ours to remove."""
    site.state.write_bytes(b"")
    with pytest.raises(ParcError, match="there is a file of that name already"), locked(site):
        pass
