"""The scripts of `completion` in the shells themselves: a line and the Tab key in, what is there then out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.test_export import post

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Process, Site

pytestmark = pytest.mark.slow

SHELLS: Final = ("bash", "zsh", "fish")
DRIVERS: Final = {
    # What bash calls at the Tab key, with the words as it cuts them.
    "bash": """
source ./script
IFS=' ' read -r -a COMP_WORDS <<< "${1//=/ = }"
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_parccli parccli "${COMP_WORDS[COMP_CWORD]}"
printf '%s\\n' "${COMPREPLY[@]}"
""",
    # An interactive zsh in a terminal of its own; the line is read back once the key has been pressed.
    "zsh": """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u -D; source ./script; stty cols 200; LISTMAX=999
_said() { print -r -- "<$BUFFER>" }; zle -N _said; bindkey "^G" _said; print READ""Y'
zpty -r -m shell seen '*READY*'
zpty -w -n shell "$1"$'\\t'
sleep 2
zpty -w -n shell $'\\C-g'
zpty -r -m shell seen '*<*>*'
print -r -- "$seen"
""",
    "fish": 'source ./script; complete --do-complete "$argv[1]"',
}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    """Every shell that Debian has; PowerShell is in none of its packages."""
    name = str(request.param)
    if not shutil.which(name):
        pytest.skip(f"{name} is missing: `make test-slow` installs it")
    return name


@pytest.fixture
def park(site: Site) -> Site:
    """A site with a category of two words, and two posts, one of them with a slug of its own."""
    text = (site.root / "parccli.toml").read_text("utf-8")
    (site.root / "parccli.toml").write_text(text.replace('"Travaux"', '"Vie du Parc"'), "utf-8")
    site.write(quai=post("le-quai", title="Le quai rouvre"), giratoire=post("", title="Le giratoire"))
    return site


def pressed(run: Process, shell: str, line: str) -> list[str]:
    """What the shell offers for `line`, or what it makes of it where there is only one offer."""
    (run.cwd / "script").write_text(run("completion", shell).stdout, "utf-8")
    program = run.cwd / "parccli"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m parccli "$@"\n', "utf-8")
    program.chmod(0o755)
    options = {"bash": ("--norc", "-c"), "zsh": ("-f", "-c"), "fish": ("--no-config", "--command")}[shell]
    name = () if shell == "fish" else (shell,)
    (run.cwd / "tmp").mkdir(exist_ok=True)
    environment = run.environment(
        {"TMPDIR": str(run.cwd / "tmp"), "PATH": f"{run.cwd}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    )
    done = subprocess.run(
        [shell, *options, DRIVERS[shell], *name, line],
        cwd=run.cwd,
        env={**environment, "HOME": str(run.cwd), "TERM": "xterm"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    if shell == "zsh":
        (became,) = re.findall("<(parccli.*?)>", re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", done.stdout))
        return [became.strip()]
    return [offer.partition("\t")[0] for offer in done.stdout.splitlines() if offer]


@pytest.mark.usefixtures("park")
@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("parccli sh", "show"),
        ("parccli list --rev", "--reverse"),
        ("parccli list --status dr", "draft"),
        ("parccli list --status=dr", "--status=draft"),
        ("parccli show le-", "le-quai"),
        ("parccli -C posts publish gir", "giratoire"),
        ("parccli list --category V", r"Vie\ du\ Parc"),
        ("parccli export news", "newsletter"),
        ("parccli validate --explain P00", "P00"),
    ],
)
def test_one_offer_is_put_in(run: Process, shell: str, line: str, word: str) -> None:
    """Commands, options, values, slugs from the front matter or the file's name, categories, targets, codes."""
    offers = pressed(run, shell, line)
    if shell == "zsh":
        assert offers[0].endswith(word)
    elif word == "P00":
        assert {"P001", "P009"} <= set(offers)
    else:
        # bash cuts words at “=”; fish quotes as it puts in.
        wanted = word.rpartition("=")[2] if shell == "bash" else word.replace("\\", "")
        assert [offer.replace("\\", "") for offer in offers] == [wanted.replace("\\", "")]


@pytest.mark.usefixtures("park")
def test_a_file_is_the_shell_s_to_offer(run: Process, shell: str) -> None:
    """Parccli offers nothing, and the shell what lies there: bash does so by itself."""
    offers = pressed(run, shell, "parccli import parccli.t")
    assert offers == [] if shell == "bash" else offers[0].endswith("parccli.toml")


def test_the_key_leaves_nothing_behind(run: Process, shell: str, tmp_path: Path) -> None:
    """Outside a site there is no slug to offer; neither a message nor a log of a bug comes of it."""
    assert pressed(run, shell, "parccli show le-") == (["parccli show le-"] if shell == "zsh" else [])
    assert list((tmp_path / "tmp").iterdir()) == []
