"""The words typed so far -> what may come next, one offer a line: for the scripts that `completion` prints.

An offer is a word, and after a tab what it means. No offer leaves the line to the shell, which offers files.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from typer._click.core import Parameter
from typer._click.shell_completion import _resolve_context, _resolve_incomplete
from typer.core import TyperGroup

from parccli.cli.invocation import Invocation
from parccli.errors import ParcError
from parccli.i18n import gettext as _

WORD_VARIABLE = "_PARCCLI_WORD"
"""The word at the cursor, for PowerShell, which hands on no empty argument."""


def offers(group: TyperGroup, program: str, words: Sequence[str], call: Invocation, shell: str) -> Iterator[str]:
    """Give the offers for the last of `words`, all of those after the name of the program, as far as they go."""
    typed = list(words)
    if shell == "bash":
        typed = _as_typed(typed)
    elif shell == "powershell":
        typed.append(call.environ.get(WORD_VARIABLE, ""))
    *before, word = typed or [""]
    option, equals, _value = word.partition("=") if word.startswith("--") else ("", "", "")
    # bash takes what stands before “=” for another word.
    prefix = f"{option}=" if equals and shell != "bash" else ""
    # Where there is no site, or none that can be read, there is nothing to offer: whoever runs the command is told.
    with suppress(ParcError):
        for offer, help_ in _items(group, program, before, word, call):
            yield "\t".join(filter(None, (f"{prefix}{offer}", " ".join(help_.split()))))


def _posts(directory: Path) -> Iterator[tuple[str, str]]:
    from parccli.folder.site import find_root
    from parccli.folder.skimming import skim

    return skim(find_root(directory))


def _categories(directory: Path) -> Iterator[tuple[str, str]]:
    from parccli.folder.site import find_root, open_site

    return ((name, "") for name in open_site(find_root(directory)).config.categories)


def _targets(_directory: Path) -> Iterator[tuple[str, str]]:
    from parccli.exporters import discovered

    return ((name, _(target.SUMMARY)) for name, target in discovered()[0].items())


def _codes(_directory: Path) -> Iterator[tuple[str, str]]:
    from parccli.rules import RULES

    return ((code, rule.name) for code, rule in RULES.items())


_BY_NAME: Final[dict[str, Callable[[Path], Iterator[tuple[str, str]]]]] = {
    "post": _posts,
    "posts": _posts,
    "like": _posts,
    "category": _categories,
    "targets": _targets,
    "select": _codes,
    "ignore": _codes,
    "explain": _codes,
}
"""What is offered for an argument or option, by the name of its parameter in whichever command."""


def _items(
    group: TyperGroup, program: str, before: list[str], word: str, call: Invocation
) -> Iterator[tuple[str, str]]:
    context = _resolve_context(group, {"obj": call}, program, before)
    asked, word = _resolve_incomplete(context, before, word)
    known = _BY_NAME.get(asked.name or "") if isinstance(asked, Parameter) else None
    if known:
        folder = context.find_root().params.get("directory")
        directory = call.cwd / folder if folder else call.directory
        found = known(directory) if directory.is_dir() else ()
        yield from ((offer, help_) for offer, help_ in found if offer.startswith(word))
        return
    for item in asked.shell_complete(context, word):
        command = asked.get_command(context, item.value) if isinstance(asked, TyperGroup) else None
        # click cuts what it says of a command at 45 characters.
        yield item.value, (command.help if command else item.help) or ""


def _as_typed(words: Sequence[str]) -> list[str]:
    """Undo what bash does to a line: it cuts words at “=”, and hands on quotes and backslashes as they stand."""
    joined: list[str] = []
    for word in words:
        glued = joined and (word == "=" or joined[-1].endswith("=")) and joined[-1].startswith("--")
        if glued:
            joined[-1] += _unquoted(word)
        else:
            joined.append(_unquoted(word))
    return joined


def _unquoted(word: str) -> str:
    try:
        return "".join(shlex.split(word))
    except ValueError:
        # A quotation mark that is still open, or a backslash before what is yet to come.
        return word.lstrip("\"'").rstrip("\\")
