"""A spreadsheet's bytes -> its sheets, and their cells as text; what would exhaust memory is refused before that.

A sheet is unpacked with holes filled: one cell in the last corner of the last row takes terabytes, and ends the
process. So both the sizes that the archive declares and the places of the cells are looked at first.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate
from zlib import error as ZlibError  # noqa: N812 -- an exception, whatever its case

from parccli.errors import ParcError, UsageError
from parccli.i18n import gettext as _
from parccli.importers.tables import Line, is_filled, names_titles, read_table
from parccli.listing import folded
from parccli.moment import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from python_calamine import CalamineSheet

    from parccli.importers.row import Material, Options, Row

LIMIT: Final = 200_000_000
_RATIO: Final = 100
_SMALL: Final = 1_000_000
"""A file that unpacks to less than this is no danger, however well it was packed."""
_CELLS: Final = 10_000_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_NEEDED: Final = re.compile(r"mimetype|.*\.(?:xml|rels)", re.DOTALL)

Cell = str | float | bool | date | time | timedelta


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its name, its lines from the first filled one on, and what is missing of a line, by its number."""

    name: str
    lines: tuple[Line, ...]
    remarks: Mapping[int, str]


def unpack(material: Material) -> dict[str, bytes]:
    """Give the XML parts of a spreadsheet by name; raises ParcError for what is none, or would fill the memory."""
    data = material.data
    if data.startswith(_OLE):
        raise encrypted() if _ENCRYPTED in data else _outdated()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _require_reasonable(infos, len(data))
            # Reading stops at the declared size, whatever the archive goes on to hold.
            parts = {info.filename: archive.read(info) for info in infos if _NEEDED.fullmatch(info.filename)}
        for name, part in parts.items():
            # calamine waits for ever for the end of an element that has none.
            if name != "mimetype":
                parser = ParserCreate()
                parser.StartDoctypeDeclHandler = _refuse_doctype
                parser.Parse(part, True)  # noqa: FBT003 -- the last and only part
    except (zipfile.BadZipFile, ZlibError, OSError, EOFError, NotImplementedError, ValueError, ExpatError) as error:
        raise damaged() from error
    except RuntimeError as error:  # a password, to zipfile
        raise encrypted() from error
    return parts


def sheets(
    parts: Mapping[str, bytes], names: Sequence[str], look: Callable[[str], Mapping[int, str]]
) -> Iterator[Sheet]:
    """Yield the sheets called `names`, all that are visible without any; `look` gives the remarks about one.

    Raises UsageError for a name that no sheet has, ParcError for a file that cannot be read.
    """
    # A compiled library that other sources do not need.
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(_packed(parts))) as book:
            there = {folded(name): name for name in book.sheet_names}
            absent = next((name for name in names if folded(name) not in there), None)
            if absent:
                hint = _("Its sheets are: {names}.").format(names=", ".join(book.sheet_names))
                raise UsageError(_("the file has no sheet “{name}”").format(name=absent), hint=hint)
            shown = (
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
            )
            for name in dict.fromkeys(there[folded(name)] for name in names) if names else shown:
                remarks = look(name)
                yield Sheet(name=name, lines=tuple(_lines(book.get_sheet_by_name(name))), remarks=remarks)
    except (CalamineError, ValueError) as error:
        raise damaged() from error


def read_sheets(found: Sequence[Sheet], base: Row, options: Options) -> Iterator[Row]:
    """Yield the rows of every sheet; of several, messages tell which, and those that list no posts are left out."""
    listing = [sheet for sheet in found if any(names_titles(line, options.mapping) for line in sheet.lines)]
    if len(found) == 1 or not listing:
        sheet = next((sheet for sheet in found if sheet.lines), Sheet(name="", lines=(), remarks={}))
        yield from _noting(sheet, read_table(sheet.lines, base, options.mapping, even=True))
        return
    for sheet in found:
        if sheet in listing:
            yield from (_naming(sheet, row) for row in _noting(sheet, _rows(sheet, base, options)))
        elif sheet.lines:
            number = sheet.lines[0].number
            message = _("no column is named “title” or “titre”: the sheet is left out")
            row = replace(base, number=number, line=number, left_out=True)
            yield _naming(sheet, row.noting("sheet_left_out", message))


