from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.config import Config
from parccli.importers import IMPORTERS, detect
from parccli.importers.row import Material, Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Row

_CONFIG = Config(title="Parc", url="https://www.example.org")


@pytest.mark.parametrize(
    "text",
    [
        '[{"titre": "Un"}, {"titre": "Deux"}]',
        '{"articles": [{"titre": "Un"}, {"titre": "Deux"},], "total": 2}',
        '\ufeff[\n  {"titre": "Un", "x": {"y": [1, "]"]}},\n  {"titre": "Deux"}\n]\n',
    ],
)
def test_list_of_objects(text: str, rows: Callable[..., list[Row]]) -> None:
    """Alone, or the one list in an object; brackets in texts are no brackets."""
    assert [row.post and row.post.title for row in rows("json", text)] == ["Un", "Deux"]


def test_single_object(rows: Callable[..., list[Row]]) -> None:
    """With a title, it is a post, whatever lists it holds."""
    [row] = rows("json", '{"title": "Un", "images": [{"src": "a"}]}')
    assert row.post is not None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_whatever_saved_it(encoding: str, rows: Callable[..., list[Row]]) -> None:
    """The encoding makes no difference, also when it is recognised by its content."""
    data = '[{"titre": "L’été"}]'.encode(encoding)
    [row] = rows("json", data)
    assert row.post is not None
    assert row.post.title == "L’été"
    assert detect("-", data) is IMPORTERS["json"]


@pytest.mark.parametrize(
    "bad",
    [
        '{"title": NaN}',
        '{"title": "a", "title": "b"}',
        '{"title": }',
        "{'title': 'a'}",
        '{"title": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"title": ' + "9" * 5_000 + "}",
        '{"title": {"rendered": "a"}}',
        '"texte"',
        r'{"title": "a\u0000b"}',
        r'{"title": "\ud83d"}',
        '{"title": "a", "date": "02/26/2021"}',
    ],
)
def test_bad_object_among_good_ones(bad: str, rows: Callable[..., list[Row]]) -> None:
    """It is refused by its place in the list and its line, and the others come in."""
    found = rows("json", f'[\n{{"title": "avant"}},\n{bad},\n{{"title":\n"après"}}\n]')
    assert [(row.number, row.line, row.post is None) for row in found] == [(1, 2, False), (2, 3, True), (3, 4, False)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{"title": "Un"}, {"title": "De', "line|column|cut off"),
        ('[{"title": "Un"}', "cut off"),
        ('[{"title": "Un"}] fin', "something follows"),
    ],
)
def test_what_stands_before_a_fault_comes_in(text: str, words: str, rows: Callable[..., list[Row]]) -> None:
    """And the fault is a refused row."""
    found = rows("json", text)
    assert found[0].post is not None
    assert found[-1].post is None
    assert any(word in found[-1].messages[0].message for word in words.split("|"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("42", "no JSON"),
        ('{"title": "Un"}\n{"title": "Deux"}\n', "--from jsonl"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}]}', "--from feed"),
        ('{"actus": [{"title": "a"}], "agenda": [{"title": "b"}]}', "several lists"),
    ],
)
def test_file_that_is_something_else(text: str, words: str, rows: Callable[..., list[Row]]) -> None:
    """One refused row says what to do."""
    [row] = rows("json", text)
    assert row.post is None
    assert words in row.messages[0].message


def test_what_list_prints(rows: Callable[..., list[Row]]) -> None:
    """`parccli list --format json`: what is scheduled is published with its date, what has expired is not public."""
    listed = [
        {"id": "urn:example:1", "title": "Un", "date": "2999-09-01", "status": "scheduled", "path": "posts/un.md"},
        {"id": "urn:example:2", "title": "Deux", "date": "2021-09-01", "status": "expired", "path": "posts/deux.md"},
    ]
    found = rows("json", json.dumps(listed, indent=2))
    assert [row.post and row.post.status for row in found] == ["published", "archived"]


@given(
    st.lists(st.dictionaries(st.text(max_size=5), st.text() | st.lists(st.text(max_size=3))), max_size=5), st.booleans()
)
def test_every_object_is_a_row(objects: list[dict[str, object]], indented: bool) -> None:
    """Whatever the texts hold, each object is cut out whole and stands on the line told."""
    text = json.dumps(objects, ensure_ascii=False, indent=2 if indented else None)
    material = Material.of("-", text.encode("utf-8", "surrogatepass"))
    found = list(IMPORTERS["json"].read(material, _CONFIG, Options(today=date(2026, 1, 15))))
    assert [json.loads(row.original) for row in found if isinstance(row.original, str)] == objects


@pytest.mark.slow
def test_fifty_megabytes(rows: Callable[..., list[Row]]) -> None:
    """Every object of a large list comes in."""
    objects = ",".join(f'{{"title": "Titre {number}", "body": "{"a, [b] " * 700}"}}' for number in range(10_000))
    assert sum(row.post is not None for row in rows("json", f"[{objects}]")) == 10_000
