from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from parccli import i18n
from parccli.errors import UsageError
from parccli.importers import IMPORTERS, Shape, rejects, rejects_shape, report

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Decision, Outline

_TABLE = "Titre;Date\nUn;2021-02-26\nDeux;31/02/2021\n"


def outlined(decisions: list[Decision]) -> list[Outline]:
    """Give what reports are made of."""
    return [decision.outline() for decision in decisions]


def test_report(run: Callable[..., list[Decision]]) -> None:
    """The report has the counters and the rows that scripts rely on."""
    told = report(outlined(run("csv", _TABLE)), ["liste.csv"])
    rows = told.pop("rows")
    assert told == {
        "source": ["liste.csv"],
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "refused": 1,
        "conflicts": 0,
    }
    assert [(row["row"], row["line"], row["action"], row["path"]) for row in rows] == [
        (2, 2, "created", "posts/2021/2021-02-26-un.md"),
        (3, 3, "refused", None),
    ]
    assert rows[0]["id"].startswith("urn:uuid:")
    assert rows[1]["messages"][0]["code"] == "date_unreadable"


def test_rejected_rows_of_a_table(run: Callable[..., list[Decision]]) -> None:
    """The bad rows alone come back under their header, with the reason in a last column."""
    lines = rejects(outlined(run("csv", _TABLE)), Shape.TABLE, language="en").decode().splitlines()
    assert lines[0] == "Titre,Date,reason"
    assert lines[1].startswith("Deux,31/02/2021,")
    assert len(lines) == 2


def test_rejected_rows_open_in_french_excel(run: Callable[..., list[Decision]]) -> None:
    """In French they have what Excel there needs to open them."""
    i18n.bind("fr", environ=os.environ)
    data = rejects(outlined(run("csv", _TABLE)), Shape.TABLE, language="fr")
    assert data.startswith("\ufeffTitre;Date;".encode())


def test_rejected_rows_can_be_imported(run: Callable[..., list[Decision]]) -> None:
    """Once corrected, the file of bad rows is a source like any other."""
    data = rejects(outlined(run("csv", _TABLE)), Shape.TABLE, language="en").replace(b"31/02", b"28/02")
    assert [decision.action for decision in run("csv", data)] == ["created"]


def test_ragged_row_keeps_its_cells(run: Callable[..., list[Decision]]) -> None:
    """A row with too many cells loses none of them."""
    data = rejects(outlined(run("csv", "Titre;Date\nUn;2021-02-26;x;y\n")), Shape.TABLE, language="en").decode()
    assert data.splitlines()[0] == "Titre,Date,,,reason"
    assert data.splitlines()[1].startswith("Un,2021-02-26,x,y,")


def test_rejected_lines_of_json(run: Callable[..., list[Decision]]) -> None:
    """Bad objects come back with a reason; a line that is no object comes back as a text."""
    text = '{"title": "é", "date": "hier"}\nnon\n{"title": "\\ud83d"}\n{"title": "ok"}\n'
    lines = rejects(outlined(run("jsonl", text)), Shape.JSON, language="en").decode().splitlines()
    assert [line.split(', "reason"')[0] for line in lines] == [
        '{"title": "é", "date": "hier"',
        '{"line": "non"',
        '{"title": "\\ud83d"',
    ]


def test_shape_of_rejects() -> None:
    """Tables give a table, JSON gives JSON, and the rest is refused before anything is done."""
    assert rejects_shape([IMPORTERS["csv"]]) is Shape.TABLE
    assert rejects_shape([IMPORTERS["jsonl"]]) is Shape.JSON
    for names in (["text"], ["markdown"], ["csv", "jsonl"]):
        with pytest.raises(UsageError):
            rejects_shape([IMPORTERS[name] for name in names])
