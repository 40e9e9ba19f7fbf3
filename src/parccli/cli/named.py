"""Files that the command line names: what cannot be read is a mistake in the command (exit 2)."""

from __future__ import annotations

from parccli.cli.invocation import Invocation
from parccli.errors import ParcError, UsageError
from parccli.folder.reading import read_bytes, read_stream
from parccli.source import Source

STDIN = "-"


def named_text(call: Invocation, name: str, *, limit: int) -> str:
    """The same as text; a file that is not UTF-8 is a mistake in the command too."""
    try:
        return Source.decode(name, named_bytes(call, name, limit=limit)).text
    except ParcError as error:
        raise UsageError(error.message, hint=error.hint, path=error.path, line=error.line) from error


def named_bytes(call: Invocation, name: str, *, limit: int) -> bytes:
    """The bytes of the file `name`, from where the person stands; those of standard input for `-`."""
    try:
        if name == STDIN:
            return read_stream(call.stdin, name, limit=limit)
        return read_bytes(call.cwd / name, name, limit=limit)
    except ParcError as error:
        raise UsageError(error.message, hint=error.hint, path=error.path) from error
