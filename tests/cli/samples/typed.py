"""A command that takes a value of every type that typer checks by itself."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- typer reads the annotations at run time
from typing import Annotated, Literal

import typer


def run(
    *,
    count: Annotated[int, typer.Option(min=1, max=5)] = 1,
    ratio: Annotated[float, typer.Option()] = 1.0,
    kind: Annotated[Literal["rss", "atom"], typer.Option()] = "rss",
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
    folder: Annotated[Path | None, typer.Option(exists=True, file_okay=False)] = None,
    switch: Annotated[bool, typer.Option("--switch")] = False,
) -> None:
    """Take everything and do nothing."""
    del count, ratio, kind, file, folder, switch
