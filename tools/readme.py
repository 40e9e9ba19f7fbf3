"""Keep README.md true: what the program can say of itself is generated, what it shows on a terminal is run.

    readme.py update     write the generated parts and the output of the examples anew
    readme.py check      fail, and show the difference, when the README says something else

A part between `<!-- generated: NAME -->` and `<!-- /generated -->` comes from the registries. In a block marked
`console`, a line that starts with `$ ` is run by a shell, all of them in one empty folder; the lines below it are
what it printed, standard error included.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from parccli.cli import COMMANDS, Command
from parccli.exporters import EXPORTERS
from parccli.importers import IMPORTERS
from parccli.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

README = Path(__file__).resolve().parent.parent / "README.md"
_GENERATED = re.compile(r"(<!-- generated: (?P<name>\w+) -->\n).*?(?=<!-- /generated -->)", re.DOTALL)
_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
# Golden output: English, 80 columns, no colour, whatever runs the test.
_ENVIRONMENT = {
    "PARCCLI_LANG": "en",
    "LC_ALL": "C.UTF-8",
    "TERM": "dumb",
    "TERMINAL_WIDTH": "80",
    "COLUMNS": "80",
    "_TYPER_FORCE_DISABLE_TERMINAL": "1",
}


def renewed(text: str) -> str:
    """Give the README with its generated parts and outputs as they should be."""
    text = _GENERATED.sub(lambda match: f"{match[1]}{_PARTS[match['name']]()}\n", text)
    with tempfile.TemporaryDirectory() as folder:
        transcript = iter(_played(_CONSOLE.findall(text), Path(folder)))
        return _CONSOLE.sub(lambda _match: next(transcript), text)


def _commands() -> str:
    rows: list[tuple[str, str]] = []
    for entry in COMMANDS:
        if isinstance(entry, Command):
            rows.append((f"`{entry.name}`", entry.summary))
        else:
            rows += [(f"`{entry.name} {command.name}`", command.summary) for command in entry.commands]
    return _table(("command", "does"), rows)


def _rules() -> str:
    rows = [(rule.code, rule.name, str(rule.severity), rule.page.partition("\n")[0]) for rule in RULES.values()]
    return _table(("code", "name", "severity", "finds"), rows)


def _importers() -> str:
    rows = [(f"`{importer.NAME}`", importer.SUMMARY) for importer in IMPORTERS.values()]
    return _table(("`--from`", "reads"), rows)


def _targets() -> str:
    rows = [(f"`{exporter.NAME}`", exporter.SUMMARY) for exporter in EXPORTERS.values()]
    return _table(("target", "writes"), rows)


def _help() -> str:
    done = _run("parccli --help", Path.cwd())
    return f"```text\n{done.rstrip()}\n```"


_PARTS = {"commands": _commands, "rules": _rules, "importers": _importers, "targets": _targets, "help": _help}


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(header)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _played(blocks: Iterable[str], folder: Path) -> Iterator[str]:
    for block in blocks:
        lines = []
        for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
            lines.append(f"$ {command}\n{_run(command, folder)}")
            if command.startswith("cd "):
                folder /= command.removeprefix("cd ")
        yield "".join(lines)


def _run(command: str, folder: Path) -> str:
    binaries = Path(sys.executable).parent
    environment = {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", **_ENVIRONMENT}
    done = subprocess.run(  # noqa: S602 -- the README's own lines, typed as a reader would
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def main(arguments: list[str]) -> int:
    """Do what the one argument says."""
    before = README.read_text(encoding="utf-8")
    after = renewed(before)
    if arguments == ["update"]:
        README.write_text(after, encoding="utf-8")
        return 0
    old, new = before.splitlines(), after.splitlines()
    difference = list(difflib.unified_diff(old, new, "README.md", "as it is", lineterm=""))
    print("\n".join(difference))
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
