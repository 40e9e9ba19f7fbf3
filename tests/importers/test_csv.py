from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from parccli.config import Config
from parccli.errors import UsageError
from parccli.importers import IMPORTERS, Material, Options, parse_mapping, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Row

_TABLE = "Titre;Publié le;Mots-clés\nL’été au Parc;26/02/2021;eau, été\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_whatever_saved_it(encoding: str, newline: str, delimiter: str, rows: Callable[..., list[Row]]) -> None:
    """Encoding, line ends and separator make no difference."""
    data = _TABLE.replace("\n", newline).replace(";", delimiter).encode(encoding)
    [row] = rows("csv", data)
    assert row.post is not None
    assert (row.number, row.line) == (2, 2)
    assert (row.post.title, row.post.date, row.post.tags) == ("L’été au Parc", date(2021, 2, 26), ("eau", "été"))


def test_commas_and_quotes(rows: Callable[..., list[Row]]) -> None:
    """Separators inside quotation marks separate nothing, and doubled marks are one."""
    [row] = rows("csv", 'title,"summary; long",date\n"Le ""canal"", rouvert",,2021-02-26\n')
    assert row.post is not None
    assert row.post.title == 'Le "canal", rouvert'


def test_announced_separator(rows: Callable[..., list[Row]]) -> None:
    """Excel's own first line names the separator, and counts as no row."""
    [row] = rows("csv", "sep=,\ntitle,summary\nUn;deux,Trois\n")
    assert row.post is not None
    assert (row.number, row.line, row.post.title) == (2, 3, "Un;deux")


def test_newlines_in_cells(rows: Callable[..., list[Row]]) -> None:
    """A cell of several lines keeps them, and the next row has the right numbers."""
    first, second = rows("csv", 'Titre;Contenu\nUn;"Ligne 1\n\nLigne 2"\n\nDeux;x\n')
    assert first.post is not None
    assert first.post.body == "Ligne 1\n\nLigne 2"
    assert [(row.number, row.line) for row in (first, second)] == [(2, 2), (4, 6)]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("Un;2021-02-26", "row_ragged"),
        ("Un;2021-02-26;x;de trop", "row_ragged"),
        ("Un;02/26/2021;x", "date_unreadable"),
        ("Un;31/02/2021;x", "date_unreadable"),
        ("Un;99999999;x", "date_unreadable"),
        ("Un;2021;x", "date_unreadable"),
        ("Un;00060;x", "date_unreadable"),
        ("U\0n;2021-02-26;x", "value_unreadable"),
        ('"Un"e;2021-02-26;x', "row_unreadable"),
        ('"Un;2021-02-26;x', "row_unreadable"),
    ],
)
def test_bad_row_among_good_ones(bad: str, code: str, rows: Callable[..., list[Row]]) -> None:
    """A bad row is refused by its number, and the others come in."""
    found = rows("csv", f"Titre;Date;Contenu\nAvant;2021-02-25;a\n{bad}\nAprès;2021-02-27;b\n")
    assert [(row.number, row.line, row.post is None) for row in found] == [(2, 2, False), (3, 3, True), (4, 4, False)]
    assert found[1].messages[0].code == code


def test_empty_cells_at_the_end(rows: Callable[..., list[Row]]) -> None:
    """Separators after the last column, as spreadsheets leave them, are no fault; empty rows are no rows."""
    [row] = rows("csv", "Titre;Date;;\nUn;2021-02-26;;\n;;;\n\n")
    assert row.post is not None


def test_excel_day_numbers(rows: Callable[..., list[Row]]) -> None:
    """A date that has lost its format in Excel is still that day."""
    [row] = rows("csv", "Titre;Date\nUn;44253\n")
    assert row.post is not None
    assert row.post.date == date(2021, 2, 26)


@pytest.mark.parametrize(
    ("header", "words"),
    [("Nom;Jour", '--map "Nom=title"'), ("Titre;Jour;titre", "“titre” stands twice"), ('"Titre;Jour', "not closed")],
)
def test_header_that_cannot_be(header: str, words: str, rows: Callable[..., list[Row]]) -> None:
    """Without a header that names the columns, nothing is guessed."""
    [row] = rows("csv", f"{header}\nUn;2021-02-26\n")
    assert (row.post, row.line) == (None, 1)
    assert words in row.messages[0].message


def test_unknown_column_is_named_once(rows: Callable[..., list[Row]]) -> None:
    """A column that no post has is left out, and said so with the first row that fills it."""
    found = rows("csv", "Titre;Sumary;Budget\nUn;;\nDeux;b;1\nTrois;c;2\n")
    assert [[message.code for message in row.messages] for row in found] == [[], ["key_unknown", "key_unknown"], []]
    assert "did you mean “summary”" in found[1].messages[0].message


