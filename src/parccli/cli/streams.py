"""The process's three standard streams, made safe to write any text to, and silent once their reader has gone."""

from __future__ import annotations

import contextlib
import io
import os
import sys


class OutputClosedError(Exception):
    """Whoever read our output has gone (`| head`): there is nobody left to tell."""


def prepare() -> None:
    """Open the standard streams that the caller closed on nothing, and write UTF-8 whatever the locale.

    A file that a command opens would else get descriptor 1 and with it what others print; and cp1252 has no
    narrow no-break space (U+202F), which French needs.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 -- lives as long as we do
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What waits in its buffer is written first; whether that arrives shows when the console flushes.
            with contextlib.suppress(OSError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


def silence() -> None:
    """Send to nowhere what is still buffered, so that the interpreter does not complain of it as it leaves."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
    except OSError:
        return
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError):
                os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
