"""Processes that help an export end with it: at once, whatever ends it, and leaving nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.build.run import Means
from tests.build.test_run import export, files, make_site

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks processes up in /proc"),
]
POSTS = 1500
# As on macOS and Windows, whose processes start anew and know nothing of the one that started them.
ANEW = """
import multiprocessing, pathlib, sys
context = multiprocessing.get_context
def anew(_method=None):
    pathlib.Path("started").touch()
    return context("spawn")
multiprocessing.get_context = anew
if __name__ == "__main__":
    import os
    os.sched_getaffinity = lambda _pid: {0, 1}
    from parccli.__main__ import main
    sys.exit(main(["export", "--at", "2025-10-01", "--out", "anew"]))
"""
# As where an account has as many processes as it may have: `fork` fails from the second or the third on.
REFUSED = """
import os, pathlib, sys
fork, given = os.fork, {given}
def refuse():
    global given
    if not given:
        pathlib.Path("refused").touch()
        raise BlockingIOError(11, "Resource temporarily unavailable")
    given -= 1
    return fork()
os.fork = refuse
os.sched_getaffinity = lambda _pid: {{0, 1}}
from parccli.__main__ import main
sys.exit(main([{command}]))
"""
PATIENCE = 60  # seconds, of a machine that has other work


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with so much to do that processes are started."""
    make_site(tmp_path, POSTS)
    return tmp_path


@pytest.fixture(params=["new", "old"])
def running(site: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """An export under way, with its helpers, into a folder that is new or has been there, with a file of hers."""
    if request.param == "old":
        (site / "public").mkdir()
        (site / "public/note.txt").write_bytes(b"hers")
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import os; os.sched_getaffinity = lambda _pid: {0, 1}\n"
        "import sys; from parccli.__main__ import main; sys.exit(main(['--lang', 'en', 'export']))"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=site, stderr=subprocess.PIPE, text=True) as process:
        until(lambda: len(helpers(process.pid)) == 2 and leftovers(site))
        yield process
        process.kill()


def until(condition: object) -> None:
    """Wait for something that comes soon."""
    assert callable(condition)
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def helpers(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def leftovers(site: Path) -> list[Path]:
    """Temporary files of the export, or of the folder that it makes."""
    return [path for path in site.rglob(".parccli-*") if path.suffix == ".tmp" or path.parent.name == "public"]


def made(site: Path) -> set[str]:
    """What is in the output folder, but for her file."""
    return {*files(site / "public")} - {"note.txt"}


def test_ctrl_c_ends_all_of_them(site: Path, running: subprocess.Popen[str]) -> None:
    """With status 130, nothing half made, and nothing left."""
    started = helpers(running.pid)
    running.send_signal(signal.SIGINT)
    assert running.wait(PATIENCE) == 130
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))
    assert (made(site), leftovers(site)) == (set(), [])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_none_outlives_an_export_that_was_killed(site: Path, running: subprocess.Popen[str], how: int) -> None:
    """The next export clears up, and makes what an undisturbed one makes."""
    started = helpers(running.pid)
    running.send_signal(how)
    running.wait(PATIENCE)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))
    export(site)
    assert leftovers(site) == []
    assert len(made(site)) > 4 * POSTS


def test_a_helper_that_the_system_ends_stops_the_export(site: Path, running: subprocess.Popen[str]) -> None:
    """It says so, and nothing was changed."""
    os.kill(helpers(running.pid)[0], signal.SIGKILL)
    assert running.wait(PATIENCE) == 1
    assert running.stderr is not None
    assert "the system has ended a process" in running.stderr.read()
    assert made(site) == set()


def test_processes_that_start_anew_make_the_same_files(tmp_path: Path) -> None:
    """Byte for byte: what they need to know comes to them whole."""
    make_site(tmp_path, 300)
    for path in (tmp_path / "posts").iterdir():
        path.write_text(path.read_text() + "\nVoir [le premier](000.md).\n", encoding="utf-8")
    (tmp_path / "program.py").write_text(ANEW)
    done = subprocess.run([sys.executable, "program.py"], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "started").exists()
    export(tmp_path, Means(cached=False), out="alone", at=datetime(2025, 9, 30, 22, tzinfo=UTC))
    assert files(tmp_path / "anew") == files(tmp_path / "alone") != {}


@pytest.mark.skipif(sys.platform != "linux", reason="others do not fork")
@pytest.mark.parametrize("given", [0, 1])
@pytest.mark.parametrize("command", [("export", "--at", "2025-10-01"), ("validate", "--format", "json")])
def test_no_process_is_given(site: Path, given: int, command: tuple[str, ...]) -> None:
    """One does the work, to the same end, and what was started is ended."""
    (site / ".parccli").mkdir(exist_ok=True)
    usual = subprocess.run([sys.executable, "-m", "parccli", *command], cwd=site, capture_output=True, check=False)
    before = files(site / "public") if command[0] == "export" else {}
    assert len(before) > POSTS or command[0] != "export"
    for folder in ("public", ".parccli"):
        shutil.rmtree(site / folder, ignore_errors=True)
    (site / ".parccli").mkdir()
    program = REFUSED.format(given=given, command=", ".join(map(repr, command)))
    alone = subprocess.run(
        [sys.executable, "-c", program], cwd=site, capture_output=True, check=False, timeout=PATIENCE * 2
    )
    assert (site / "refused").exists()
    assert (alone.returncode, alone.stdout) == (usual.returncode, usual.stdout), alone.stderr
    assert not before or files(site / "public") == before
