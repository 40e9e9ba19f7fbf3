"""Two commands at once on one site: one waits and says so; what comes of both is what comes of one, then the other."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from parccli.folder.lock import locked
from parccli.folder.site import open_site
from tests.cli.conftest import Call, Process
from tests.trust.test_hostile_text import a_post

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Site

AT = "2026-01-15T12:00"
WAITING = "Another parccli is writing"
WRITING = {
    "new": ("new", "Nouveau", "--no-edit", "--id", "urn:x:new", "--date", "2025-03-01", "--publish", "--summary", "S"),
    "publish": ("publish", "b", "--force"),
    "unpublish": ("unpublish", "a"),
    "rename": ("rename", "a", "renomme"),
    "fix": ("validate", "--fix"),
    "import": ("import", "liste.json"),
    "undo": ("import", "--undo"),
    "export": ("export", "--at", AT),
}
PATIENCE = 60.0


@pytest.fixture
def prepared(site: Site, call: Call) -> Site:
    """Two posts, a list that is imported, and a changed list to import."""
    site.write(
        a=a_post(body="C'est là !"),
        b=a_post().replace(":a\n", ":b\n").replace("slug: a", "slug: b").replace("published", "draft"),
    )
    rows = [
        {"id": f"urn:x:{number}", "title": f"Titre {number}", "date": "2025-02-01", "body": "Texte."}
        for number in range(4)
    ]
    (site.root / "liste.json").write_text(json.dumps(rows[:2]), encoding="utf-8")
    assert call("import", "liste.json").exit_code == 0
    (site.root / "liste.json").write_text(json.dumps(rows), encoding="utf-8")
    return site


def _tree(root: Path) -> dict[str, bytes]:
    paths = [path for path in root.rglob("*") if path.is_file() and ".parccli" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def _start(root: Path, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    with (root.parent / f"{root.name}-{command[0]}-{time.monotonic_ns()}.txt").open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "parccli", *command],
            cwd=root,
            env=Process(cwd=root).environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=told,
        )
    process.told = told.name  # type: ignore[attr-defined]
    return process


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def _says(process: subprocess.Popen[bytes]) -> str:
    with open(process.told, encoding="utf-8") as file:  # type: ignore[attr-defined]  # noqa: PTH123
        return file.read()


@pytest.mark.slow
@pytest.mark.parametrize(("first", "second"), list(itertools.combinations_with_replacement(WRITING, 2)))
def test_every_pair_of_writing_commands(
    prepared: Site, tmp_path_factory: pytest.TempPathFactory, first: str, second: str
) -> None:
    """Both wait for a third, say so, and go on when it ends; no post is half of one and half of the other."""
    folder = tmp_path_factory.mktemp("pair")
    serial = []
    for number, order in enumerate(((first, second), (second, first))):
        root = folder / str(number)
        shutil.copytree(prepared.root, root)
        for name in order:
            assert Call(cwd=root)(*WRITING[name]).exit_code in {0, 1, 2}
        serial.append(_tree(root))
    root = folder / "together"
    shutil.copytree(prepared.root, root)
    with locked(open_site(root)):
        running = [_start(root, WRITING[name]) for name in (first, second)]
        _until(lambda: all(WAITING in _says(process) or process.poll() is not None for process in running))
        assert [WAITING in _says(process) for process in running] == [True, True]
    assert {process.wait(PATIENCE) for process in running} <= {0, 1, 2}
    assert not ["bug" for process in running if "this is a bug" in _says(process)]
    assert _tree(root) in serial
    assert list(root.rglob(".parccli-*.tmp")) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
def test_the_lock_of_a_dead_process_blocks_nobody(prepared: Site, run: Process) -> None:
    """Killed while it waited, or while it held the lock: the next command just runs, and does not say that it waits."""
    with locked(open_site(prepared.root)):
        waiting = _start(prepared.root, WRITING["export"])
        _until(lambda: WAITING in _says(waiting))
        waiting.send_signal(signal.SIGKILL)
        assert waiting.wait(PATIENCE) == -signal.SIGKILL
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(prepared.root)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == b"held\n"
    holder.send_signal(signal.SIGKILL)
    holder.wait(PATIENCE)
    assert (prepared.root / ".parccli" / "lock").exists()
    done = run(*WRITING["export"])
    assert (done.exit_code, WAITING in done.stderr) == (0, False)


HOLD = """
import sys, time
from pathlib import Path
from parccli.folder.lock import locked
from parccli.folder.site import open_site
with locked(open_site(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_file_that_anyone_left(site: Site, call: Call) -> None:
    """A file is no lock: it holds whatever it holds, and blocks nobody."""
    (site.root / ".parccli").mkdir()
    (site.root / ".parccli" / "lock").write_bytes(b"4294967295\nsomeone\n")
    assert call("new", "Titre", "--no-edit").exit_code == 0