def test_mapped_columns(rows: Callable[..., list[Row]]) -> None:
    """--map gives a column its key, and goes before what other columns are called."""
    mapping = parse_mapping(["intitule long=title", "Lien web=url"])
    [row] = rows("csv", "Titre;Intitulé long;Lien web\nA;B;https://www.example.org/b\n", mapping=mapping)
    assert row.post is not None
    assert (row.post.title, row.url) == ("B", "https://www.example.org/b")


def test_mapped_column_that_is_not_there(rows: Callable[..., list[Row]]) -> None:
    """A column that --map names and the table lacks is a mistake of the command line."""
    with pytest.raises(UsageError, match="no column “jour”") as caught:
        rows("csv", _TABLE, name="liste.csv", mapping=parse_mapping(["Jour=date"]))
    assert caught.value.where == "liste.csv:1"


def test_table_without_any_cell(rows: Callable[..., list[Row]]) -> None:
    """Separators alone make no table."""
    [row] = rows("csv", ";;\n ; ;\n")
    assert (row.post, row.messages[0].message) == (None, "the table is empty")


@pytest.mark.parametrize("text", ["Jour", "=date", "Jour=daet", "Jour=source"])
def test_mapping_that_cannot_be(text: str) -> None:
    """--map names a column and a key that posts have."""
    with pytest.raises(UsageError):
        parse_mapping([text])


def test_pictures_beside_the_list() -> None:
    """A picture that a row names by a path from the list comes beside the post; an address stays."""
    text = (
        "Titre;Photo;Contenu\nUn;photos/Quai nord.jpg;Voir [le plan](plan.pdf).\nDeux;https://www.example.org/a.jpg;\n"
    )
    files = {"listes/photos/Quai nord.jpg": b"quai", "listes/plan.pdf": b"plan"}
    material = Material.of("listes/actus.csv", text.encode(), files.get)
    config = Config(title="Parc des Trois-Canaux", url="https://www.example.org")
    first, second = read([(IMPORTERS["csv"], material)], config, Options(today=date(2026, 1, 15)))
    assert first.post is not None
    assert second.post is not None
    assert first.post.image == first.attachments[0].name == "quai-nord-3233fc4b.jpg"
    assert first.post.body == f"Voir [le plan]({first.attachments[1].name})."
    assert (second.post.image, second.attachments) == ("https://www.example.org/a.jpg", ())


def test_long_cell(rows: Callable[..., list[Row]]) -> None:
    """A whole page with its tables fits in a cell, which is more than the library allows by itself."""
    [row] = rows("csv", f"Titre;Contenu\nUn;{'a' * 200_000}\n")
    assert row.post is not None
    assert len(row.post.body) == 200_000


def test_banner_above_the_header(rows: Callable[..., list[Row]]) -> None:
    """A line above the names of the columns is left out, and counted."""
    banner, row = rows("csv", "Actualités de 2021;\n;\nTitre;Date\nUn;2021-02-26\n")
    assert (banner.number, banner.left_out, row.number, row.post is None) == (1, True, 4, False)


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["", 'Avant;"jamais fermé\n'])
def test_fifty_megabytes(fault: str, rows: Callable[..., list[Row]]) -> None:
    """Every row of a large table comes in, after a quotation mark that is never closed too."""
    found = rows("csv", "Titre;Contenu\n" + fault + f"Un;{'a' * 5_000}\n" * 10_000)
    assert sum(row.post is not None for row in found) == 10_000
    assert len(found) == 10_000 + bool(fault)


@pytest.mark.parametrize("above", ["", "sep=;\n", "\n\n"])
def test_rows_have_their_numbers_and_lines_before_a_fault_and_after(above: str, rows: Callable[..., list[Row]]) -> None:
    """A row may be several lines, and so may be the one with the fault, of which only the first is given up."""
    found = rows(
        "csv", above + 'Titre;Contenu\nUn;"a\nb"\n\nDeux;c\nAvant;"jamais\nTrois;d\nQuatre;"e\n\n\nf"\nCinq;g\n'
    )
    told = [(row.number, row.line, row.post.title if row.post else row.messages[0].code) for row in found]
    first = {"": 0, "sep=;\n": 0, "\n\n": 2}[above]
    assert told == [
        (first + number, len(above.splitlines()) + line, title)
        for number, line, title in [
            (2, 2, "Un"),
            (4, 5, "Deux"),
            (5, 6, "row_unreadable"),
            (6, 7, "Trois"),
            (7, 8, "Quatre"),
            (8, 12, "Cinq"),
        ]
    ]
