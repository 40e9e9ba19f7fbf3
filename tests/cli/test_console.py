from __future__ import annotations

import io
import re
from contextlib import suppress
from dataclasses import replace

import pytest

from parccli.cli.console import Console, Verbosity
from parccli.errors import ParcError
from parccli.findings import Finding, Fix, Safety, Severity
from parccli.source import Source
from tests.cli.conftest import Terminal


def console(*, typed: str | None = None, terminal: bool = False, verbosity: Verbosity = Verbosity.NORMAL) -> Console:
    """Make a console of memory, on a terminal where something is `typed`."""
    stream = Terminal if terminal or typed is not None else io.StringIO
    return Console(
        out=stream(), err=stream(), input=stream(typed or ""), environ={"COLUMNS": "40"}, verbosity=verbosity
    )


def printed(console: Console) -> tuple[str, str]:
    """Give what went to standard output and to standard error."""
    assert isinstance(console.out, io.StringIO)
    assert isinstance(console.err, io.StringIO)
    return console.out.getvalue(), console.err.getvalue()


@pytest.mark.parametrize(
    ("verbosity", "talk"), [(Verbosity.QUIET, ""), (Verbosity.NORMAL, "said\n"), (Verbosity.VERBOSE, "said\ndetail\n")]
)
def test_talk_goes_to_standard_error_as_much_as_is_wanted(verbosity: Verbosity, talk: str) -> None:
    """Results always arrive; talk depends on --quiet and --verbose."""
    sample = console(verbosity=verbosity)
    sample.result("posts/eau.md")
    sample.say("said")
    sample.detail("detail")
    assert printed(sample) == ("posts/eau.md\n", talk)


def test_a_pipe_gets_results_to_the_letter_and_a_terminal_no_escape_sequence() -> None:
    """Somebody's title cannot clear the screen, and a program that reads gets what is there."""
    piped, shown = console(), console(terminal=True)
    for each in (piped, shown):
        each.result("a\x1b[2Jb\u202ec\u202f!")
    assert printed(piped)[0] == "a\x1b[2Jb\u202ec\u202f!\n"
    assert printed(shown)[0] == "a\\x1b[2Jb\\u202ec\u202f!\n"


def test_errors_are_plain_lines_with_what_is_known_of_the_place() -> None:
    """`path:line:column: message`, then the hint; a line end in a title makes no line of its own."""
    sample = console()
    sample.error(ParcError("bad “a\nb”", path="posts/eau.md", line=3, hint="Mend it."))
    sample.error(ParcError("no site"))
    sample.warn("cut short", where="posts/eau.md:4")
    assert printed(sample) == (
        "",
        "posts/eau.md:3: bad “a\\x0ab”\n  Mend it.\nparccli: no site\nposts/eau.md:4: warning: cut short\n",
    )


def test_a_terminal_gets_colours_unless_it_declines() -> None:
    """NO_COLOR and a dumb terminal are respected."""
    for environ, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
        sample = replace(console(terminal=True), environ=environ)
        sample.error(ParcError("no site"))
        assert ("\x1b[31mno site\x1b[0m" in printed(sample)[1]) is coloured


def test_a_terminal_gets_whole_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folded as wide as the screen, never at a no-break space; a pipe gets one line."""
    monkeypatch.setenv("COLUMNS", "30")
    shown, piped = console(terminal=True), console()
    for each in (shown, piped):
        each.say("Deux articles sont publics\u202f; un troisième attend.")
        each.error(
            ParcError("il manque une date à cet article", path="posts/eau.md", line=3, hint="Ajoutez une ligne.")
        )
    plain = re.sub(r"\x1b\[[\d;]*m", "", printed(shown)[1])
    assert plain == (
        "Deux articles sont publics\u202f;\nun troisième attend.\n"
        "posts/eau.md:3: il manque une\n  date à cet article\n  Ajoutez une ligne.\n"
    )
    assert printed(piped)[1].count("\n") == 3


def test_a_table_is_tab_separated_for_programs() -> None:
    """One line a row, whatever the cells hold."""
    sample = console()
    sample.table(["Date", "Title"], [["2021-02-26", "[/promo] :fire:\n\t"]])
    assert printed(sample)[0] == "2021-02-26\t[/promo] :fire:\\x0a\\x09\n"


def test_a_table_fits_the_terminal_and_reads_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the columns line up, and a title is no markup and no emoji."""
    monkeypatch.setenv("COLUMNS", "40")
    sample = console(terminal=True)
    sample.table(["Date", "Title"], [["2021-02-26", "[/promo] :fire: " + "mot " * 20]])
    lines = printed(sample)[0].splitlines()
    assert "[/promo] :fire:" in "\n".join(lines)
    assert max(map(len, lines)) <= 40 + len("\x1b[1m\x1b[0m") * 4
    assert len(lines) > 3


@pytest.mark.parametrize(
    ("typed", "answer"), [("o\n", True), ("Yes\n", True), ("non\n", False), ("\n", True), ("?\nn\n", False)]
)
def test_a_question_is_asked_until_the_answer_is_one(typed: str, answer: bool) -> None:
    """Both languages are understood, Enter takes the default, nonsense asks again."""
    sample = console(typed=typed)
    assert sample.confirm("Write it?", default=True) is answer
    assert printed(sample)[1].startswith("Write it? [Y/n] ")


def test_nobody_is_asked_without_a_terminal() -> None:
    """A script gets the default and no prompt."""
    sample = console()
    assert sample.confirm("Write it?", default=False) is False
    assert sample.ask("Title?", "Le parc") == "Le parc"
    assert printed(sample) == ("", "")


