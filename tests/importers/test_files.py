"""Which addresses of a text are those of files that come with it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parccli.importers.files import with_files
from parccli.importers.row import Material, Row
from parccli.post import Post

FOLDER = {
    "a.pdf": b"%PDF-",
    "b.png": b"\x89PNG\r\n\x1a\n",
    "static/a.pdf": b"%PDF-1",
    "static/b.png": b"\x89PNG\r\n\x1a\n1",
}
PIECES = ["[x](a.pdf)", "[x](/a.pdf)", "![y](/b.png)", "![y](b.png)", "[z]: b.png\n", "![z]", "[z]", "[page](/suite)"]
PIECES += [
    "<img src='/b.png'>",
    '<a href="a.pdf">',
    "<IMG SRC=b.png>",
    "[x](<a.pdf>)",
    "[ailleurs](https://example.org)",
]
PIECES += ["[x]( a.pdf 'titre')", "[note](#n)", "[m](mailto:a@example.org)", " ", "\n\n", "été "]


def row(body: str) -> Row:
    """One whose post has this body."""
    return Row(importer="csv", source="t.csv", post=Post(title="T", date=date(2026, 3, 2), body=body))


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("[le plan](a.pdf)", ["a"]),
        ("[la page](/a.pdf)", []),
        ("![le plan](/b.png)", ["b"]),
        ("![le plan](/b.png) et [la page](/a.pdf)", ["b"]),
        ("[le plan][p]\n\n[p]: a.pdf", ["a"]),
        ('<a href="a.pdf">le plan</a>', ["a"]),
        ("[un site](https://example.org/a.pdf)", []),
    ],
)
def test_a_link_from_the_root_leads_to_a_page_and_a_picture_is_a_file(body: str, names: list[str]) -> None:
    """Wherever else the text has such an address."""
    found = with_files(row(body), Material.of("t.csv", b"", FOLDER.get))
    assert [attachment.name[0] for attachment in found.attachments] == names


@given(st.lists(st.sampled_from(PIECES)).map("".join))
@example("[x](/a.pdf)")
def test_a_picture_elsewhere_in_the_text_changes_nothing(body: str) -> None:
    """Texts without pictures are looked at more quickly: what that finds is what is found otherwise."""
    material = Material.of("t.csv", b"", FOLDER.get)
    alone = with_files(row(body), material)
    beside = with_files(row(f"{body}\n\n![loin](https://example.org/c.png)"), material)
    assert alone.attachments == beside.attachments
    assert [message.message for message in alone.messages] == [message.message for message in beside.messages]
