from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_export import post

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Process, Site


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "complete -o default -F _parccli parccli\n"),
        ("zsh", "#compdef parccli\n"),
        ("fish", "complete --command parccli --no-files "),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName parccli "),
    ],
)
def test_the_script_is_for_the_shell_that_is_named(run: Process, shell: str, line: str) -> None:
    """The script is the named shell's, whichever shell runs the command."""
    done = run("completion", shell, env={"SHELL": "/bin/sh"})
    assert (done.exit_code, done.stderr) == (0, "")
    assert line in done.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_reads_the_script(run: Process) -> None:
    """The shell finds no fault in the script."""
    script = run("completion", "bash").stdout
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)  # noqa: S607 -- wherever bash is


@pytest.fixture
def park(site: Site) -> Site:
    """A site with two posts, one with a slug of its own, and one that is no text."""
    site.write(quai=post("le-quai", title="'Le quai : il rouvre'"))
    site.write(giratoire="---\nTitre: Le giratoire # en travaux\n---\n\nslug: non\n")
    (site.root / "posts/binaire.md").write_bytes(b"\xff\xfe\x00")
    return site


@pytest.mark.parametrize(
    ("shell", "words", "offers"),
    [
        ("zsh", ("comp",), ["completion\tPrint the script that completes commands in a shell"]),
        ("fish", ("completion", "z"), ["zsh"]),
        ("fish", ("config", ""), ["show\t…", "schema\t…"]),
        ("zsh", ("list", "--fi"), ["--fields\t…"]),
        ("zsh", ("list", "--status", "arch"), ["archived"]),
        ("zsh", ("list", "--status=arch"), ["--status=archived"]),
        ("bash", ("list", "--status", "=", "arch"), ["archived"]),
        ("bash", ("list", "--status", "="), ["draft", "published", "scheduled", "expired", "archived"]),
        ("zsh", ("show", ""), ["binaire", "giratoire\tLe giratoire # en travaux", "le-quai\tLe quai : il rouvre"]),
        ("zsh", ("show", "le"), ["le-quai\tLe quai : il rouvre"]),
        ("bash", ("new", "Un titre", "--like", "gi"), ["giratoire\tLe giratoire # en travaux"]),
        ("bash", ("list", "--category", '"Tra'), ["Travaux"]),
        ("bash", ("list", "--category", "Tra\\"), ["Travaux"]),
        ("zsh", ("export", "w"), ["wxr\t…"]),
        ("zsh", ("validate", "--explain", "P006"), ["P006\ttitle_missing"]),
        ("zsh", ("-C", "posts", "show", "le"), ["le-quai\tLe quai : il rouvre"]),
        ("zsh", ("-C", "nulle-part", "show", "le"), []),
        ("zsh", ("shw", "le"), []),
        ("zsh", ("list", "--since", ""), []),
        ("powershell", ("show",), ["binaire", "giratoire\tLe giratoire # en travaux", "le-quai\tLe quai : il rouvre"]),
    ],
)
def test_what_the_key_offers(call: Call, park: Site, shell: str, words: tuple[str, ...], offers: list[str]) -> None:
    """For the last word, an empty one too, which PowerShell cannot hand on; … stands for a help text."""
    done = call(*words, cwd=park.root, env={"_PARCCLI_COMPLETE": shell})
    assert (done.exit_code, done.stderr) == (0, "")
    patterns = [re.escape(offer).replace("…", ".+") for offer in offers]
    lines = done.stdout.splitlines()
    assert len(lines) == len(offers)
    assert all(re.fullmatch(pattern, line) for pattern, line in zip(patterns, lines, strict=True))
