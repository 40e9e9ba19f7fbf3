from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.samples.endings import FRENCH

if TYPE_CHECKING:
    from tests.cli.conftest import Process

posix = pytest.mark.skipif(os.name == "nt", reason="closes descriptors the POSIX way")


@pytest.mark.parametrize(
    ("command", "exit_code", "stderr"),
    [
        ("refuse", 1, "posts/eau.md:3:7: the date does not exist\n  Write another one.\n"),
        ("misuse", 2, "parccli.toml: the folder is not a site\n"),
        ("interrupt", 130, "\nInterrupted\n"),
        ("leave", 7, ""),
    ],
)
def test_each_ending_has_its_status(run_sample: Process, command: str, exit_code: int, stderr: str) -> None:
    """An error says where, what, and what to do next; a command's own status passes through."""
    done = run_sample(command)
    assert (done.exit_code, done.stdout, done.stderr) == (exit_code, "", stderr)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("starve", "parccli: the system refuses what parccli needs: there is not enough memory\n"),
        ("decay", "/usr/lib/x.py: the system refuses what parccli needs: the disk reports an error\n"),
    ],
)
def test_a_failure_of_the_machine_is_no_bug(run_sample: Process, command: str, said: str) -> None:
    """It is told as what it is, and nothing is to be sent."""
    done = run_sample(command)
    hint = "  Mend the cause, then run the command again: it ends what was begun.\n"
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", said + hint)


@pytest.mark.parametrize("command", ["crash", "panic", "unimportable"])
def test_a_bug_names_a_log_and_shows_no_traceback(run_sample: Process, command: str) -> None:
    """A fault of ours ends with 3, a text that says so, and a file to send that holds the traceback."""
    done = run_sample(command)
    log = Path(done.stderr.strip().rpartition(": ")[2])
    assert done.exit_code == 3
    assert done.stderr.startswith("parccli: this is a bug in parccli: ")
    assert "Traceback" not in done.stderr
    text = log.read_text(encoding="utf-8")
    log.unlink()
    assert text.startswith("parccli …\n\nparccli 0.")
    assert "Traceback" in text


def test_a_log_quotes_no_text_of_the_command_line(run_sample: Process) -> None:
    """A title that is not public yet stays out of the log, and so do the values of options."""
    done = run_sample("-C.", "crash", "Le secret de l’année")
    log = Path(done.stderr.strip().rpartition(": ")[2])
    command = log.read_text(encoding="utf-8").splitlines()[0]
    log.unlink()
    assert command == "parccli -C … …"


def test_a_log_quotes_nothing_that_an_error_says(run_sample: Process) -> None:
    """Errors of libraries quote the text they fail on, and so do those that they come from; folders may name people."""
    done = run_sample("quote")
    log = Path(done.stderr.strip().rpartition(": ")[2])
    text = log.read_text(encoding="utf-8")
    log.unlink()
    assert "le texte secret" in done.stderr
    assert "secret" not in text
    assert str(Path(__file__).parents[2]) not in text
    assert "endings.py:" in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text


def test_a_bug_without_a_place_for_its_log(run_sample: Process, tmp_path: Path) -> None:
    """Reporting never fails itself: with no place to write, parccli says so."""
    (tmp_path / "sitecustomize.py").write_text("import tempfile\ntempfile.tempdir = '/there/is/no/such/folder'\n")
    path = os.pathsep.join([run_sample.environment()["PYTHONPATH"], str(tmp_path)])
    done = run_sample("crash", env={"PYTHONPATH": path})
    assert done.exit_code == 3
    assert "No log could be written" in done.stderr


def test_errors_speak_french(run_sample: Process) -> None:
    """What the boundary says itself is translated."""
    done = run_sample("interrupt", env={"PARCCLI_LANG": "fr"})
    assert (done.exit_code, done.stderr) == (130, "\nInterrompu\n")


@pytest.mark.parametrize("arguments", [["print_much"], ["--help"]])
@posix
def test_a_reader_that_leaves_early_hears_nothing(run_sample: Process, arguments: list[str]) -> None:
    """`parccli … | head` ends like any other program there, without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, *run_sample.program, *arguments],
        env=run_sample.environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["completion", "bash"]])
@posix
def test_closed_streams_do_no_harm(run: Process, arguments: list[str]) -> None:
    """With standard output closed, or all three, a command does its work and says nothing."""
    for closed in (">&-", "<&- >&- 2>&-"):
        done = _shell(f'exec "$@" {closed}', run, arguments)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["--version"], ["completion", "bash"]])
def test_a_full_disk_is_no_success(run: Process, arguments: list[str]) -> None:
    """Results that could not be written are an error, with what to do about it."""
    done = _shell('exec "$@" >/dev/full', run, arguments)
    assert done.returncode == 1
    assert done.stderr == b"parccli: the output cannot be written\n  Free some space, or send the output elsewhere.\n"


@posix
def test_a_deleted_working_directory_is_an_error_of_use(run: Process, tmp_path: Path) -> None:
    """A shell can stand in a folder that another program deleted."""
    folder = tmp_path / "gone"
    folder.mkdir()
    done = _shell(f'cd "{folder}" && rmdir "{folder}" && exec "$@"', run, ["completion", "bash"])
    assert done.returncode == 2
    assert done.stderr.startswith(b"parccli: the working directory is gone\n")


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp1252"}])
def test_any_locale_prints_any_text(run_sample: Process, env: dict[str, str]) -> None:
    """Output is UTF-8 whatever the locale: the narrow space before « ! » has no place in cp1252."""
    done = run_sample("print_french", env=env)
    assert (done.exit_code, done.stdout) == (0, f"{FRENCH}\n")


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "CLICOLOR_FORCE"])
def test_no_variable_colours_a_pipe(run: Process, variable: str) -> None:
    """What a program reads has no colours, whatever the environment asks for."""
    for arguments in (["--help"], ["there-is-no-such-command"]):
        done = run(*arguments, env={variable: "1", "TERM": "xterm-256color"})
        assert not re.search(r"\x1b", done.stdout + done.stderr)


def _shell(script: str, run: Process, arguments: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", script, "sh", sys.executable, *run.program, *arguments],  # noqa: S607 -- wherever sh is
        env=run.environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