def _rows(sheet: Sheet, base: Row, options: Options) -> Iterator[Row]:
    try:
        yield from read_table(sheet.lines, base, options.mapping, even=True)
    except UsageError:
        raise
    except ParcError as error:
        line = error.line or 1
        yield replace(base, number=line, line=line).refused("source_unreadable", error.message)


def _noting(sheet: Sheet, rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        remark = sheet.remarks.get(row.number)
        yield row.noting("cell_without_value", remark) if remark else row


def _naming(sheet: Sheet, row: Row) -> Row:
    template = _("sheet “{sheet}”: {message}")
    told = (
        replace(message, message=template.format(sheet=sheet.name, message=message.message)) for message in row.messages
    )
    return replace(row, messages=tuple(told))


def _lines(sheet: CalamineSheet) -> Iterator[Line]:
    """The lines by the numbers that a spreadsheet shows; merged cells below one another all have their value."""
    top, left = sheet.start or (0, 0)
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=True)
    for (first, column), (last, _end) in sheet.merged_cell_ranges or ():
        for row in range(first + 1, min(last, top + len(rows) - 1) + 1):
            rows[row - top][column - left] = rows[first - top][column - left]
    for number, cells in enumerate(rows, top + 1):
        texts = tuple(_text(cell) for cell in cells)
        if is_filled(texts):
            yield Line(number=number, line=number, cells=texts)


def _text(cell: Cell) -> str:
    """A cell as the spreadsheet shows it, or nearly: 42.0 is 42, and midnight is a day."""
    match cell:
        case bool():
            return str(cell).lower()
        case int() | float():
            # Spreadsheets count with 15 digits.
            return str(int(cell)) if float(cell).is_integer() else f"{cell:.15g}"
        case datetime():
            whole = (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
            return to_text(whole if whole.time() != time() else whole.date())
        case date():
            return to_text(cell)
        case time():
            return cell.isoformat("minutes" if cell.second == 0 else "seconds")
        case _:
            return str(cell)


def require_near(rows: int, columns: int) -> None:
    """Raise ParcError for a sheet whose last row and column are so far away that its holes would fill the memory."""
    if rows * columns > _CELLS:
        message = _("the sheet reaches as far as row {row}, column {column}: it has more than ten million cells")
        raise ParcError(
            message.format(row=rows, column=columns),
            hint=_("Delete what stands far from the list, or copy the list to a new file."),
        )


def _require_reasonable(infos: Sequence[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(info.file_size for info in infos)
    if unpacked > LIMIT or (unpacked > _SMALL and unpacked > _RATIO * packed):
        raise ParcError(
            _("the file unpacks to {size} MB: it may be made to exhaust memory").format(size=unpacked // 1_000_000),
            hint=_("Open it in a spreadsheet, and save the list alone in a new file."),
        )


def _refuse_doctype(*_declaration: object) -> NoReturn:
    raise ParcError(
        _("the file declares XML entities, which no spreadsheet does"),
        hint=_("Ask whoever sent it for another copy; do not open this one."),
    )


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of nothing but what was unpacked and measured."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def _outdated() -> ParcError:
    hint = _("Open it in a spreadsheet, and save it as “Excel workbook (.xlsx)”.")
    return ParcError(_("this is an Excel file of before 2007 (.xls)"), hint=hint)


def encrypted() -> ParcError:
    """What to say of a file that asks for a password."""
    hint = _("Open it in a spreadsheet, and save a copy without a password.")
    return ParcError(_("the file is protected by a password"), hint=hint)


def damaged() -> ParcError:
    """What to say of a file that cannot be read, whatever is wrong in it."""
    hint = _("Open it in a spreadsheet, and save it again.")
    return ParcError(_("the file is no spreadsheet that can be read, or it is damaged"), hint=hint)
