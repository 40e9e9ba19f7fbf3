from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from parccli.cli import COMMANDS, Command, Group
from parccli.importers import IMPORTERS
from parccli.listing import SORTS

if TYPE_CHECKING:
    from tests.cli.conftest import Process

ENGLISH = re.compile(
    r"\b(the|of|and|with|for|this|is|are|to|from|its|in|usage|commands?|required|default|show|print|exit"
    r"|text|number|path|file|folder|directory)\b",
    re.IGNORECASE,
)
WORDS_OF_EVERY_LANGUAGE = re.compile(
    r"\[par défaut\s:[^]]*]|-[-\w]+|<[^>]*>|\w+(?:\|\w+)+|~?/[./\w]+|\$\([^)]*\)|parccli [a-z -]*"
)

PAGES = [
    (),
    *((entry.name,) for entry in COMMANDS),
    *((group.name, entry.name) for group in COMMANDS if not isinstance(group, Command) for entry in group.commands),
]


@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_help_is_french_to_the_last_word(run: Process, command: tuple[str, ...]) -> None:
    """Every page says “Utilisation” and leaves no English word, typer's own included."""
    done = run(*command, "--help", env={"PARCCLI_LANG": "fr"})
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"Utilisation\u00a0: {' '.join(('parccli', *command))} [OPTIONS]" in done.stdout
    # The names of formats and of columns are words of the command line.
    names = rf"\b({'|'.join((*IMPORTERS, *SORTS))})\b"
    prose = WORDS_OF_EVERY_LANGUAGE.sub("", re.sub(r"^│ +(?:\*  +)?[\w-]+ ", "", done.stdout, flags=re.MULTILINE))
    assert ENGLISH.findall(re.sub(names, "", prose)) == []
    # rich would fold lines at no-break spaces.
    assert re.findall(r"^[│ ]+[;:!?»].*", done.stdout, re.MULTILINE) == []


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_help_loses_nothing_to_markup(run: Process, entry: Command | Group) -> None:
    """A page holds the summary of the registry to the letter: brackets in it are no markup."""
    page = " ".join(run(entry.name, "--help").stdout.split())
    assert entry.summary in page


def test_no_argument_at_all_shows_the_help(run: Process) -> None:
    """`parccli` alone is a question: the answer is the help, and the status still says that nothing was done."""
    bare = run()
    assert (bare.exit_code, bare.stderr) == (2, "")
    assert bare.stdout == run("--help").stdout


def test_language_of_the_option_wins(run: Process) -> None:
    """`--lang` before the command is stronger than PARCCLI_LANG, and that than the locale."""
    assert "Usage: " in run("--lang", "en", "--help", env={"PARCCLI_LANG": "fr"}).stdout
    assert "Utilisation" in run("--lang=fr", "--help").stdout
    assert "Utilisation" in run("--help", env={"PARCCLI_LANG": "", "LC_ALL": "fr_FR.UTF-8"}).stdout
