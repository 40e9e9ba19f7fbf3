from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from parccli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from parccli.importers import Row

    Sheets = Mapping[str, Mapping[str, str | float]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
_STYLES = f"""<styleSheet xmlns="{_MAIN}"><cellXfs>
<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>"""
DAY, TIME = 1, 2
"""Styles of cells that Excel shows as a day, and as a day and time."""


def cell(place: str, value: str | float) -> str:
    """Write a cell; text that begins as a tag is a cell's inside with its attributes, `style="1"><v>2</v>`."""
    if isinstance(value, str) and value.startswith("@"):
        attributes, _at, inside = value[1:].partition("@")
        return f'<c r="{place}" {attributes}>{inside}</c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def sheet(cells: Mapping[str, str | float], merged: str = "") -> str:
    """Write a sheet, its cells given by their places and row by row."""
    rows: dict[str, str] = {}
    for place, value in cells.items():
        number = re.sub(r"\D", "", place)
        rows[number] = rows.get(number, "") + cell(place, value)
    data = "".join(f'<row r="{number}">{row}</row>' for number, row in rows.items())
    merges = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>{merges}</worksheet>'


def workbook(sheets: Mapping[str, str], *, state: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """Write a workbook of the sheets, whose names are the keys; `state` is that of the last one."""
    numbered = list(enumerate(sheets, 1))
    entries = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"{state if n == len(sheets) else ""}/>' for n, name in numbered
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>' for n, _name in numbered
    )
    relations += f'<Relationship Id="r0" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    target = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{target}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/s{n}.xml": sheets[name] for n, name in numbered},
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in {**parts, **(extra or {})}.items():
            archive.writestr(path, part)
    return data.getvalue()


def test_cells_as_the_spreadsheet_shows_them(rows: Callable[..., list[Row]]) -> None:
    """Days, days that lost their format, whole numbers, formulas' values; the row's number is the spreadsheet's."""
    cells: dict[str, str | float] = {
        "B3": "Titre", "C3": "Date", "D3": "Mise à jour", "E3": "Fin", "F3": "Auteur", "G3": "Chapô",
        "B5": 42.0, "C5": f"@s='{DAY}'@<v>44253</v>", "D5": f"@s='{TIME}'@<v>44253.5</v>", "E5": 44254, "F5": 0.1,
        "G5": "@t='str'@<f>A1</f><v>Un\ndeux</v>",
    }  # fmt: skip
    [row] = rows("xlsx", workbook({"Feuil1": sheet(cells)}))
    assert row.post is not None
    assert (row.number, row.line, row.messages) == (5, 5, ())
    assert (row.post.title, row.post.date) == ("42", date(2021, 2, 26))
    assert row.post.updated == datetime(2021, 2, 26, 12)  # noqa: DTZ001 -- the site's own time
    assert (row.post.expires, row.post.author, row.post.summary) == (date(2021, 2, 27), "0.1", "Un deux")


def test_banner_above_the_header(rows: Callable[..., list[Row]]) -> None:
    """A line above the names of the columns is left out, and counted."""
    banner, row = rows("xlsx", workbook({"F": sheet({"A1": "Liste de 2021", "A3": "Titre", "A4": "Le canal"})}))
    assert (banner.number, banner.left_out, banner.messages[0].code) == (1, True, "above_header")
    assert row.post is not None


def test_note_beside_the_table(rows: Callable[..., list[Row]]) -> None:
    """A cell in a column without a name is left out and named; the post comes in."""
    [row] = rows("xlsx", workbook({"F": sheet({"A1": "Titre", "A2": "Le canal", "C2": "à relire"})}))
    assert row.post is not None
    assert "column 3" in row.messages[0].message


def test_cells_merged_over_several_rows(rows: Callable[..., list[Row]]) -> None:
    """Each of the rows has the value that the spreadsheet shows beside it."""
    cells = {"A1": "Titre", "B1": "Rubrique", "A2": "Un", "B2": "Travaux", "A3": "Deux"}
    found = rows("xlsx", workbook({"F": sheet(cells, merged="B2:B3")}))
    assert [row.post and row.post.categories for row in found] == [("Travaux",), ("Travaux",)]


def test_cells_without_a_value(rows: Callable[..., list[Row]]) -> None:
    """Errors, and formulas that no spreadsheet has worked out, are named instead of silently empty."""
    cells = {"A1": "Titre", "B1": "Chapô", "C1": "Auteur", "A2": "Un", "B2": "@t='e'@<f>B9</f><v>#REF!</v>",
             "C2": "@@<f>1+1</f>", "A3": "Deux"}  # fmt: skip
    first, second = rows("xlsx", workbook({"F": sheet(cells)}))
    assert first.post is not None
    assert (first.messages[0].code, second.messages) == ("cell_without_value", ())
    assert "B2, C2" in first.messages[0].message


_SEVERAL = {
    "2020": sheet({"A1": "Titre", "A2": "Le pont"}),
    "2021": sheet({"A1": "Titre", "A2": "Le canal", "B2": "x"}),
    "Notes": sheet({"A1": "À faire"}),
    "Vide": sheet({}),
    "Cachée": sheet({"A1": "Titre", "A2": "Secret"}),
}


def test_all_sheets(rows: Callable[..., list[Row]]) -> None:
    """Messages name the sheet; one that lists no posts is left out and said so, hidden ones are not read."""
    pont, canal, notes = rows("xlsx", workbook(_SEVERAL, state=' state="hidden"'))
    assert [row.post and row.post.title for row in (pont, canal, notes)] == ["Le pont", "Le canal", None]
    assert canal.messages[0].message.startswith("sheet “2021”: ")
    assert (notes.left_out, notes.messages[0].code) == (True, "sheet_left_out")


def test_chosen_sheets(rows: Callable[..., list[Row]]) -> None:
    """By name, whatever its case; a hidden one too, once asked for."""
    data = workbook(_SEVERAL, state=' state="hidden"')
    assert [row.post and row.post.title for row in rows("xlsx", data, sheets=("cachée",))] == ["Secret"]
    found = rows("xlsx", data, sheets=("2021", "2020"))
    assert [row.post and row.post.title for row in found] == ["Le canal", "Le pont"]


def test_sheet_that_is_not_there(rows: Callable[..., list[Row]]) -> None:
    """A mistake of the command line, which says what sheets there are."""
    with pytest.raises(UsageError, match="no sheet “2019”") as caught:
        rows("xlsx", workbook(_SEVERAL), sheets=("2019",))
    assert "2020" in (caught.value.hint or "")


def _lying() -> bytes:
    """Make an archive whose directory says that a sheet of 50 MB has a thousand bytes."""
    data = workbook({"F": sheet({"A1": "Titre", "A2": "a" * 50_000_000})})
    archive = zipfile.ZipFile(io.BytesIO(data))
    size = archive.getinfo("xl/worksheets/s1.xml").file_size
    return data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_GOOD = workbook({"F": sheet({"A1": "Titre", "A2": "Le canal"})})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_OLE + "Workbook".encode("utf-16-le"), "before 2007"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (_GOOD[:-300], "damaged"),
        (b"PK\x03\x04", "damaged"),
        (workbook({"F": sheet({"A1": "Titre"})}, extra={"xl/_rels/workbook.xml.rels": b"<Rel"}), "damaged"),
        (workbook({"F": "<worksheet><sheetData><row"}), "damaged|empty"),
        (workbook({"F": sheet({"A1": "Titre"})}, extra={"xl/bomb.xml": bytes(5_000_000)}), "unpacks to 5 MB"),
        (workbook({"F": sheet({"A1": "Titre"})}, extra={"xl/media/bomb.bin": bytes(201_000_000)}), "unpacks to 201"),
        (_lying(), "damaged"),
        (workbook({"F": sheet({"A1": "Titre", "XFD1048576": "x"})}), "column 16384"),
        (workbook({"F": sheet({"A1": "Jour", "A2": "Le canal"})}), "no column is named"),
        (workbook({"F": sheet({})}), "the table is empty"),
    ],
)
def test_workbook_that_cannot_be(data: bytes, words: str, rows: Callable[..., list[Row]]) -> None:
    """One refused row says what to do; nothing exhausts the memory."""
    [row] = rows("xlsx", data)
    assert (row.post, row.left_out) == (None, False)
    assert re.search(words, row.messages[0].message)
