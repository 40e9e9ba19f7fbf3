from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from parccli import importers
from parccli.config import Config
from parccli.importers import IMPORTERS, Material, Options, detect

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Decision, Row
    from parccli.post import PostFile


_BINARY = {path.stem: path.read_bytes() for path in Path(__file__).with_name("samples").iterdir()}
_SAMPLES: dict[str, str | bytes] = _BINARY | {
    "csv": "Titre;Publié le;Contenu\nLe canal;26/02/2021;Rouvert.\nLe pont;31/02/2021;Fermé.\n",
    "json": '[{"title": "Le canal", "date": "2021-02-26", "body": "Rouvert."}, non]',
    "jsonl": '{"title": "Le canal", "date": "2021-02-26", "body": "Rouvert."}\nnon\n',
    "markdown": "# Le canal\n\nRouvert.\n",
    "wxr": (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>Le canal</title>'
        "<pubDate>Fri, 26 Feb 2021 08:00:00 +0000</pubDate></item><item/></channel></rss>"
    ),
    "feed": (
        "<rss><channel><item><title>Le canal</title><description>Rouvert.</description></item>"
        "<item><title>Le pont</title><pubDate>hier</pubDate></item></channel></rss>"
    ),
    "html": "<!doctype html><title>Le canal</title><main><p>Posté le 26 février 2021</p><p>Rouvert.</p></main>",
    "text": "Accueil\nPosté le 26 février 2021\nLe canal\n\nRouvert.\nPosté le 31 février 2021\nLe pont\n",
}


@pytest.mark.parametrize("name", IMPORTERS)
def test_sample_twice(name: str, run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """Importing the same source twice changes nothing, byte for byte."""
    first = run(name, _SAMPLES[name])
    again = run(name, _SAMPLES[name], apply(first))
    assert sum(decision.action == "created" for decision in first) == 1
    assert [decision.action for decision in again] == [
        "unchanged" if decision.action == "created" else decision.action for decision in first
    ]
    assert all(decision.data is None for decision in again)


@pytest.mark.parametrize("name", IMPORTERS)
def test_every_row_is_decided(name: str, rows: Callable[..., list[Row]], run: Callable[..., list[Decision]]) -> None:
    """What is read in is written, or reported as left out: one decision a row, in the order of the source."""
    assert [decision.row.number for decision in run(name, _SAMPLES[name])] == [
        row.number for row in rows(name, _SAMPLES[name])
    ]


@pytest.mark.parametrize("name", IMPORTERS)
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n \n", b"caf\xe9\x81\n", b"\xff\xfe\x00"])
def test_no_text(name: str, data: bytes, rows: Callable[..., list[Row]]) -> None:
    """A file without any text in it is one refused row that says so."""
    [row] = rows(name, data)
    assert (row.post, row.left_out, row.messages[0].code) == (None, False, "source_unreadable")


@pytest.mark.parametrize("name", IMPORTERS)
def test_the_registry_says_what_the_module_says(name: str) -> None:
    """It knows of each, before it is imported, what tells which one a file needs."""
    module = import_module(f"parccli.importers.{name}")
    importer = IMPORTERS[name]
    assert (importer.NAME, importer.SUFFIXES) == (module.NAME, module.SUFFIXES)
    assert (importer.SUMMARY, importer.SHAPE) == (module.SUMMARY, module.SHAPE)


@pytest.mark.parametrize("name", IMPORTERS)
def test_recognised_by_content(name: str) -> None:
    """A source without a telling name is recognised by how it begins."""
    sample = _SAMPLES[name]
    assert detect("-", sample.encode() if isinstance(sample, str) else sample) is IMPORTERS[name]


@pytest.mark.parametrize("name", IMPORTERS)
def test_recognised_by_name(name: str) -> None:
    """The ending of a file's name decides, whatever its case; where several importers share it, the content does."""
    found = [detect(f"liste{suffix.upper()}", b"?") for suffix in IMPORTERS[name].SUFFIXES]
    assert all(importer and set(importer.SUFFIXES) & set(IMPORTERS[name].SUFFIXES) for importer in found)


def test_binary_file_is_nobodys() -> None:
    """What no importer reads is left to the command to refuse."""
    assert detect("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF") is None


def test_two_sources_are_told_apart() -> None:
    """With several sources, a message names its own, and a bad source does not stop the others."""
    lines = b'{"title": "Le canal", "date": "hier"}\n{"title": "Le pont"}'
    batch = [
        (IMPORTERS["csv"], Material.of("vide.csv", b"")),
        (IMPORTERS["jsonl"], Material.of("liste.jsonl", lines)),
    ]
    config = Config(title="Parc des Trois-Canaux", url="https://www.example.org")
    found = list(importers.read(batch, config, Options(today=date(2026, 1, 15))))
    assert [message.message.split(":")[0] for row in found for message in row.messages] == ["vide.csv", "liste.jsonl"]
    assert found[2].post is not None


class _EntryPoint:
    def __init__(self, name: str, module: object) -> None:
        self.name = name
        self.module = module

    def load(self) -> Any:  # noqa: ANN401
        if isinstance(self.module, Exception):
            raise self.module
        return self.module


@pytest.fixture
def _plug_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = type("Stranger", (), {"NAME": "gazette"})
    points = [_EntryPoint("gazette", stranger), _EntryPoint("broken", ImportError("no such module"))]
    monkeypatch.setattr(importers, "entry_points", lambda group: points if group == "parccli.importers" else [])


@pytest.mark.usefixtures("_plug_ins")
def test_third_party() -> None:
    """An installed plug-in is one more importer; one that does not load is named, and breaks nothing."""
    found, broken = importers.discovered()
    assert set(found) == {*IMPORTERS, "gazette"}
    assert broken == ["broken"]
