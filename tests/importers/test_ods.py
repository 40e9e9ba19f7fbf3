from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Row

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def text(value: str) -> str:
    """Write a cell of text."""
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def value(kind: str, attribute: str, formula: str = "") -> str:
    """Write a cell of another type."""
    return f'<table:table-cell {formula} office:value-type="{kind}" office:{attribute}/>'


def row(*cells: str, times: int = 1) -> str:
    """Write a row, or as many alike."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def spreadsheet(*rows: str, manifest: str = "") -> bytes:
    """Write a spreadsheet of one sheet."""
    body = f'<office:spreadsheet><table:table table:name="Feuille1">{"".join(rows)}</table:table></office:spreadsheet>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _TYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        content = f"<office:document-content {_NAMES}><office:body>{body}</office:body></office:document-content>"
        archive.writestr("content.xml", content)
    return data.getvalue()


def test_cells_as_the_spreadsheet_shows_them(rows: Callable[..., list[Row]]) -> None:
    """Days, whole numbers, formulas' values, cells of several lines; the row's number is the spreadsheet's."""
    header = row(*(text(name) for name in ("Titre", "Date", "Mise à jour", "Contenu", "Auteur")))
    line = row(
        value("float", 'value="42"', 'table:formula="of:=21*2"'),
        value("date", 'date-value="2021-02-26"'),
        value("date", 'date-value="2021-02-26T12:00:00"'),
        text("Un</text:p><text:p/><text:p>Deux"),
        text("Le Parc"),
    )
    end = row('<table:table-cell table:number-columns-repeated="16384"/>', times=1_048_570)
    [found] = rows("ods", spreadsheet(row("<table:table-cell/>", times=2), header, line, end))
    assert found.post is not None
    assert (found.number, found.post.title, found.post.date) == (4, "42", date(2021, 2, 26))
    assert found.post.updated == datetime(2021, 2, 26, 12)  # noqa: DTZ001 -- the site's own time
    assert found.post.body == "Un\n\nDeux"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (spreadsheet(row(text("Titre")))[:-200], "damaged"),
        (spreadsheet(row(text("Titre")), manifest="<encryption-data/>"), "password"),
        (spreadsheet(row(text("Titre")), row(text("x") * 11, times=1_000_000)), "row 1000001"),
        (spreadsheet(row(text("Titre")), row(text("Le canal</b>"))), "damaged"),
        (spreadsheet(row(text("Jour"))), "no column is named"),
    ],
)
def test_spreadsheet_that_cannot_be(data: bytes, words: str, rows: Callable[..., list[Row]]) -> None:
    """One refused row says what to do; nothing exhausts the memory."""
    [found] = rows("ods", data)
    assert (found.post, found.left_out) == (None, False)
    assert words in found.messages[0].message
