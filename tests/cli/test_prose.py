from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.cli.prose import lines_of
from parccli.french.typography import Profile

FRENCH, ENGLISH = Profile(), Profile(language="en")


def text(body: str, *, width: int = 40, profile: Profile = FRENCH) -> str:
    """The body as plain text."""
    return "\n".join(lines_of(body, profile, width=width, colour=False))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("## Le *chantier*\n\nTexte.", "Le chantier\n───────────\n\nTexte."),
        ("### Détail\n\nTexte.", "Détail\n\nTexte."),
        ("- un\n- deux\n  - trois\n- quatre", "• un\n• deux\n  • trois\n• quatre"),
        ("2. un\n\n   suite\n3. deux", "2. un\n\n   suite\n\n3. deux"),
        ("Avant.\n\n> Une citation\n>\n> - x\n\nAprès.", "Avant.\n\n│ Une citation\n│\n│ • x\n\nAprès."),
        ("[texte](https://example.org)", "texte (https://example.org)"),
        ("<https://example.org> <info@example.org>", "https://example.org info@example.org"),
        ("![Une tour *rouge*](tour.png)", "[image: Une tour rouge]"),
        ("![](filet.png)", "[image]"),
        ("Lot`un`  \ndeux<br>trois", "Lotun\ndeux\ntrois"),
        ("```sh\nls\n  -l\n```\n\nFin.", "    ls\n      -l\n\nFin."),
        ("a\n\n---\n\nb", "a\n\n────────────────────\n\nb"),
        ("<figure\n  class='x'>\nA &amp; B\n</figure>\n\n<!-- more -->\n\nC", "A & B\n\nC"),
        ("a[^n] b[^m] a[^n]\n\n[^m]: Deux.\n[^n]: Un.", "a[1] b[2] a[1]\n\n[1] Un.\n[2] Deux."),
        ("| Lot | Prix |\n|---|--:|\n| A | `12` |", "Lot   Prix\n──────────\nA       12"),
        ("", ""),
    ],
)
def test_markdown_as_it_reads(body: str, shown: str) -> None:
    """Each kind of block and of inline, with the empty lines a reader expects."""
    assert text(body) == shown


def test_typography_is_finished_but_not_in_code() -> None:
    """As the export does, across emphasis; a post in another language keeps its own."""
    body = "Vraiment **gras** ? `a ? b`"
    assert text(body) == "Vraiment gras\u202f? a ? b"
    assert text(body, profile=ENGLISH) == "Vraiment gras ? a ? b"


def test_lines_are_folded_between_words_only() -> None:
    """Never at a no-break space, nor in an address, which a terminal makes a link."""
    assert text("Le prix est de 550\u00a0000\u00a0€", width=20) == "Le prix est de\n550\u202f000\u00a0€"
    assert text("Voir <https://example.org/une-longue-adresse> ici", width=20) == (
        "Voir\nhttps://example.org/une-longue-adresse\nici"
    )


def test_a_terminal_gets_styles_and_no_escape_sequence_of_someones() -> None:
    """Bold, italics, underlined links; a control character shows as what it is."""
    lines = lines_of("**a** *b* [c](d) \x1b[2J", ENGLISH, width=80, colour=True)
    assert lines == ["\x1b[1ma\x1b[0m \x1b[3mb\x1b[0m \x1b[4mc\x1b[0m\x1b[2m (d)\x1b[0m \\x1b[2J"]


def test_tables_show_so_many_cells_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a post, whole rows of them; what is left out is counted, in its place, and the text goes on."""
    monkeypatch.setattr("parccli.cli.prose.MOST_CELLS", 6)
    body = "|A|B|\n|-|-|\n|1|2|\n|3|4|\n|5|*6*|\n|7|[8](x)|\n\nTexte.\n\n|C|\n|-|\n|9|\n"
    assert text(body, profile=ENGLISH, width=60) == (
        "A   B\n─────\n1   2\n3   4\n[table: 2 more rows, not shown here]\n\nTexte.\n\n"
        "[table: 2 more rows, not shown here]"
    )
    monkeypatch.setattr("parccli.cli.prose.MOST_CELLS", 5)
    with_one_more = text("|A|B|\n|-|-|\n|1|2|\n|3|4|\n\n> fin", profile=ENGLISH, width=60)
    assert with_one_more.endswith("1   2\n[table: 1 more row, not shown here]\n\n│ fin")


@pytest.mark.parametrize("mark", ["> ", "- ", "*"])
def test_depth_is_no_danger(mark: str) -> None:
    """Ten thousand levels are read without recursion."""
    assert "fin" in text(mark * 10_000 + "fin")


@given(st.text(alphabet="ab \n>-*_`[]()!|#1.^:<&é\u202f", max_size=60))
def test_no_letter_is_lost_and_no_line_has_spaces_at_its_end(body: str) -> None:
    """Whatever the marks around them; what looks like a tag or a definition is no text."""
    shown = text(body, profile=ENGLISH)
    assert all(line == line.rstrip() for line in shown.split("\n"))
    if not set("<[(`&") & set(body):
        assert re.sub(r"[^abé]", "", shown) == re.sub(r"[^abé]", "", body)
