"""What an import did -> the report for scripts, and the bad rows as a file to correct and import again."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from parccli.errors import UsageError
from parccli.i18n import gettext as _
from parccli.importers.reconcile import Action, Outline
from parccli.importers.row import Cells, Importer, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def report(outlines: Iterable[Outline], sources: Sequence[str]) -> dict[str, Any]:
    """The JSON of `import --report` (DESIGN §3); `sources` as they were named on the command line."""
    counts: Counter[Action] = Counter()
    rows: list[dict[str, Any]] = []
    for outline in outlines:
        counts[outline.action] += 1
        rows.append(_row(outline))
    return {
        "source": list(sources),
        "created": counts[Action.CREATED],
        "updated": counts[Action.UPDATED],
        "unchanged": counts[Action.UNCHANGED],
        "skipped": counts[Action.SKIPPED],
        "refused": counts[Action.REFUSED],
        "conflicts": counts[Action.CONFLICT],
        "rows": rows,
    }


def rejects_shape(importers: Iterable[Importer]) -> Shape:
    """How the bad rows of these importers are written; raises UsageError if they cannot be, before anything is done."""
    shapes = {importer.SHAPE for importer in importers}
    if len(shapes) == 1 and (shape := shapes.pop()) is not Shape.TEXT:
        return shape
    raise UsageError(
        _("--rejects needs sources that are all tables, or all JSON"),
        hint=_("Use --report: it names what was refused in sources of any kind."),
    )


def rejects(outlines: Iterable[Outline], shape: Shape, *, language: str) -> bytes:
    """The refused rows alone, each with the reason: CSV for tables, JSON Lines for JSON; empty without any.

    `language` is the interface's: French Excel needs `;` and a byte order mark to open a CSV file.
    """
    refused = [outline for outline in outlines if outline.action is Action.REFUSED]
    if shape is Shape.JSON:
        # Half an emoji, being a reason to refuse a row, goes back as the escape that it came from.
        return "".join(_json_line(outline) for outline in refused).encode("utf-8", "backslashreplace")
    return _table([outline for outline in refused if isinstance(outline.original, Cells)], language)


def _row(outline: Outline) -> dict[str, Any]:
    return {
        "row": outline.number,
        "line": outline.line,
        "action": outline.action.value,
        "path": outline.path,
        "id": outline.id,
        "messages": [{"code": message.code, "message": message.message} for message in outline.messages],
    }


def _reason(outline: Outline) -> str:
    return " · ".join(message.message for message in outline.messages)


def _json_line(outline: Outline) -> str:
    original = outline.original
    if not isinstance(original, str):
        return ""
    is_json = all(message.code != "json_invalid" for message in outline.messages)
    values = json.loads(original) if is_json else {"line": original}
    return json.dumps(values | {"reason": _reason(outline)}, ensure_ascii=False) + "\n"


def _table(outlines: Sequence[Outline], language: str) -> bytes:
    rows = [(outline.original, outline) for outline in outlines]
    tables = [(cells, outline) for cells, outline in rows if isinstance(cells, Cells)]
    if not tables:
        return b""
    is_french = language == "fr"
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if is_french else ",")
    header = tuple(dict.fromkeys(column for cells, _outline in tables for column in cells.header))
    width = max(len(header), *(len(cells.cells) for cells, _outline in tables))
    writer.writerow([*header, *[""] * (width - len(header)), _("reason")])
    for cells, outline in tables:
        writer.writerow([*_aligned(cells, header, width), _reason(outline)])
    return text.getvalue().encode("utf-8-sig" if is_french else "utf-8")


def _aligned(cells: Cells, header: Sequence[str], width: int) -> list[str]:
    """The cells under a header that other tables share; those beyond their own header come last."""
    known = len(cells.header)
    by_column = dict(zip(cells.header, cells.cells, strict=False))
    row = [*(by_column.get(column, "") for column in header), *cells.cells[known:]]
    return [*row, *[""] * (width - len(row))]
