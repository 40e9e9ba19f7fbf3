from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.folder.manifest import (
    Entry,
    ForeignError,
    Lines,
    entry_line,
    journal_of_lines,
    read_journal,
    read_manifest,
    write_manifest,
)

RSS = Entry.of(b"<rss/>", None, None)
PAGE = Entry.of("<p>Été</p>".encode(), "posts/été.md", "urn:a")


def test_the_manifest_is_sorted_one_line_a_file() -> None:
    """The shape that other programs rely on."""
    assert write_manifest({"fragments/été.html": PAGE, "feeds/rss.xml": RSS}).decode() == (
        '{"version": 1, "files": {\n'
        '"feeds/rss.xml": {"sha256": "b8a3805e669decf7180d8c7f4af5d4706d615d0678c424bd1c6b853def3bf3d2",'
        ' "bytes": 6, "source": null, "id": null},\n'
        '"fragments/été.html": {"sha256": "7c085bb44475ecb5110ffab40d8c5559f96e31c3b5eded2af622cc5d5204f59a",'
        ' "bytes": 12, "source": "posts/été.md", "id": "urn:a"}\n'
        "}}\n"
    )


ENTRIES = st.builds(Entry.of, st.binary(max_size=8), st.none() | st.just("posts/a.md"), st.none() | st.text(max_size=5))
PATHS = st.from_regex(r"[a-z]{4,6}(/[a-zé ]{4,6}z){0,2}", fullmatch=True)


@given(st.dictionaries(PATHS, ENTRIES, max_size=5))
def test_what_is_written_is_read_back(files: dict[str, Entry]) -> None:
    """And is JSON that any program reads."""
    data = write_manifest(files)
    assert json.loads(data)["version"] == 1
    assert read_manifest(data) == files


@given(st.dictionaries(PATHS, ENTRIES, max_size=9), st.data())
def test_lines_are_found_and_replaced_in_the_bytes(files: dict[str, Entry], data: st.DataObject) -> None:
    """As if the manifest were read and written whole: `a b` stands before `a`, as paths are sorted, not lines."""
    files |= dict.fromkeys(("aaaa", "aaaa b", "aaaa!z", "aaaa-b"), RSS)
    lines = Lines(write_manifest(files))
    assert (list(lines), len(lines)) == (sorted(files), len(files))
    assert {path: lines[path] for path in files} == {path: entry_line(path, entry) for path, entry in files.items()}
    assert not [path for path in ("", "a", "aaaa ", "zzzzzzz") if path in lines]
    other = dict.fromkeys(data.draw(st.sets(st.sampled_from(sorted(files)))), PAGE)
    replaced = lines.replaced({path: entry_line(path, entry) for path, entry in other.items()})
    assert replaced == write_manifest(files | other)
    with pytest.raises(KeyError):
        lines.replaced({"absent": entry_line("absent", RSS)})


def test_what_is_no_manifest_of_parccli_has_no_lines() -> None:
    """Even if it is JSON."""
    for data in (b"", b'{"version": 1, "files": {}}'):
        with pytest.raises(ValueError, match=r"^b"):
            Lines(data)
    assert dict(Lines(write_manifest({}))) == {}


@given(st.lists(st.tuples(PATHS, ENTRIES), max_size=6))
def test_a_journal_keeps_every_content_that_a_path_may_have(entries: list[tuple[str, Entry]]) -> None:
    """Two runs that died may each have written it."""
    data = journal_of_lines(entry_line(path, entry) for path, entry in entries)
    assert sorted(read_journal(data), key=repr) == sorted(entries, key=repr)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<<<<<<< HEAD\n",
        b"\xff",
        b'{"version": 1, "files": {"a": 1}}',
        b'{"version": 1, "files": {"a": {"sha256": "x", "bytes": "6", "source": null, "id": null}}}',
        b'{"version": 1, "files": {"../posts/a.md": {"sha256": "x", "bytes": 6, "source": null, "id": null}}}',
        b'{"version": 1, "files": {"/etc/passwd": {"sha256": "x", "bytes": 6, "source": null, "id": null}}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_manifest_tells_nothing(data: bytes) -> None:
    """A path that leads elsewhere makes all of it unbelievable: it says what may be deleted."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- any, but not the one below
        read_manifest(data)
    assert not isinstance(caught.value, ForeignError)


@pytest.mark.parametrize(
    "data", [b'{"name": "Parc", "icons": []}', b'{"version": 2, "files": {}}', b"[]", b'{"version": 1, "files": []}']
)
def test_a_manifest_of_another_program_is_known_as_such(data: bytes) -> None:
    """A web application has a manifest.json too."""
    with pytest.raises(ForeignError):
        read_manifest(data)
