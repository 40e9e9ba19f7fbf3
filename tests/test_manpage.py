"""The manual pages say what the program does."""

from __future__ import annotations

import shutil
import subprocess
import sys

import manpage
import pytest

from parccli.cli import COMMANDS


def test_the_manual_pages_are_as_generated() -> None:
    """`make man` writes them anew."""
    done = subprocess.run([sys.executable, manpage.__file__, "check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_command_has_its_part(language: str) -> None:
    """None is left out, whatever the language."""
    text = manpage.PAGES[language].read_text("utf-8")
    assert [entry.name for entry in COMMANDS if f".SS parccli {entry.name} " not in text] == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr"])
def test_man_shows_the_pages_without_a_complaint(language: str) -> None:
    """As a reader sees them."""
    if not shutil.which("man"):
        pytest.skip("man is missing: `make test-slow` installs it")
    command = ["man", "--warnings", "-E", "UTF-8", "-l", str(manpage.PAGES[language])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "--skip-broken" in done.stdout
