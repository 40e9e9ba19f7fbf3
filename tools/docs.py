"""Keep the READMEs and docs/ true: what the program says of itself is generated, what a terminal shows is run.

    docs.py update     write the generated parts and the output of the examples anew
    docs.py check      fail, and show the difference, where a page says something else

A part between `<!-- generated: NAME -->` and `<!-- /generated -->` is made by docs_parts.py. A page begins in an empty
folder, and its blocks follow one another there:

    ```console             a line that starts with `$ ` is run as docs_console.py says; what it printed stands below
    ```console jq          needs jq: where that is missing, the block stays as it is
    ```toml file=NAME      is what a file holds; with `append=NAME`, what comes at its end

Between `<!--` and `-->` they set the scene unseen. French is typed with plain spaces: its typography is set, too.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docs_console import Terminal

ROOT = Path(__file__).resolve().parent.parent
READMES = {"en": "README.md", "fr": "README.fr.md"}
GENERATED = re.compile(r"(<!-- generated: (?P<name>\w+) -->\n).*?(?=<!-- /generated -->)", re.DOTALL)
_BLOCK = re.compile(r"^```(?P<kind>\w*) ?(?P<rest>[^\n]*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)$", re.MULTILINE)
# Golden output: 80 columns, no colour, an empty home, whatever runs this.
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "TERM": "dumb",
    "TERMINAL_WIDTH": "80",
    "COLUMNS": "80",
    "_TYPER_FORCE_DISABLE_TERMINAL": "1",
    "DOCS": str(ROOT / "docs"),
}


def pages(language: str) -> list[Path]:
    """The README of a language, and its pages in docs/."""
    return [ROOT / READMES[language], *sorted((ROOT / "docs" / language).glob("*.md"))]


def renewed(texts: Mapping[str, str], language: str) -> dict[str, str]:
    """Give each text, by its name, with its generated parts and outputs as they should be.

    That is the work of a process of its own: the interface's language belongs to a process.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": os.environ["PATH"], **_ENVIRONMENT, "PARCCLI_LANG": language, "HOME": home}
        done = subprocess.run(  # noqa: S603 -- this file itself
            [sys.executable, "-X", "utf8", __file__, "renew"],
            input=json.dumps(dict(texts)),
            env=environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
    return dict(json.loads(done.stdout))


def renew(text: str, parts: Mapping[str, str]) -> str:
    """Do that for one text, in this process."""
    # Imported once the language is bound.
    from docs_console import Terminal  # noqa: PLC0415
    from docs_typography import typeset  # noqa: PLC0415

    text = typeset(text) if os.environ["PARCCLI_LANG"] == "fr" else text
    text = GENERATED.sub(lambda match: f"{match[1]}{parts[match['name']]}\n", text)
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(Path(folder))
        return _BLOCK.sub(lambda block: _played(block, terminal), text)


def _played(block: re.Match[str], terminal: Terminal) -> str:
    how, _sign, name = block["rest"].partition("=")
    if how in {"file", "append"}:
        terminal.save(name, block["text"], append=how == "append")
    if block["kind"] != "console" or not all(shutil.which(program) for program in block["rest"].split()):
        return block[0]
    commands = _COMMAND.findall(block["text"])
    outputs = [f"$ {command}\n{terminal.run(command)}" for command in commands]
    first_line, _end, _rest = block[0].partition("\n")
    return f"{first_line}\n{''.join(outputs)}```"


def _renew_all() -> None:
    from parccli import i18n  # noqa: PLC0415 -- the other commands do without

    i18n.bind(i18n.negotiate([], os.environ), environ=os.environ)
    from docs_parts import parts  # noqa: PLC0415 -- typer translates as it is imported: not before

    texts = json.load(sys.stdin)
    made = parts()
    print(json.dumps({name: renew(text, made) for name, text in texts.items()}))


def _all_renewed() -> Iterator[tuple[Path, str, str]]:
    for language in READMES:
        texts = {str(path): path.read_text(encoding="utf-8") for path in pages(language)}
        for name, text in renewed(texts, language).items():
            yield Path(name), texts[name], text


def main(arguments: list[str]) -> int:
    """Do what the one argument says."""
    if arguments == ["renew"]:
        _renew_all()
        return 0
    stale = [(path, before, after) for path, before, after in _all_renewed() if before != after]
    for path, before, after in stale:
        if arguments == ["update"]:
            path.write_text(after, encoding="utf-8", newline="\n")
        name = path.relative_to(ROOT).as_posix()
        print(*difflib.unified_diff(before.splitlines(), after.splitlines(), name, "as it is", lineterm=""), sep="\n")
    return 1 if stale and arguments != ["update"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
