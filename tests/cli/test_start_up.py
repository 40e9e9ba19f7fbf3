from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from parccli import __version__
from parccli.cli import COMMANDS, Command
from parccli.cli.versions import LIBRARIES

if TYPE_CHECKING:
    from tests.cli.conftest import Process

VERSION = f"parccli {__version__}"


TRACE = """
import sys
from parccli.__main__ import main
main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""


def imported(run: Process, *arguments: str) -> set[str]:
    """Give the modules in memory once `arguments` have run."""
    return set(replace(run, program=("-c", TRACE))(*arguments).stderr.split())


def test_version_is_one_line(run: Process) -> None:
    """`--version` says parccli's version and no more, also where an option makes it take the long way."""
    for arguments in (["--version"], ["--lang", "fr", "--version"]):
        done = run(*arguments)
        assert (done.exit_code, done.stdout, done.stderr) == (0, f"{VERSION}\n", "")


def test_verbose_version_names_the_libraries(run: Process) -> None:
    """`--version --verbose` gives what a report of a fault needs, one a line, in either order."""
    lines = run("--version", "--verbose").stdout.splitlines()
    assert lines == run("--verbose", "--version").stdout.splitlines()
    assert lines[0] == VERSION
    assert [line.split()[0] for line in lines] == ["parccli", "Python", *LIBRARIES]


@pytest.mark.parametrize("module", ["typer", "rich", "gettext", "dataclasses", "typing"])
def test_version_imports_next_to_nothing(run: Process, module: str) -> None:
    """Start-up is a feature: the version needs none of the heavy modules."""
    assert module not in imported(run, "--version")


def test_a_command_imports_neither_rich_nor_its_neighbours(run: Process) -> None:
    """Only the command that runs is imported, and rich only where something is drawn."""
    modules = {f"parccli.cli.{entry.target.partition(':')[0]}" for entry in COMMANDS if isinstance(entry, Command)}
    seen = imported(run, "completion", "bash")
    assert modules & seen == {"parccli.cli.completion"}
    assert "rich" not in seen


def test_help_of_the_group_imports_no_command(run: Process) -> None:
    """The registry has all that the list of commands shows."""
    assert "parccli.cli.completion" not in imported(run, "--help")
