"""What was found by attacking and fuzzing, and is too small for a place of its own: each case, as it came."""

from __future__ import annotations

import pytest

from parccli.importers import IMPORTERS, Material, read
from tests.samples.posts import SITE
from tests.trust.test_fuzzing import OPTIONS

ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://- [ ]www.example.org/"><entry><id>urn:x:1</id>'
    b'<title>Le quai</title><link href="quai"/><updated>2025-09-02T08:00:00Z</updated></entry></feed>'
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("json", b'[{"title": "T", "status": []}]'),
        ("jsonl", b'{"title": "T", "status": {"a": 1}}'),
        ("feed", ATOM),
        ("html", b'<link rel="canonical" href="https://[www.example.org/a/"><h1>T</h1><p>Texte.</p>'),
    ],
)
def test_sources_that_ended_in_a_bug_report(name: str, data: bytes) -> None:
    """A status that is a list; an address with half a bracket."""
    rows = list(read([(IMPORTERS[name], Material.of("source", data))], SITE, OPTIONS))
    assert len(rows) == 1


@pytest.mark.parametrize("levels", [99, 101])
@pytest.mark.parametrize("name", ["json", "jsonl", "feed"])
def test_json_has_a_hundred_levels_at_most(name: str, levels: int) -> None:
    """One that is deeper is refused in words; the others are read."""
    deep = "[" * (levels - 1) + "]" * (levels - 1)
    if name == "feed":
        item = f'{{"id": "1", "title": "T", "x": {deep[1:-1]}}}'
        data = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{item}]}}'
    else:
        data = f'{{"title": "T", "x": {deep}}}'
        data = f"[{data}]" if name == "json" else data
    [row] = read([(IMPORTERS[name], Material.of("source", data.encode()))], SITE, OPTIONS)
    assert (row.post is not None) == (levels < 100)
