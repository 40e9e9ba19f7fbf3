"""Keep the catalogues in line with the source.

    catalogue.py update              add what the source says and a catalogue lacks, remove what it says no more
    catalogue.py merge FILE.po…      fill what is untranslated from other catalogues, the first that has it
    catalogue.py check               name what is missing, untranslated, fuzzy, unused or has other placeholders

A message is a string marked in src/, a paragraph of a rule's page (the docstring of its module; its examples,
which are indented, stay as they are), or a string that typer shows by the standard gettext. Catalogues are sorted
and have no line numbers: small diffs.
"""

from __future__ import annotations

import argparse
import ast
import importlib.metadata
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "parccli"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "mark": None, "ngettext": (1, 2)}
TYPER_MODULES = ("core.py", "rich_utils.py")
# Not every brace is one: some texts show JSON, and are never formatted.
PLACEHOLDER = re.compile(r"\{(\w*)(?:![rsa])?(?::[^{}]*)?\}")
RULE_MODULE = re.compile(r"[a-z]\d{3}")

MessageId = str | tuple[str, str]
"""The English text; for a message that counts, its singular and its plural."""


def messages() -> set[MessageId]:
    """Everything that a user can see."""
    sources = [*sorted(PACKAGE.rglob("*.py")), *_typer_sources()]
    marked = {message for path in sources for message in _marked(path)}
    pages = {text for path in sorted(PACKAGE.glob("rules/*.py")) if RULE_MODULE.match(path.stem) for text in page(path)}
    return marked | pages


def page(path: Path) -> list[str]:
    """The paragraphs of a module's docstring, examples left out, as `validate --explain` looks them up."""
    docstring = ast.get_docstring(ast.parse(path.read_bytes())) or ""
    return [paragraph for paragraph in docstring.split("\n\n") if paragraph and not paragraph[0].isspace()]


def catalogues() -> list[Path]:
    """The catalogue of each language."""
    return sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    """Read a catalogue; an impossible line is a PoFileError."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3] if path in catalogues() else "fr", abort_invalid=True)


def update(catalogue: Catalog, wanted: Iterable[MessageId]) -> Catalog:
    """Give a catalogue of the `wanted` messages, with the translations that it has already."""
    updated = Catalog(locale=catalogue.locale)
    for message in wanted:
        known = catalogue.get(message)
        updated.add(message, known.string if known and known.id == message else "")
    return updated


def merge(catalogue: Catalog, others: Iterable[Catalog]) -> Catalog:
    """Fill each untranslated message from the first of `others` that translates it."""
    merged = Catalog(locale=catalogue.locale)
    candidates = list(others)
    for message in _entries(catalogue):
        known = (other.get(message.id) for other in candidates)
        sources = [message, *(entry for entry in known if entry and entry.id == message.id)]
        merged.add(message.id, next((entry.string for entry in sources if _translated(entry)), message.string))
    return merged


def problems(catalogue: Catalog, wanted: set[MessageId]) -> list[str]:
    """Say what is wrong with a catalogue, a line each."""
    entries = {_id(message): message for message in _entries(catalogue)}
    found = [f"missing: {message!r}" for message in wanted - entries.keys()]
    for key, message in entries.items():
        if key not in wanted:
            found.append(f"unused: {key!r}")
        elif not _translated(message):
            found.append(f"untranslated: {key!r}")
        elif message.fuzzy:
            found.append(f"fuzzy: {key!r}")
        elif not all(_agree(message, string) for string in strings(message)):
            found.append(f"other placeholders or outer spaces: {key!r} → {message.string!r}")
    return sorted(found)


def strings(message: Message) -> tuple[str, ...]:
    """The translation of a message, or its translations for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def write(path: Path, catalogue: Catalog) -> None:
    """Write `catalogue` under the header that the file has."""
    header = path.read_text(encoding="utf-8").split("\n\n", 1)[0].rstrip("\n")
    for message in _entries(catalogue):
        # Babel guesses these from the text: "100 % done" is no format.
        message.flags &= {"fuzzy"}
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    path.write_text(f"{header}\n\n{body.getvalue().decode().strip()}\n", encoding="utf-8", newline="\n")


def _marked(path: Path) -> Iterator[MessageId]:
    with path.open("rb") as file:
        for _line, found, _comments, _context in extract("python", file, KEYWORDS):
            # The empty string would be the header.
            if found:
                yield found if isinstance(found, str) else (found[0], found[1])


def _typer_sources() -> list[Path]:
    # Found, not imported: typer would bind its strings.
    files = importlib.metadata.files("typer") or []
    return [Path(file.locate()) for file in files if file.parent.name == "typer" and file.name in TYPER_MODULES]


def _entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _id(message: Message) -> MessageId:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _translated(message: Message) -> bool:
    return bool(message.string) and all(strings(message))


def _agree(message: Message, string: str) -> bool:
    texts = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    wanted = {field for text in texts for field in PLACEHOLDER.findall(text)}
    given = set(PLACEHOLDER.findall(string))
    # One form of a plural may say "one" for {count}.
    same = given == wanted if len(texts) == 1 else given <= wanted
    return same and _outer_spaces(string) == _outer_spaces(texts[0])


def _outer_spaces(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def main(arguments: list[str] | None = None) -> int:
    """Run one of the three commands on every catalogue; 1 when `check` finds something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update")
    commands.add_parser("merge").add_argument("files", nargs="+", type=Path)
    commands.add_parser("check")
    chosen = parser.parse_args(arguments)

    found: list[str] = []
    for path in catalogues():
        if chosen.command == "update":
            write(path, update(read(path), messages()))
        elif chosen.command == "merge":
            write(path, merge(read(path), [read(other) for other in chosen.files]))
        else:
            found += [f"{path.relative_to(ROOT)}: {problem}" for problem in problems(read(path), messages())]
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
