"""The versions to name when something goes wrong: parccli's, Python's, and those of the libraries it stands on."""

from __future__ import annotations

import platform
from importlib import metadata

from parccli import __version__

LIBRARIES = ("typer", "rich", "pyromark", "nh3", "lxml", "minijinja", "feedgen", "PyYAML", "Pillow")
"""Those that decide what a post becomes and what a person sees."""


def versions() -> list[str]:
    """`name version`, one a line."""
    system = f"{platform.system()} {platform.machine()}"
    libraries = (f"{name} {_version(name)}" for name in LIBRARIES)
    return [f"parccli {__version__}", f"Python {platform.python_version()} ({system})", *libraries]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "?"
