"""What was found by attacking and fuzzing, and is too small for a place of its own: each case, as it came."""

from __future__ import annotations

import pytest

from parccli.importers import IMPORTERS, Material, read
from tests.samples.posts import SITE
from tests.trust.test_fuzzing import OPTIONS


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("json", b'[{"title": "T", "status": []}]'),
        ("jsonl", b'{"title": "T", "status": {"a": 1}}'),
        ("html", b'<link rel="canonical" href="https://[www.example.org/a/"><h1>T</h1><p>Texte.</p>'),
    ],
)
def test_sources_that_ended_in_a_bug_report(name: str, data: bytes) -> None:
    """A status that is a list; an address with half a bracket."""
    rows = list(read([(IMPORTERS[name], Material(name="source", data=data))], SITE, OPTIONS))
    assert len(rows) == 1
