"""Commands that end in one way each."""

from __future__ import annotations

import errno
from typing import Annotated, NoReturn

import typer

from parccli.cli.invocation import invocation
from parccli.errors import ParcError, UsageError

FRENCH = "L’eau\u202f! \N{BICYCLE}"


class PanicError(BaseException):
    """What a library written in Rust raises: no Exception."""


def refuse() -> NoReturn:
    """The answer is no."""
    message = "the date does not exist"
    raise ParcError(message, hint="Write another one.", path="posts/eau.md", line=3, column=7)


def misuse() -> NoReturn:
    """The settings are at fault."""
    message = "the folder is not a site"
    raise UsageError(message, path="parccli.toml")


def crash(title: Annotated[str, typer.Argument()] = "") -> NoReturn:
    """There is a fault of ours."""
    raise RuntimeError(len(title))


def quote() -> NoReturn:
    """A library fails on a text, and quotes it."""
    text = "terces etxet el"[::-1]
    try:
        found = dict.fromkeys("")[text]
    except KeyError as error:
        raise ValueError(text) from error
    raise ValueError(found)


def panic() -> NoReturn:
    """There is a fault in a library."""
    raise PanicError


def starve() -> NoReturn:
    """There is no memory left."""
    raise MemoryError


def decay() -> NoReturn:
    """The disk fails where the program itself is read."""
    raise OSError(errno.EIO, "Input/output error", "/usr/lib/x.py")


def interrupt() -> NoReturn:
    """Ctrl-C is pressed."""
    raise KeyboardInterrupt


def leave() -> NoReturn:
    """The command chooses its status."""
    raise typer.Exit(7)


def print_much(context: typer.Context) -> None:
    """There is more to read than a pipe holds."""
    for number in range(100_000):
        invocation(context).console.result(str(number))


def print_french(context: typer.Context) -> None:
    """There is something to read that cp1252 cannot say."""
    invocation(context).console.result(FRENCH)
