"""What shapes all that a cache keeps: the settings, our own code and templates, and the libraries that do the work."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from parccli import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.config import Config

_PACKAGE: Final = Path(__file__).parent.parent


def version_of(config: Config) -> str:
    """A text that differs whenever something may be made of a post otherwise than before."""
    parts = (__version__, sys.version, repr(config), *_libraries(), *_own_files())
    return blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _libraries() -> Iterator[str]:
    """The names, with their versions, of all that is installed: quicker than to ask for each by itself."""
    for folder in sys.path:
        with suppress(OSError):
            yield from sorted(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))  # noqa: PTH208


def _own_files() -> Iterator[str]:
    """The files of the package with their sizes and times: a version number alone does not tell a work in progress."""
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            status = os.stat(f"{folder}/{name}")  # noqa: PTH116 -- three hundred files at each start
            yield f"{folder}/{name} {status.st_size} {status.st_mtime_ns}"
