"""A terminal for the examples of the documentation: a command line in, what it printed out.

It is always Monday 2 March 2026, nine o'clock in Paris, and the nth command of a page gives the same ids every time: an
example prints the same on every machine and on every day. Results go to a terminal, as they do for a reader: tables
are drawn. `parccli` runs in a copy of this process, which has everything imported already; programs around it, in a
pipe or on lines of their own, are run by a shell.
"""

from __future__ import annotations

import os
import pkgutil
import pty
import re
import shlex
import subprocess
import tempfile
import tty
import uuid
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING
from unittest import mock

import parccli
from parccli import __main__
from parccli.cli import boundary

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
_STAGE = re.compile(r"""(?:[^|'"]|'[^']*'|"[^"]*")+""")
_PARCCLI = re.compile(r"""parccli(?P<arguments>(?: [^|&;<>$`*?\\\n]*)?)(?:> (?P<file>\S+))?""")


class Terminal:
    """One reader's session, which begins in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._commands = 0
        # What each copy of this process would else import again.
        for module in pkgutil.walk_packages(parccli.__path__, "parccli."):
            import_module(module.name)

    def save(self, name: str, text: str, *, append: bool) -> None:
        """Write a file, or the end of one, as the reader does in an editor."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a" if append else "w", encoding="utf-8", newline="\n") as file:
            file.write(text)

    def run(self, command: str) -> str:
        """Run a command line and give what it printed, standard error included."""
        self._commands += 1
        if command.startswith("cd "):
            self._folder /= command.removeprefix("cd ")
            return ""
        *stages, last = _STAGE.findall(command)
        said, data = "", b""
        for stage in stages:
            printed, data = self._stage(stage.strip(), data, shown=False)
            said += printed
        printed, _data = self._stage(last.strip(), data, shown=True)
        # A terminal shows neither.
        return (said + printed).replace("\r\n", "\n").replace("\ufeff", "")

    def _stage(self, command: str, data: bytes, *, shown: bool) -> tuple[str, bytes]:
        """Run a part of a pipe, and give what it said and what it hands on: nothing, where its results are shown."""
        call = _PARCCLI.fullmatch(command)
        if call is None:
            return self._shell(command, data, shown=shown)
        arguments = shlex.split(call["arguments"])
        said, results = self._parccli(arguments, data, shown=shown and not call["file"])
        if call["file"]:
            (self._folder / call["file"]).write_bytes(results)
        return said, results

    def _shell(self, command: str, data: bytes, *, shown: bool) -> tuple[str, bytes]:
        if re.search(r"\bparccli ", command):
            msg = f"parccli does not stand alone: {command}"
            raise ValueError(msg)
        done = subprocess.run(  # noqa: S602 -- the documentation's own lines, typed as a reader would
            command,
            shell=True,
            cwd=self._folder,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if shown else subprocess.PIPE,
            check=False,
        )
        return (done.stdout.decode(), b"") if shown else (done.stderr.decode(), done.stdout)

    def _parccli(self, arguments: list[str], data: bytes, *, shown: bool) -> tuple[str, bytes]:
        reading, writing = pty.openpty()
        tty.setraw(writing)
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as results:
            given.write(data)
            given.seek(0)
            child = os.fork()
            if not child:
                os.chdir(self._folder)
                os.dup2(given.fileno(), 0)
                os.dup2(writing if shown else results.fileno(), 1)
                os.dup2(writing, 2)
                status = 1
                try:
                    status = _parccli(arguments, self._commands)
                finally:
                    os._exit(status)
            os.close(writing)
            said = _read(reading)
            os.waitpid(child, 0)
            results.seek(0)
            return said, results.read()


def _parccli(arguments: list[str], number: int) -> int:
    """Run parccli at the hour of the documentation, with the ids of the command of that number."""
    names = iter(range(1_000_000))

    def new_id() -> str:
        return uuid.uuid5(uuid.NAMESPACE_URL, f"https://www.example.org/{number}/{next(names)}").urn

    with mock.patch.multiple(boundary, wall_clock=lambda: NOW, random_id=new_id):
        return __main__.main(arguments)


def _read(descriptor: int) -> str:
    parts = []
    try:
        while part := os.read(descriptor, 65536):
            parts.append(part)
    except OSError:
        # Linux says so at the end of a terminal, where others say nothing more.
        pass
    finally:
        os.close(descriptor)
    return b"".join(parts).decode()
