from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError, UsageError
from parccli.preview.frame import Frame

if TYPE_CHECKING:
    from pathlib import Path


def saved(tmp_path: Path, data: bytes) -> Path:
    """A saved page, with what a browser saves beside it, and a secret elsewhere."""
    page = tmp_path / "Actualités.html"
    page.write_bytes(data)
    (tmp_path / "Actualités_fichiers").mkdir()
    (tmp_path / "Actualités_fichiers/site.css").write_text("a{}", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return page


def test_what_is_looked_at_takes_the_place_of_the_marker(tmp_path: Path) -> None:
    """The rest of the page stays to the byte, backslashes of the text included."""
    frame = Frame.open(saved(tmp_path, b"<main>\r\n<!--parccli-->\r\n</main>"))
    assert frame.around(r"<p>\1 été</p>") == r"<main>{0}<p>\1 été</p>{0}</main>".format("\r\n").encode()


def test_a_page_in_another_encoding_stays_in_it(tmp_path: Path) -> None:
    """Letters beyond ASCII are references there."""
    frame = Frame.open(saved(tmp_path, "é<!-- parccli -->".encode("cp1252")))
    assert not frame.is_utf_8
    assert frame.around("è") == b"\xe9&#232;"


def test_fragments_stand_between_their_own_markers(tmp_path: Path) -> None:
    """As in the page of the site that an export fills in."""
    page = saved(tmp_path, b"<!-- parccli --><!-- parccli:latest -->x<!-- /parccli:latest -->")
    made = Frame.open(page).around("<p>ici</p>", {"fragments/latest.html": "<p>neuf</p>\n"})
    assert made == b"<p>ici</p><!-- parccli:latest -->\n<p>neuf</p>\n<!-- /parccli:latest -->"


@pytest.mark.parametrize("data", [b"<main></main>", b"<!-- parccli --><!-- parccli -->", b"<!-- parccli:latest -->"])
def test_a_page_must_have_the_marker_once(tmp_path: Path, data: bytes) -> None:
    """Or nobody knows where an article stands."""
    with pytest.raises(UsageError, match="must be there once"):
        Frame.open(saved(tmp_path, data))


def test_a_page_that_is_not_there_is_named(tmp_path: Path) -> None:
    """By its path."""
    with pytest.raises(ParcError, match="it is not there"):
        Frame.open(tmp_path / "absente.html")


@pytest.mark.parametrize(
    "path",
    [
        "secret.txt",
        "Actualités.html",
        "Actualités_fichiers/../secret.txt",
        "Actualités_fichiers/lien",
        "Actualités_fichiers/",
        "Actualités_fichiers",
        "Actualités_fichiers/a\0b",
        "/etc/passwd",
        "../secret.txt",
        "Actualités_/../../secret.txt",
    ],
)
def test_only_what_was_saved_with_the_page_is_given(tmp_path: Path, path: str) -> None:
    """No path leads out of its folder, nor does a link."""
    frame = Frame.open(saved(tmp_path, b"<!-- parccli -->"))
    (tmp_path / "Actualités_fichiers/lien").symlink_to(tmp_path / "secret.txt")
    assert frame.companion(path) is None
    assert frame.companion("Actualités_fichiers/site.css") == (b"a{}", "text/css")
    assert Frame.plain("fr").companion(path) is None
