from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Row


def test_keys_in_french_and_english(rows: Callable[..., list[Row]]) -> None:
    """Keys are read under any name, lists as lists, null as absent."""
    line = '{"titre": "Un", "publié le": "1er mars 2021", "tags": ["eau"], "draft": false, "image": null, "url": "https://www.example.org/un"}'
    [row] = rows("jsonl", line)
    assert row.post is not None
    assert (row.post.title, row.post.date, row.post.tags) == ("Un", date(2021, 3, 1), ("eau",))
    assert (row.post.status, row.says_status, row.url) == ("published", True, "https://www.example.org/un")


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[1]",
        "null",
        '{"title": NaN}',
        '{"title": "a", "title": "b"}',
        '{"title": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"title": ' + "9" * 5_000 + "}",
        '{"title": {"rendered": "a"}}',
        '{"title": "a", "body": ["b"]}',
        '{"title": "a", "tags": [{"name": "b"}]}',
        r'{"title": "a\u0000b"}',
        r'{"title": "a", "tags": ["\ud83d"]}',
        '{"title": "a", "date": "02/26/2021"}',
        '{"title": "a", "titre": "b"}',
    ],
)
def test_bad_line_among_good_ones(bad: str, rows: Callable[..., list[Row]]) -> None:
    """A bad line is refused by its number, and the others come in."""
    found = rows("jsonl", f'{{"title": "avant"}}\n{bad}\n\n{{"title": "après"}}\n')
    assert [(row.number, row.line, row.post is None) for row in found] == [(1, 1, False), (2, 2, True), (4, 4, False)]
