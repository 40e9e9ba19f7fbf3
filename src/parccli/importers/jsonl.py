"""JSON Lines -> one row a line, each an object whose keys are those of a post in any of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.i18n import mark as N_
from parccli.importers.decoding import first_line, lines
from parccli.importers.objects import read_object
from parccli.importers.row import Material, Options, Row, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.config import Config

NAME: Final = "jsonl"
SUMMARY: Final = N_("JSON Lines: one object a line")
SUFFIXES: Final = (".jsonl", ".ndjson")
SHAPE: Final = Shape.JSON


def recognises(head: bytes) -> bool:
    """Look for an object that begins on the first line, and ends there or beyond what is shown."""
    line = first_line(head)
    return line.startswith('{"') and (line.endswith("}") or b"\n" not in head.strip())


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield a row for every line that is not blank; its number is that of the line."""
    del config
    reported: set[str] = set()
    for number, line in enumerate(lines(material), 1):
        if text := line.strip():
            row = Row(importer=NAME, source=material.name, number=number, line=number, original=text)
            yield read_object(row, text, options.mapping, reported)
