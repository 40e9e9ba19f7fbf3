"""Positions and edits of a text file as stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.errors import ParcError
from parccli.source import Edit, Source


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


FILES = st.binary().filter(_is_utf8) | st.text().map(lambda text: text.encode("utf-8", "replace"))


@given(FILES)
def test_decoding_and_encoding_give_the_same_bytes(data: bytes) -> None:
    """A byte order mark, CRLF and a missing last newline survive."""
    assert Source.decode("a.md", data).encode() == data


def test_lines_end_at_lf_and_crlf_only() -> None:
    """A form feed, U+2028 and a lone CR do not start a line: no editor shows one there."""
    source = Source("a.md", "a\fb\u2028c\rd\r\nÉté 😀 !\nfin")
    assert source.position(source.text.index("É")) == (2, 1)
    assert source.position(source.text.index("!")) == (2, 7)
    assert source.position(len(source.text)) == (3, 4)
    assert source.line(1) == "a\fb\u2028c\rd"
    assert source.line(2) == "Été 😀 !"
    assert source.line(3) == "fin"


def test_a_byte_order_mark_counts_nothing() -> None:
    """Positions are those of the text that follows it."""
    source = Source.decode("a.md", b"\xef\xbb\xbfabc")
    assert source.bom
    assert source.position(source.text.index("a")) == (1, 1)


def test_a_file_that_is_not_utf8_names_the_line_and_the_byte() -> None:
    """« é » in Windows' old encoding is one byte that UTF-8 cannot read."""
    with pytest.raises(ParcError) as caught:
        Source.decode("posts/a.md", "titre: Parc\nchapô: été".encode("cp1252"))
    assert caught.value.where == "posts/a.md:2"
    assert "0xf4" in caught.value.message


def test_edits_change_nothing_outside_them() -> None:
    """They are applied whatever their order, and may insert, replace and delete."""
    edits = [Edit(start=6, end=7, text=""), Edit(start=0, end=1, text="À"), Edit(start=5, end=5, text="!")]
    assert Source("a.md", "abcdefgh", bom=True).edited(edits) == Source("a.md", "Àbcde!fh", bom=True)


def test_overlapping_edits_are_a_bug_not_a_result() -> None:
    """Two edits of the same characters have no right answer."""
    with pytest.raises(ValueError, match="overlapping"):
        Source("a.md", "abc").edited([Edit(start=0, end=2, text="x"), Edit(start=1, end=3, text="y")])


@pytest.mark.parametrize(("text", "newline"), [("a\r\nb\n", "\r\n"), ("a\nb\r\n", "\n"), ("a", "\n"), ("\nb", "\n")])
def test_the_first_line_decides_how_new_lines_end(text: str, newline: str) -> None:
    """A line that is added looks like its neighbours."""
    assert Source("a.md", text).newline == newline
