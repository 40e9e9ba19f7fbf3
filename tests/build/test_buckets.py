"""Values by name, kept as a few texts."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.build import buckets
from parccli.folder.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

VALUES = {f"posts/{number}.md": [f"posts/{number}.md", number] for number in range(300)}


def to_text(values: Iterable[list[Any]]) -> str:
    """Write values."""
    return json.dumps(list(values))


def by_name(values: Iterable[list[Any]]) -> dict[str, list[Any]]:
    """Values by name."""
    return {value[0]: value for value in values}


def test_what_is_kept_comes_back_and_one_change_writes_one_text(tmp_path: Path) -> None:
    """Its neighbours stay what they were."""
    with Cache(tmp_path / "c.sqlite", "1") as cache:
        cache.put("k", buckets.changed({}, VALUES, to_text))
        before = by_name(buckets.kept(cache, "k", json.loads))
        assert before == VALUES
        now = before | {"posts/7.md": ["posts/7.md", "autre"]}
        texts = list(buckets.changed(before, now, to_text))
        assert [name for name, _text in texts] == [f"{buckets.bucket_of('posts/7.md'):02}"]
        cache.put("k", texts)
        assert by_name(buckets.kept(cache, "k", json.loads)) == now
        assert list(buckets.changed(now, dict(now), to_text)) == []


@given(st.dictionaries(st.text(max_size=3), st.integers()), st.dictionaries(st.text(max_size=3), st.integers()))
def test_any_change_can_be_kept(first: dict[str, int], second: dict[str, int]) -> None:
    """Values that come, go and change."""
    before = {name: [name, value] for name, value in first.items()}
    now = {name: before[name] if first.get(name) == value else [name, value] for name, value in second.items()}
    texts = dict(buckets.changed({}, before, to_text)) | dict(buckets.changed(before, now, to_text))
    assert by_name(value for text in texts.values() for value in json.loads(text)) == now


def test_a_lost_text_takes_its_values_with_it(tmp_path: Path) -> None:
    """The others are there; what is written next brings them all back."""
    place = tmp_path / "c.sqlite"
    with Cache(place, "1") as cache:
        cache.put("k", buckets.changed({}, VALUES, to_text))
    lost = buckets.bucket_of("posts/7.md")
    with sqlite3.connect(place) as database:
        database.execute("UPDATE texts SET text = '[]' WHERE kind = 'k' AND name = ?", (f"{lost:02}",))
    database.close()
    with Cache(place, "1") as cache:
        left = by_name(buckets.kept(cache, "k", json.loads))
        assert left == {name: value for name, value in VALUES.items() if buckets.bucket_of(name) != lost}
        cache.put("k", buckets.changed(left, left | {n: v for n, v in VALUES.items() if n not in left}, to_text))
        assert by_name(buckets.kept(cache, "k", json.loads)) == VALUES


def test_a_few_are_read_and_kept_with_their_neighbours_alone(tmp_path: Path) -> None:
    """The other texts are as they were; what is not there is not found."""
    pairs = lambda text: ((value[0], value) for value in json.loads(text))  # noqa: E731
    with Cache(tmp_path / "c.sqlite", "1") as cache:
        cache.put("k", buckets.changed({}, VALUES, to_text))
        before = dict(cache.every("k"))
        few = buckets.Few(cache, "k", pairs)
        assert few["posts/7.md"] == ["posts/7.md", 7]
        with pytest.raises(KeyError):
            few["posts/absent.md"]
        few["posts/7.md"] = ["posts/7.md", "autre"]
        few.keep(["posts/7.md"], to_text)
        after = dict(cache.every("k"))
        assert [name for name in after if after[name] != before[name]] == [f"{buckets.bucket_of('posts/7.md'):02}"]
        now = VALUES | {"posts/7.md": ["posts/7.md", "autre"]}
        assert by_name(buckets.kept(cache, "k", json.loads)) == now
        cache.put("k", [(f"{buckets.bucket_of('posts/7.md'):02}", "damaged")])
        with pytest.raises(KeyError):
            buckets.Few(cache, "k", pairs)["posts/7.md"]
