"""Source -> rows -> a plan: one module a format; each yields rows, `reconcile` decides, and nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError, UsageError
from parccli.i18n import gettext as _
from parccli.importers.files import with_files
from parccli.importers.intake import Intake
from parccli.importers.media import EXTENSIONS as IMAGES
from parccli.importers.media import attachment_of, digest_of, localised
from parccli.importers.packaged import Packaged
from parccli.importers.reconcile import Action, Decision, Outline, reconcile
from parccli.importers.records import parse_mapping
from parccli.importers.report import rejects, rejects_shape, report
from parccli.importers.row import Attachment, Importer, Material, Message, Options, Row, Shape
from parccli.importers.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parccli.config import Config

# Content is asked in this order, so what takes any text comes last.
IMPORTERS: Final[dict[str, Importer]] = {
    importer.NAME: importer
    for importer in (
        Packaged("xlsx", ".xlsx", ".xlsm", ".xls"),
        Packaged("ods", ".ods"),
        Packaged("docx", ".docx", ".docm", ".doc"),
        Packaged("mail", ".eml", ".msg"),
        Packaged("wxr", ".wxr"),
        Packaged("csv", ".csv", ".tsv"),
        Packaged("json", ".json"),
        Packaged("feed", ".rss", ".atom", ".json"),
        Packaged("html", ".html", ".htm", ".xhtml"),
        Packaged("jsonl", ".jsonl", ".ndjson"),
        Packaged("markdown", ".md", ".markdown", ".mdown", ".rst"),
        Packaged("text", ".txt"),
    )
}
"""Every packaged importer by its name on the command line."""

WITH_SHEETS: Final = frozenset({"ods", "xlsx"})
"""The importers that `--sheet` means something to."""

Source = tuple[Importer, Material]
"""A material, and what reads it."""

Ahead = Callable[[Iterator[tuple[int, Row]]], Iterator[tuple[int, Row]]]
"""What gives the same rows as it is given."""

ENTRY_POINTS: Final = "parccli.importers"


def discovered() -> tuple[dict[str, Importer], list[str]]:
    """The packaged importers and those of installed third parties; plug-ins that do not load are named apart."""
    importers = dict(IMPORTERS)
    broken: list[str] = []
    for entry_point in entry_points(group=ENTRY_POINTS):
        try:
            importer = entry_point.load()
            importers.setdefault(importer.NAME, importer)
        except Exception:  # noqa: BLE001 -- a stranger's module may raise anything, and must not end an import
            broken.append(entry_point.name)
    return importers, broken


def detect(name: str, head: bytes, importers: Mapping[str, Importer] = IMPORTERS) -> Importer | None:
    """Choose for `--from auto` by the file's ending, else by its first bytes (some hundreds); None if none fits."""
    suffix = PurePosixPath(name).suffix.lower()
    by_suffix = [importer for importer in importers.values() if suffix in importer.SUFFIXES]
    # Some endings are of several: .json may be a feed.
    recognised = (importer for importer in by_suffix or importers.values() if importer.recognises(head))
    return next(recognised, by_suffix[0] if by_suffix else None)


def read(batch: Sequence[Source], config: Config, options: Options, *, ahead: Ahead = iter) -> Iterator[Row]:
    """Yield the rows of all materials; what cannot be read at all becomes one refused row, and the others go on.

    `ahead` may have what it is given worked out while it is not yet asked for. Raises UsageError when the options do
    not fit a source.
    """
    for place, read_row in ahead(_rows(batch, config, options)):
        importer, material = batch[place]
        row = with_files(read_row, material) if importer.SHAPE is not Shape.TEXT else read_row
        yield row if len(batch) == 1 else _naming_source(row)


def _rows(batch: Sequence[Source], config: Config, options: Options) -> Iterator[tuple[int, Row]]:
    """The rows, each with the place of its source in the batch."""
    for place, (importer, material) in enumerate(batch):
        try:
            for row in importer.read(material, config, options):
                yield place, row
        except UsageError as error:
            error.path = error.path or material.name
            raise
        except ParcError as error:
            told = f"{error.message}. {error.hint}" if error.hint else error.message
            row = Row(importer=importer.NAME, source=material.name, line=error.line or 1)
            yield place, row.refused("source_unreadable", told)


def _naming_source(row: Row) -> Row:
    """Say in messages which of several sources they are about: rows are numbered in each from the start."""
    template = _("{source}: {message}")
    told = (
        replace(message, message=template.format(source=row.source, message=message.message))
        for message in row.messages
    )
    return replace(row, messages=tuple(told))


__all__ = [
    "IMAGES",
    "IMPORTERS",
    "WITH_SHEETS",
    "Action",
    "Attachment",
    "Decision",
    "Importer",
    "Intake",
    "Material",
    "Message",
    "Options",
    "Outline",
    "Row",
    "Shape",
    "Source",
    "Spool",
    "attachment_of",
    "detect",
    "digest_of",
    "discovered",
    "localised",
    "parse_mapping",
    "read",
    "reconcile",
    "rejects",
    "rejects_shape",
    "report",
]
