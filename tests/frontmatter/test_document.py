"""Front matter read as written, with positions; every trap that a person falls into."""

from __future__ import annotations

import pytest

from parccli.frontmatter import Document, FrontMatterError, Items, Pairs, Scalar, parse, text_of
from parccli.source import Source


def read(header: str, body: str = "") -> Document:
    """A post with that header."""
    return parse(Source("posts/a.md", f"---\n{header}\n---\n{body}"))


@pytest.mark.parametrize(
    "written", ["No", "12:30", "0012", "2025", "1e3", "yes", "0x1F", "2021-02-30", "1_000", "=", "<<"]
)
def test_plain_values_are_read_as_written(written: str) -> None:
    """YAML's guesses (False, 750, 10, …) are not the person's."""
    entry = read(f"title: {written}").entry("title")
    assert entry is not None
    assert text_of(entry.node) == written


@pytest.mark.parametrize("written", ["", "~", "null", "# only a comment"])
def test_absent_values_are_none(written: str) -> None:
    """An empty value is no text."""
    entry = read(f"title: {written}").entry("title")
    assert entry is not None
    assert text_of(entry.node) is None


def test_values_know_where_they_stand() -> None:
    """Offsets are those of the file's text: emoji and no-break spaces count one, the BOM none."""
    text = "---\r\ntitre: « L’eau » 😀 # vu\r\ntags: [a, 'b']\r\nsource:\r\n  type: csv\r\n---\r\nCorps\u00a0"
    document = parse(Source.decode("a.md", b"\xef\xbb\xbf" + text.encode()))
    title, tags, source = document.entries
    assert text[title.node.start : title.node.end] == "« L’eau » 😀"
    assert isinstance(tags.node, Items)
    assert [text[item.start : item.end] for item in tags.node.items] == ["a", "'b'"]
    assert isinstance(source.node, Pairs)
    assert [(key.value, text_of(node)) for key, node in source.node.pairs] == [("type", "csv")]
    assert document.body == "Corps\u00a0"


@pytest.mark.parametrize("body", ["", "\n", "---\nsuite\n", "    code\n", "\u00a0\n\n", "a\r\nb", "\n---\n"])
def test_the_body_is_cut_and_not_touched(body: str) -> None:
    """A rule at its start, indentation, no-break spaces and a missing newline stay."""
    assert read("title: a", body).body == body


@pytest.mark.parametrize(
    ("header", "line", "message", "hint"),
    [
        ("titre: L’eau : les raisons", 2, "a colon followed by a space", 'titre: "L’eau : les raisons"'),
        ("a: 1\ntitre: * x", 3, "starts with “*”", 'titre: "* x"'),
        ("titre: *x", 2, "“*” at the start", "double quotes"),
        ("titre: &x y", 2, "“&” at the start", "double quotes"),
        ("titre: !Promo", 2, "“!” at the start", "double quotes"),
        ("titre: % x", 2, "starts with “%”", 'titre: "% x"'),
        ("titre: @parc", 2, "starts with “@”", 'titre: "@parc"'),
        ("a:\n\tb: c", 3, "tab", "Use spaces"),
        ("titre: 'L'eau'", 2, "apostrophe", 'titre: "L\'eau"'),
        ('a: 1\ntitre: "abc\nb: c', 3, "quotes", 'titre: "abc"'),
        ("titre: a\nTitre: b\ntitre: c", 4, "stands twice, on line 2", "Keep one"),
        ("- a\n- b", 2, "not a list of “key: value” lines", "key: value"),
        ("juste une phrase", 2, "not a list of “key: value” lines", "key: value"),
        ("titre: a\x07b", 2, "U+0007", "Delete it"),
        ("titre: a\u2028b", 2, "U+2028", "Delete it"),
        ("titre: " + "[" * 30, 2, "nested too deeply", "simple"),
        ("? [a, b]\n: c", 2, "not plain text", "key: value"),
    ],
)
def test_what_yaml_refuses_is_explained(header: str, line: int, message: str, hint: str) -> None:
    """With the line that a person must change and what to write on it."""
    with pytest.raises(FrontMatterError) as caught:
        read(header)
    assert (caught.value.path, caught.value.line) == ("posts/a.md", line)
    assert message in caught.value.message
    assert caught.value.hint is not None
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        ("# Titre\n", "has no front matter"),
        ("--\na: b\n--\n", "has no front matter"),
        ("---\ntitre: a\n\nLe texte.\n", "never closed"),
    ],
)
def test_a_header_that_is_not_there_never_becomes_body(text: str, message: str) -> None:
    """A missing closing line is an error, not a post without a title."""
    with pytest.raises(FrontMatterError) as caught:
        parse(Source("a.md", text))
    assert message in caught.value.message
    assert caught.value.line == 1


def test_a_hundred_thousand_brackets_are_refused_not_fatal() -> None:
    """The composer of libyaml would end the process."""
    with pytest.raises(FrontMatterError):
        read("titre: " + "[" * 100_000)


def test_billion_laughs_are_refused() -> None:
    """Front matter has no use for aliases."""
    with pytest.raises(FrontMatterError):
        read("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]")


def test_an_empty_header_has_no_entries() -> None:
    """It is the rules that miss the title."""
    assert parse(Source("a.md", "---\n---\ncorps")).entries == ()
    assert parse(Source("a.md", "\n\n---\n# rien\n---")).entries == ()


def test_quoted_text_keeps_its_quotes_apart() -> None:
    """`plain` tells rules whether YAML could have misread it."""
    entry = read("title: 'No'").entry("title")
    assert entry is not None
    assert entry.node == Scalar(value="No", plain=False, start=11, end=15)
