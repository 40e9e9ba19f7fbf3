"""Run parccli as a person does: as a process; or, quicker, in this one through the same error boundary."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.cli import COMMANDS, Command, Group, boundary
from parccli.cli.console import Console

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SOURCE = Path(__file__).parents[2] / "src"
SAMPLES = Path(__file__).parent / "samples"


class Terminal(io.StringIO):
    """A screen, or a keyboard with what will be typed."""

    def isatty(self) -> bool:
        """Tell that a person is there."""
        return True


@dataclass(frozen=True, kw_only=True)
class Result:
    """How a run ended, and what it printed."""

    exit_code: int
    stdout: str
    stderr: str


@dataclass(frozen=True, kw_only=True)
class Process:
    """`python -m parccli`, or another `program`, in an environment of its own: English, no home, no terminal."""

    cwd: Path
    program: tuple[str, ...] = ("-m", "parccli")

    def __call__(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        stdin: str | bytes = b"",
        env: Mapping[str, str] | None = None,
    ) -> Result:
        """Run `arguments` to the end; `env` is added to the environment."""
        done = subprocess.run(
            [sys.executable, *self.program, *map(str, arguments)],
            cwd=cwd or self.cwd,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env=self.environment(env),
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Result(exit_code=done.returncode, stdout=_text(done.stdout), stderr=_text(done.stderr))

    def environment(self, env: Mapping[str, str] | None = None) -> dict[str, str]:
        """Everything that the process may know of this machine."""
        needed = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP") if name in os.environ}
        return {**needed, "PYTHONPATH": str(SOURCE), "PARCCLI_LANG": "en", "TERM": "dumb", **(env or {})}


@dataclass(frozen=True, kw_only=True)
class Call:
    """The same in this process: quicker, and in English or French as `env` says."""

    cwd: Path

    def __call__(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        stdin: str | bytes = b"",
        env: Mapping[str, str] | None = None,
        commands: Sequence[Command | Group] = COMMANDS,
        typed: str | None = None,
    ) -> Result:
        """Run `arguments` through the error boundary; only whole pages of help need a process to be French.

        `typed` is what a person at a terminal types.
        """
        data = stdin.encode() if isinstance(stdin, str) else stdin
        stream = io.StringIO if typed is None else Terminal
        out, err = stream(), stream()
        environ = {"PARCCLI_LANG": "en", "TERM": "dumb", **(env or {})}
        world = boundary.World(
            console=Console(out=out, err=err, input=stream(typed or data.decode()), environ=environ),
            environ=environ,
            stdin=io.BytesIO(data),
            find_cwd=lambda: cwd or self.cwd,
        )
        exit_code = boundary.run([str(argument) for argument in arguments], world, commands)
        return Result(exit_code=exit_code, stdout=out.getvalue(), stderr=err.getvalue())


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site folder to fill."""

    root: Path

    def write(self, **posts: str) -> None:
        """Write each text as a post of the name given, in posts/."""
        for name, text in posts.items():
            (self.root / "posts" / f"{name}.md").write_text(text, encoding="utf-8", newline="")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a site without posts, in the folder that `call` and `run` start from."""
    (tmp_path / "posts").mkdir()
    settings = 'title = "Le Parc"\nurl = "https://www.example.org"\ncategories = ["Travaux", "Emploi"]\n'
    (tmp_path / "parccli.toml").write_text(settings, encoding="utf-8")
    return Site(root=tmp_path)


@pytest.fixture
def run(tmp_path: Path) -> Process:
    """Give parccli as a process, in an empty folder."""
    return Process(cwd=tmp_path)


@pytest.fixture
def run_sample(tmp_path: Path) -> Process:
    """Give parccli with the sample commands, as a process, in an empty folder."""
    return Process(cwd=tmp_path, program=(str(SAMPLES / "driver.py"),))


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Give parccli in this process, in an empty folder."""
    return Call(cwd=tmp_path)


def _text(output: bytes) -> str:
    return output.decode().replace("\r\n", "\n")
