from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Process


@pytest.mark.parametrize(
    ("shell", "beginning"),
    [
        ("bash", "_parccli_completion() {"),
        ("zsh", "#compdef parccli"),
        ("fish", "complete --command parccli "),
        ("powershell", "Import-Module PSReadLine"),
    ],
)
def test_the_script_is_for_the_shell_that_is_named(run: Process, shell: str, beginning: str) -> None:
    """The script is the named shell's, whichever shell runs the command."""
    done = run("completion", shell, env={"SHELL": "/bin/sh"})
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(beginning)


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_reads_the_script(run: Process) -> None:
    """The shell finds no fault in the script."""
    script = run("completion", "bash").stdout
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)  # noqa: S607 -- wherever bash is


def test_the_script_completes_commands_and_values(run: Process) -> None:
    """What the script asks parccli for at the Tab key is answered."""
    for words, position, answer in (("parccli comp", "1", "completion"), ("parccli completion z", "2", "zsh")):
        env = {"_PARCCLI_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": position}
        assert run(env=env).stdout.split() == [answer]
