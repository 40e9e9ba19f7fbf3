from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.samples.driver import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Call

MISTAKES = {
    "complet": (
        ["there is no command “complet”", "Did you mean “parccli completion”?", "“parccli --help” lists the commands."],
        [
            "il n’y a pas de commande «\u00a0complet\u00a0»",
            "Vouliez-vous dire «\u00a0parccli completion\u00a0»\u202f?",
            "«\u00a0parccli --help\u00a0» donne la liste des commandes.",
        ],
    ),
    "--langg fr completion": (
        ["there is no option --langg", "Did you mean “--lang”?", "Try “parccli --help”."],
        [
            "il n’y a pas d’option --langg",
            "Vouliez-vous dire «\u00a0--lang\u00a0»\u202f?",
            "Voyez «\u00a0parccli --help\u00a0».",
        ],
    ),
    "completion --quiet bash": (
        [
            "there is no option --quiet",
            "--quiet goes before the command: “parccli --quiet …”.",
            "Try “parccli completion --help”.",
        ],
        [
            "il n’y a pas d’option --quiet",
            "--quiet se place avant la commande\u00a0: «\u00a0parccli --quiet …\u00a0».",
            "Voyez «\u00a0parccli completion --help\u00a0».",
        ],
    ),
    "completion": (
        [
            "the argument SHELL is missing",
            "Choose one of bash, zsh, fish, powershell.",
            "Try “parccli completion --help”.",
        ],
        [
            "il manque l’argument SHELL",
            "Choisissez parmi bash, zsh, fish, powershell.",
            "Voyez «\u00a0parccli completion --help\u00a0».",
        ],
    ),
    "completion zzsh": (
        [
            "invalid value for SHELL: “zzsh” is none of bash, zsh, fish, powershell",
            "Try “parccli completion --help”.",
        ],
        [
            "valeur incorrecte pour SHELL\u00a0: «\u00a0zzsh\u00a0» ne figure pas parmi bash, zsh, fish, powershell",
            "Voyez «\u00a0parccli completion --help\u00a0».",
        ],
    ),
    "completion bash zsh": (
        ["one argument too many: zsh", "Try “parccli completion --help”."],
        ["argument en trop\u00a0: zsh", "Voyez «\u00a0parccli completion --help\u00a0»."],
    ),
    "--quiet": (
        ["a command is missing", "“parccli --help” lists the commands."],
        ["il manque une commande", "«\u00a0parccli --help\u00a0» donne la liste des commandes."],
    ),
    "-C": (["the option -C needs a value"], ["l’option -C attend une valeur"]),
    "--version=3": (["the option --version takes no value"], ["l’option --version n’admet pas de valeur"]),
    "--quiet --verbose completion bash": (
        ["--quiet and --verbose exclude each other", "Leave one of them out."],
        ["--quiet et --verbose s’excluent l’une l’autre", "Retirez l’une des deux."],
    ),
}


@pytest.mark.parametrize("line", MISTAKES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_mistaken_command_line(call: Call, line: str, language: str) -> None:
    """A mistake is named in the person's language, with what to try next; the status is 2."""
    done = call(*line.split(), env={"PARCCLI_LANG": language})
    message, *hints = MISTAKES[line][language == "fr"]
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "".join((f"parccli: {message}\n", *(f"  {hint}\n" for hint in hints)))


def test_a_folder_that_is_not_there(call: Call, tmp_path: Path) -> None:
    """-C names the folder that it was given, as it was understood."""
    done = call("-C", "nowhere", "completion", "bash")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (2, f"{tmp_path / 'nowhere'}: there is no such folder")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--count", "x"], "invalid value for --count: “x” is not a number"),
        (["--count", "9"], "invalid value for --count: 9 is out of range (1<=x<=5)"),
        (["--ratio", "x"], "invalid value for --ratio: “x” is not a number"),
        (["--kind", "rdf"], "invalid value for --kind: “rdf” is none of rss, atom"),
        (["--file", "nowhere"], "invalid value for --file: “nowhere” does not exist"),
        (["--file", "."], "invalid value for --file: “.” is a folder, not a file"),
        (["--folder", __file__], f"invalid value for --folder: “{__file__}” is a file, not a folder"),
        (["--switch=yes"], "the option --switch takes no value"),
        (["--count"], "the option --count needs a value"),
        (["--sWitch"], "there is no option --sWitch"),
    ],
)
def test_every_sentence_of_typer_is_known(call: Call, arguments: list[str], message: str) -> None:
    """No message of typer's own reaches the user: each is recognised, and said in the catalogue's words."""
    done = call("typed", *arguments, commands=SAMPLES)
    assert (done.exit_code, done.stderr.splitlines()[0]) == (2, f"parccli: {message}")


def test_an_escape_sequence_in_an_argument_is_shown(call: Call) -> None:
    """What a script passes on cannot drive the terminal through an error message."""
    assert "\x1b" not in call("\x1b[2J\x1b]0;title\x07").stderr


def test_a_group_inside_has_the_same_manners(call: Call) -> None:
    """A second word that does not exist is answered within its group."""
    done = call("inner", "leeve", commands=SAMPLES)
    message, suggestion, _where_to_look = done.stderr.splitlines()
    assert done.exit_code == 2
    assert (message, suggestion) == ("parccli: there is no command “leeve”", "  Did you mean “parccli inner leave”?")
    assert call("inner", "leave", commands=SAMPLES).exit_code == 7
