"""Fragments between the markers of a page; all else of the page stays to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.errors import ParcError
from parccli.render.injection import Page

LATEST = "<section>\n<h2>Dernières actualités</h2>\n</section>\n"


def filled(page: bytes, **fragments: str) -> bytes:
    """The page with its fragments."""
    return Page.read("theme/accueil.php", page).filled(fragments)


def test_a_fragment_stands_between_its_markers() -> None:
    """On lines of its own; what stood there before is gone."""
    page = b"<main>\n<!-- parccli:latest --><p>ancien</p><!-- /parccli:latest -->\n</main>\n"
    assert (
        filled(page, latest=LATEST)
        == (
            "<main>\n<!-- parccli:latest -->\n<section>\n<h2>Dernières actualités</h2>\n</section>\n"
            "<!-- /parccli:latest -->\n</main>\n"
        ).encode()
    )


def test_an_empty_fragment_leaves_nothing() -> None:
    """The markers stay, for the next time."""
    page = b"<!-- parccli:latest -->x<!-- /parccli:latest -->"
    assert filled(page, latest="") == b"<!-- parccli:latest -->\n<!-- /parccli:latest -->"


def test_a_place_without_a_fragment_stays_as_it_is() -> None:
    """Another export fills it in."""
    page = b"<!-- parccli:latest -->x<!-- /parccli:latest --><!-- parccli:newsletter -->y<!-- /parccli:newsletter -->"
    assert filled(page, latest="z\n").endswith(b"<!-- parccli:newsletter -->y<!-- /parccli:newsletter -->")


def test_the_line_ends_are_those_of_the_page() -> None:
    """A page of Windows has no line of Unix in it afterwards."""
    page = b"\xef\xbb\xbf<main>\r\n<!-- parccli:latest -->\r\n<!-- /parccli:latest -->\r\n</main>"
    made = filled(page, latest="<p>a</p>\n<p>b</p>\n")
    assert made == (
        b"\xef\xbb\xbf<main>\r\n<!-- parccli:latest -->\r\n<p>a</p>\r\n<p>b</p>\r\n<!-- /parccli:latest -->\r\n</main>"
    )


def test_a_page_that_is_not_utf_8_reads_right_all_the_same() -> None:
    """Letters beyond ASCII are written as references, which no encoding can spoil."""
    page = "<p>Déjà</p><!-- parccli:latest --><!-- /parccli:latest -->".encode("cp1252")
    assert filled(page, latest="<p>Été\u202f!</p>\n") == (
        b"<p>D\xe9j\xe0</p><!-- parccli:latest -->\n<p>&#201;t&#233;&#8239;!</p>\n<!-- /parccli:latest -->"
    )


@pytest.mark.parametrize(
    "marker", [b"<!--parccli:latest-->", b"<!--  parccli : latest\t-->", b"<!--\nparccli:latest -->"]
)
def test_blanks_in_a_marker_do_not_matter(marker: bytes) -> None:
    """They stay as they are."""
    assert filled(marker + b"<!--/ parccli:latest-->", latest="x\n") == marker + b"\nx\n<!--/ parccli:latest-->"


OPENS, CLOSES = "<!-- parccli:latest -->", "<!-- /parccli:latest -->"


@pytest.mark.parametrize(
    ("page", "line", "message"),
    [
        ("<p>\n</p>", None, "there is no marker"),
        (f"\n{OPENS}\n", 2, "“latest” begins here and never ends"),
        (f"\n\n{CLOSES}", 3, "“latest” ends here and has not begun"),
        (f"{OPENS}\n{OPENS}\n{CLOSES}{CLOSES}", 2, "“latest” begins before “latest” has ended"),
        (f"{OPENS}{CLOSES}\n{OPENS}{CLOSES}", 2, "“latest” begins for the second time"),
        (f"{OPENS}\n<!-- parccli:list/page-1 -->{CLOSES}", 2, "“list/page-1” begins before “latest” has ended"),
        (f"{OPENS}\r\n<!-- /parccli:newsletter -->", 2, "“newsletter” ends here and has not begun"),
        (f"{OPENS}{CLOSES}\n{CLOSES}", 2, "“latest” ends here and has not begun"),
    ],
)
def test_markers_at_fault_are_refused_with_their_line(page: str, line: int | None, message: str) -> None:
    """Missing, doubled, nested, crossed or without an end."""
    with pytest.raises(ParcError) as caught:
        Page.read("theme/accueil.php", page.encode())
    assert (caught.value.path, caught.value.line) == ("theme/accueil.php", line)
    assert message in caught.value.message
    assert "<!-- parccli:" in (caught.value.hint or "")


def test_a_fragment_with_a_marker_is_refused() -> None:
    """The next time it would be one of the page's."""
    with pytest.raises(ParcError, match="holds a marker itself"):
        filled(f"{OPENS}{CLOSES}".encode(), latest=f"<p>{OPENS}</p>\n")


outside = st.binary().filter(lambda data: b"parccli" not in data)
inside = st.text(st.characters(codec="utf-8", exclude_characters="\r"))


@given(outside, inside, outside, inside, outside, inside.map(str.encode))
def test_all_outside_the_markers_stays_and_a_second_time_changes_nothing(
    before: bytes, first: str, between: bytes, second: str, after: bytes, old: bytes
) -> None:
    """Whatever the bytes of the page, and whatever the fragments."""
    parts = (
        before + b"<!-- parccli:a -->",
        b"<!-- /parccli:a -->" + between + b"<!-- parccli:b -->",
        b"<!-- /parccli:b -->" + after,
    )
    page = Page.read("p", old.replace(b"<!--", b"").join(parts))
    made = page.filled({"a": first, "b": second})
    assert made.startswith(parts[0])
    assert made.endswith(parts[2])
    assert parts[1] in made
    again = Page.read("p", made)
    assert again.filled({"a": first, "b": second}) == made
    assert [
        again.data[end.end : start.start] for end, start in zip(again.regions, again.regions[1:], strict=False)
    ] == [parts[1]]
