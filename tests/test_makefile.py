from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAKE = shutil.which("make")


@pytest.mark.skipif(MAKE is None, reason="needs make")
@pytest.mark.parametrize(
    ("target", "run"), [("test", "pytest --cov"), ("test-browser", "-m browser"), ("test-slow", "-m slow")]
)
def test_each_kind_of_tests_is_run(target: str, run: str) -> None:
    """A target without a recipe would pass, and say so in a word that nobody reads."""
    asked = subprocess.run([MAKE or "make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True, text=True)
    assert any("pytest" in line and run in line for line in asked.stdout.splitlines())