def test_the_end_of_input_answers_nothing() -> None:
    """Ctrl-D at a question is an interruption, not a yes."""
    with pytest.raises(KeyboardInterrupt):
        console(typed="").confirm("Write it?", default=True)


def test_progress_shows_on_a_terminal_only_and_wipes_itself() -> None:
    """The items pass through unchanged; a pipe sees nothing, nor does a person of what is done in no time."""
    percents = "".join(f"\rPosts {percent:3} %" for percent in range(0, 100, 2))
    for terminal, count, shown in ((True, 50, f"{percents}\r\x1b[K"), (True, 49, ""), (False, 50, "")):
        sample = console(terminal=terminal)
        assert list(sample.progress(range(count), total=count, label="Posts")) == list(range(count))
        assert printed(sample)[1] == shown


def test_a_meter_shows_what_it_is_told_and_wipes_itself() -> None:
    """Also where the work ends in an error; little work is not shown."""
    sample, message = console(terminal=True), "no"
    with suppress(ParcError), sample.meter("Posts") as tick:
        for done in (0, 0, 30, 60):
            tick(done, 60)
        raise ParcError(message)
    with sample.meter("Posts") as tick:
        tick(1, 2)
    assert printed(sample)[1] == "\rPosts   0 %\rPosts  50 %\rPosts 100 %\r\x1b[K"
    piped = console()
    with piped.meter("Posts") as tick:
        tick(1, 60)
    assert printed(piped)[1] == ""


def test_a_finding_shows_its_place_and_its_fix() -> None:
    """Where, what, the line with carets under it, and what would mend it."""
    source = Source("posts/eau.md", "---\ntitle: L’Etat\n---\n")
    finding = Finding(
        code="T112",
        name="accent_missing",
        severity=Severity.WARNING,
        path="posts/eau.md",
        line=2,
        column=10,
        end_line=2,
        end_column=14,
        message="“Etat” lacks its accent",
        fix=Fix(safety=Safety.SAFE, title="write “État”", edits=()),
    )
    sample = console()
    sample.findings([finding, finding._replace(severity=Severity.ERROR, fix=None)], {"posts/eau.md": source})
    sample.findings([finding._replace(fix=None)], {})
    excerpt = "    2 │ title: L’Etat\n      │          ^^^^\n"
    assert printed(sample)[0] == (
        f"posts/eau.md:2:10: warning: “Etat” lacks its accent [T112]\n{excerpt}  fix: write “État”\n"
        f"posts/eau.md:2:10: error: “Etat” lacks its accent [T112]\n{excerpt}"
        "posts/eau.md:2:10: warning: “Etat” lacks its accent [T112]\n"
    )


def test_on_a_terminal_findings_stand_under_the_name_of_their_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is longer than the terminal, and carets stay under what they mean."""
    monkeypatch.setenv("COLUMNS", "48")
    source = Source("posts/eau.md", "a " * 40 + "l’Etat " + "b " * 40)
    finding = Finding(
        code="T112",
        name="accent_missing",
        severity=Severity.WARNING,
        path="posts/eau.md",
        line=1,
        column=83,
        end_line=1,
        end_column=87,
        message="capitals keep their accents, which are part of the spelling",
        fix=Fix(safety=Safety.SAFE, title="write “État”", edits=()),
    )
    sample = replace(console(terminal=True), environ={"NO_COLOR": "1"})
    sample.findings([finding, finding._replace(path="posts/pont.md", fix=None)], {"posts/eau.md": source})
    shown = printed(sample)[0]
    assert shown.splitlines()[:3] == [
        "posts/eau.md",
        "  1:83 warning: capitals keep their accents,",
        "    which are part of the spelling [T112]",
    ]
    _path, _head, _rest, line, carets, fix, blank, other, *_end = shown.splitlines()
    assert line[carets.index("^") : carets.rindex("^") + 1] == "Etat"
    assert (fix, blank, other) == ("    fix: write “État”", "", "posts/pont.md")
    assert max(map(len, shown.splitlines())) <= 48


def test_a_long_line_is_cut_around_the_finding() -> None:
    """A paragraph of a thousand characters shows the part that matters, with the caret under it."""
    source = Source("posts/eau.md", "a" * 500 + "X" + "b" * 500)
    finding = Finding(
        code="T101",
        name="narrow_space",
        severity=Severity.INFO,
        path="posts/eau.md",
        line=1,
        column=501,
        end_line=1,
        end_column=502,
        message="here",
    )
    sample = console()
    sample.findings([finding], {"posts/eau.md": source})
    _first, line, carets = printed(sample)[0].splitlines()
    assert line[carets.index("^")] == "X"
    assert (line.count("…"), len(line) < 90) == (2, True)


@pytest.mark.parametrize(("columns", "shown"), [("80", "a" * 72), ("60", "…" + "a" * 52), ("200", "a" * 72)])
def test_a_line_is_shown_as_far_as_the_screen_goes(monkeypatch: pytest.MonkeyPatch, columns: str, shown: str) -> None:
    """72 characters fit on 80 columns; a narrower screen gets its part, and marks the cut."""
    monkeypatch.setenv("COLUMNS", columns)
    line = "a" * 71 + "X"
    finding = Finding(
        code="T101",
        name="narrow_space",
        severity=Severity.INFO,
        path="posts/eau.md",
        line=1,
        column=72,
        end_line=1,
        end_column=73,
        message="here",
    )
    sample = console(terminal=True)
    sample.findings([finding], {"posts/eau.md": Source("posts/eau.md", line)})
    printed_line = printed(sample)[0].splitlines()[2]
    assert printed_line == f"    │ {shown[:-1]}X"
    assert len(printed_line) <= int(columns)
