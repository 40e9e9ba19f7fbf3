"""What is left of an import that is stopped in the middle, and what memory it takes: real processes, real signals."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Process, Site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there are neither these signals nor /proc"),
]

ROWS = 3000
_STAGED, _PLACED = "**/.parccli-*", "[!.]*/**/*.md"


def table(rows: int, text: str) -> str:
    """Give a list in which every body ends with the same words."""
    lines = (f'Titre {number};{number % 28 + 1:02}/09/2025;"{text}\n\nFin."\n' for number in range(rows))
    return "Titre;Date;Contenu\n" + "".join(lines)


def posts_of(site: Site) -> dict[str, bytes]:
    """Every post by its path in posts/."""
    folder = site.root / "posts"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob(_PLACED)}


def begin(run: Process, site: Site) -> subprocess.Popen[bytes]:
    """Begin to import the list."""
    return subprocess.Popen(
        [sys.executable, *run.program, "import", "liste.csv"],
        cwd=site.root,
        env=run.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # In the background of a shell script Ctrl-C is ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- the tests have no threads
    )


def wait_for(site: Site, pattern: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the import has come as far as to make such a file, or to its end."""
    while process.poll() is None and next((site.root / "posts").glob(pattern), None) is None:
        time.sleep(0.001)


@pytest.mark.parametrize(
    ("instant", "folder"),
    [(_STAGED, "posts"), (_STAGED, "posts/2025"), (_PLACED, "posts/2025")],
    ids=["preparing a folder", "preparing", "writing"],
)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_stopped_in_the_middle(run: Process, site: Site, instant: str, folder: str, number: signal.Signals) -> None:
    """Only whole posts are there; Ctrl-C is exit 130 and leaves nothing else; a second run does the rest, alike.

    All posts are of one year, and so are all in one folder, which may be there already.
    """
    (site.root / folder).mkdir(parents=True, exist_ok=True)
    (site.root / "liste.csv").write_text(table(ROWS, "Début."), encoding="utf-8")
    process = begin(run, site)
    wait_for(site, instant, process)
    process.send_signal(number)
    assert process.wait(60) == (130 if number is signal.SIGINT else -number)
    stopped = posts_of(site)
    assert all(data.endswith(b"\nFin.\n") for data in stopped.values())
    assert len(stopped) < ROWS
    if instant == _STAGED:
        assert stopped == {}
    if number is signal.SIGINT:
        assert list((site.root / "posts").glob(_STAGED)) == []
    assert run("import", "liste.csv").exit_code == 0
    finished = posts_of(site)
    assert len(finished) == ROWS
    assert stopped.items() <= finished.items()
    assert list((site.root / "posts").glob(_STAGED)) == []
    assert run("import", "--undo").exit_code == 0
    assert posts_of(site) == {}
    run("import", "liste.csv")
    assert posts_of(site) == finished


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of a process")
@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_memory_does_not_grow_with_the_texts(run: Process, site: Site, tmp_path: Path, name: str) -> None:
    """Ten times as many rows take a few more megabytes, for their ids; the first time and when nothing has changed."""
    text = "Le parc s’agrandit. " * 200
    make: Callable[[int], str] = (
        (lambda rows: table(rows, text))
        if name == "csv"
        else lambda rows: "".join(f'{{"title": "Titre {n}", "body": "{text}"}}\n' for n in range(rows))
    )
    peaks: list[list[int]] = []
    for rows in (800, 8000):
        (site.root / f"liste.{name}").write_text(make(rows), encoding="utf-8")
        peaks.append([peak(run, tmp_path, "import", f"liste.{name}") for _time in range(2)])
        assert len(posts_of(site)) == rows
    growth = [many - few for few, many in zip(*peaks, strict=True)]
    # 7,200 more texts of 4,000 characters, which Python keeps in two bytes each.
    assert max(growth) < 7200 * 4000 // 2


def peak(run: Process, folder: Path, *arguments: str) -> int:
    """Run a command, and give the most memory that it held at a time, in bytes."""
    told = folder / "peak"
    script = f"""
import sys
from pathlib import Path
from parccli.cli import boundary
boundary.main(sys.argv[1:])
Path({str(told)!r}).write_text(Path("/proc/self/status").read_text())
"""
    subprocess.run([sys.executable, "-c", script, *arguments], cwd=folder, env=run.environment(), check=True,
                   capture_output=True)  # fmt: skip
    [line] = [line for line in told.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024
