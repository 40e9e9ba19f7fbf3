"""Markdown to HTML as written, and to events with their places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parccli.markdown import Edge, Event, Kind, events, to_html

SPANS = ["é ", "[a](b)", "![c](d)", "<img src='e'>", "\n\n", "**"]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("# Le *Parc*", "<h1>Le <em>Parc</em></h1>\n"),
        ("~~barré~~", "<p><del>barré</del></p>\n"),
        ("a  \nb", "<p>a<br />\nb</p>\n"),
        ("- [ ] tâche", "<ul>\n<li>[ ] tâche</li>\n</ul>\n"),
        ('"x" -- ...', '<p>"x" -- ...</p>\n'),
        ("$a$ H~2~O", "<p>$a$ H~2~O</p>\n"),
        ("<b onclick='x'>gras</b>", "<p><b onclick='x'>gras</b></p>\n"),
    ],
)
def test_only_tables_footnotes_and_strikethrough_extend_commonmark(body: str, html: str) -> None:
    """Task lists, smart punctuation, formulas and subscripts stay as typed; HTML passes through."""
    assert to_html(body) == html


def test_a_table_has_its_alignments() -> None:
    """The engine writes them as styles; `render` makes classes of them."""
    assert '<th style="text-align: right">Part</th>' in to_html("| Part |\n|--:|\n| 1 |")


def test_places_count_characters_though_the_engine_counts_bytes() -> None:
    """`é` is two bytes, 😀 four; both are one character of the body."""
    body = "Été 😀 **gras** et [lien](x 'y')"
    found = {(event.kind, body[event.start : event.end]) for event in events(body)}
    assert (Kind.STRONG, "**gras**") in found
    assert (Kind.LINK, "[lien](x 'y')") in found
    assert (Kind.TEXT, " et ") in found


def test_an_element_opens_and_closes_with_the_same_place() -> None:
    """Both edges hold the whole of it, so that a rule needs only one of them."""
    assert events("## Titre") == [
        Event(kind=Kind.HEADING, edge=Edge.OPENS, start=0, end=8, level=2),
        Event(kind=Kind.TEXT, edge=Edge.LEAF, start=3, end=8, text="Titre"),
        Event(kind=Kind.HEADING, edge=Edge.CLOSES, start=0, end=8),
    ]


@pytest.mark.parametrize(
    ("body", "event"),
    [
        (
            "![é](a.jpg 't')",
            Event(kind=Kind.IMAGE, edge=Edge.OPENS, start=0, end=15, destination="a.jpg", title="t", link="inline"),
        ),
        (
            "<https://x.fr>",
            Event(kind=Kind.LINK, edge=Edge.OPENS, start=0, end=14, destination="https://x.fr", link="autolink"),
        ),
        ("3. x", Event(kind=Kind.LIST, edge=Edge.OPENS, start=0, end=4, number=3)),
        ("~~~py\na\n~~~", Event(kind=Kind.CODE_BLOCK, edge=Edge.OPENS, start=0, end=11, text="py")),
        ("    a", Event(kind=Kind.CODE_BLOCK, edge=Edge.OPENS, start=4, end=5)),
        ("| a |\n|--:|", Event(kind=Kind.TABLE, edge=Edge.OPENS, start=0, end=11, alignments=("right",))),
        ("a[^n]\n\n[^n]: x", Event(kind=Kind.FOOTNOTE_REFERENCE, edge=Edge.LEAF, start=1, end=5, text="n")),
        ("a[^n]\n\n[^n]: x", Event(kind=Kind.FOOTNOTE_DEFINITION, edge=Edge.OPENS, start=7, end=14, text="n")),
        ("<div>\n", Event(kind=Kind.HTML, edge=Edge.LEAF, start=0, end=6, text="<div>\n")),
        ("a <b>", Event(kind=Kind.INLINE_HTML, edge=Edge.LEAF, start=2, end=5, text="<b>")),
        ("a\\\nb", Event(kind=Kind.HARD_BREAK, edge=Edge.LEAF, start=1, end=3)),
        ("***", Event(kind=Kind.RULE, edge=Edge.LEAF, start=0, end=3)),
        ("`&amp;`", Event(kind=Kind.CODE, edge=Edge.LEAF, start=0, end=7, text="&amp;")),
        ("&amp;", Event(kind=Kind.TEXT, edge=Edge.LEAF, start=0, end=5, text="&")),
    ],
)
def test_what_each_kind_of_event_tells(body: str, event: Event) -> None:
    """Every detail that a rule or the terminal needs has a field of its own."""
    assert event in events(body)


def test_a_body_with_windows_line_ends_has_the_same_places() -> None:
    """Positions are those of the file as stored."""
    body = "é\r\n\r\n*à*\r\n"
    assert [body[event.start : event.end] for event in events(body) if event.kind is Kind.EMPHASIS] == ["*à*", "*à*"]


@settings(max_examples=100)
@given(st.text(alphabet=st.characters(exclude_categories=[])) | st.text("é😀\n *_`[]()<>!#-|^~:&;\t0.a\r"))
def test_places_lie_within_the_body_whatever_it_holds(body: str) -> None:
    """Lone surrogates included: no text makes the engine or the offsets fail."""
    assert isinstance(to_html(body), str)
    assert all(0 <= event.start <= event.end <= len(body) for event in events(body))


@settings(max_examples=100)
@given(
    st.text("é😀\n *_`[]()<>!#-|^~:&;\t0.a\r") | st.lists(st.sampled_from(SPANS)).map("".join),
    st.frozensets(st.sampled_from(Kind)),
)
def test_the_events_of_some_kinds_are_those_among_all(body: str, kinds: frozenset[Kind]) -> None:
    """At the same places."""
    assert events(body, kinds) == [event for event in events(body) if event.kind in kinds]
