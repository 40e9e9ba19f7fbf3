"""One call of parccli, as its command sees it: the world comes in here, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import typer

    from parccli.cli.console import Console


@dataclass(frozen=True, kw_only=True)
class Invocation:
    """What a command may know of the world around it.

    `cwd` is the folder that paths on the command line start from; `directory` the one where the search for the site
    begins (`-C`). `stdin` is read for `-`. `now` gives an aware datetime, `new_id` a fresh `urn:uuid:…`.
    `processes` is how many may work at a time.
    """

    cwd: Path
    directory: Path
    environ: Mapping[str, str]
    language: str
    console: Console
    stdin: BinaryIO
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    processes: int = 1


def invocation(context: typer.Context) -> Invocation:
    """Give the call that `context` belongs to."""
    call = context.find_object(Invocation)
    if call is None:
        msg = "the command was started without an Invocation"
        raise TypeError(msg)
    return call


def wall_clock() -> datetime:
    """The present instant."""
    return datetime.now(tz=UTC)


def processors() -> int:
    """How many processors this process may use."""
    import os

    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux has it
        return os.cpu_count() or 1


def random_id() -> str:
    """A `urn:uuid:…` that nothing else has."""
    import uuid

    return uuid.uuid4().urn
