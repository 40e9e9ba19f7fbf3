"""What a command took. In a process of its own, since it waits for every child that it finds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEASURE = """
import dataclasses, json, pathlib, sys
from bench.measure import CommandFailedError, adopt_orphans, run
adopt_orphans()
try:
    usage = run([sys.executable, "-c", sys.argv[1]], cwd=pathlib.Path(sys.argv[2]))
    print(json.dumps(dataclasses.asdict(usage)))
except CommandFailedError as error:
    print(json.dumps(str(error)))
"""
HOLDS = "import time; held = b'x' * 60_000_000; time.sleep(0.3)"
# Left behind by a parent that ends at once, and busy for 0.2 s of CPU time.
ORPHAN = "import time\\nwhile time.process_time() < 0.2: pass"
LEAVES = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{ORPHAN}'])"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS!r}]); held = b'x' * 60_000_000"

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="memory and orphans are looked for in Linux's ways")


def measured(code: str, cwd: Path) -> object:
    """What `run` gives for Python code; the message, if that fails."""
    command = [sys.executable, "-c", MEASURE, code, str(cwd)]
    said: object = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    return said


@needs_proc
@pytest.mark.parametrize("code", [HOLDS, CHILD])
def test_memory_is_that_of_the_whole_tree(code: str, tmp_path: Path) -> None:
    """What a child holds counts as its parent's does."""
    usage = measured(code, tmp_path)
    assert isinstance(usage, dict)
    assert 60_000_000 < usage["memory"] < 120_000_000


@needs_proc
def test_an_orphan_counts(tmp_path: Path) -> None:
    """A process that outlives the command is waited for, and its CPU time added."""
    usage = measured(LEAVES, tmp_path)
    assert isinstance(usage, dict)
    assert usage["cpu"] >= 0.2


def test_a_command_that_fails_is_no_figure(tmp_path: Path) -> None:
    """What it said is told, and nothing is left in the folder."""
    said = measured("import sys; sys.exit('no such page')", tmp_path)
    assert isinstance(said, str)
    assert said.endswith("exit code 1\nno such page\n")
    assert list(tmp_path.iterdir()) == []
