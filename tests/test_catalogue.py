"""Every string that a user can see is in the catalogue, and is good French there."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import catalogue
import pytest
from babel.messages.catalog import Catalog

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = sorted(catalogue.PACKAGE.rglob("*.py"))
CATALOGUES = catalogue.catalogues()

# Between guillemets a line of front matter, settings or shell is quoted: its colon is YAML's.
CODE = re.compile(r"(?m)`[^`]*`|«\xa0[\w…]+(?:: | = |=)[^»]*»|^ {4}.*$|\w+://\S+")
# English has no such signs: a message that shows one speaks of the sign itself.
SIGNS = re.compile(r"[«»]|; ! \?|etc\.\.\.")
FAULTS = {
    "plain space before : ; ! ? or »": re.compile(r" [:;!?»]"),
    "no space before : ; ! or ?": re.compile(r"\w[:;!?](?=\s|$)"),
    "plain space after «": re.compile(r"« "),
    "straight apostrophe": re.compile(r"'"),
    "English quotation marks": re.compile(r"[“”]"),
    "three full stops": re.compile(r"\.\.\."),
    "wide space before ; ! or ?": re.compile(r"\xa0[;!?]"),
}

# One word for one thing, as docs/fr/glossaire.md has them: what would be a second word, and the one that we say.
TERMS = {
    r"greffon": "extension",
    r"permalien": "slug",
    r"non sûre": "à relire",
    r"lettres? d’information": "newsletter",
    r"\bKo\b": "ko",
    r"chap(?:o|eau)\b": "chapô",
    r"actualités? (?:est|ne|n’)": "article",
}

SHOWN_KEYWORDS = {"epilog", "help", "hint", "label", "message", "prompt", "rich_help_panel", "short_help", "summary"}
"""What users read, whichever function takes it."""

SHOWN_CONSTANTS = {"EPILOG", "SUMMARY"}
"""What the registries take from a module."""


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_message_is_translated(path: Path) -> None:
    """Nothing is missing, untranslated, fuzzy or unused, and placeholders are those of the English."""
    assert catalogue.problems(catalogue.read(path), catalogue.messages()) == []


def test_there_is_french() -> None:
    """French is complete from the first day."""
    assert "fr" in [path.parts[-3] for path in CATALOGUES]


@pytest.mark.parametrize(
    ("text", "translation", "wanted", "problems"),
    [
        ("done", "fait", {"done"}, []),
        ("done", "fait", {"done", "again"}, ["missing: 'again'"]),
        ("done", "fait", set(), ["unused: 'done'"]),
        ("done", "", {"done"}, ["untranslated: 'done'"]),
        (("{n} post", "{n} posts"), ("un article", "{n} articles"), {("{n} post", "{n} posts")}, []),
        (("{n} post", "{n} posts"), ("un article", ""), {("{n} post", "{n} posts")}, ["untranslated:"]),
        ("no {key}", "pas de {clé}", {"no {key}"}, ["other placeholders or outer spaces:"]),
        ("Usage: ", "Utilisation\u00a0:", {"Usage: "}, ["other placeholders or outer spaces:"]),
        ("write { or }", "écrivez { ou }", {"write { or }"}, []),
    ],
)
def test_a_fault_of_the_catalogue_is_named(
    text: catalogue.MessageId, translation: catalogue.MessageId, wanted: set[catalogue.MessageId], problems: list[str]
) -> None:
    """Each line says what is wrong, and with which message."""
    found = catalogue.problems(french({text: translation}), wanted)
    assert [line[: len(problem)] for line, problem in zip(found, problems, strict=True)] == problems


def test_update_keeps_translations_and_drops_what_is_unused() -> None:
    """A message that is still in the source keeps its French, a new one waits for its own."""
    updated = catalogue.update(french({"kept": "gardé", "dropped": "ôté"}), ["kept", "new"])
    assert {message.id: message.string for message in updated if message.id} == {"kept": "gardé", "new": ""}


def test_merge_fills_gaps_from_the_first_that_can() -> None:
    """What is translated already stays; what nobody translates stays empty."""
    others = [french({"kept": "autre", "filled": ""}), french({"filled": "rempli"}), french({"filled": "tard"})]
    merged = catalogue.merge(french({"kept": "gardé", "filled": "", "empty": ""}), others)
    strings = {message.id: message.string for message in merged if message.id}
    assert strings == {"kept": "gardé", "filled": "rempli", "empty": ""}


def french(translations: dict[catalogue.MessageId, catalogue.MessageId]) -> Catalog:
    """Make a French catalogue of `translations`."""
    made = Catalog(locale="fr")
    for text, translation in translations.items():
        made.add(text, translation)
    return made


def test_french_typography() -> None:
    """Our own messages keep the rules that parccli checks in posts."""
    messages = catalogue.read(catalogue.PACKAGE / "locale/fr/LC_MESSAGES/parccli.po")
    spoken = [message for message in messages if message.id and not SIGNS.search(str(message.id))]
    texts = [text for message in spoken for text in catalogue.strings(message)]
    assert len(texts) > len(messages) / 2
    assert [f"{fault}: {text}" for text in texts for fault in typography_faults(text)] == []


def test_one_word_for_one_thing() -> None:
    """The interface and the documentation call a thing by one name."""
    messages = catalogue.read(catalogue.PACKAGE / "locale/fr/LC_MESSAGES/parccli.po")
    texts = [text for message in messages if message.id for text in catalogue.strings(message)]
    assert [f"{word}: {text}" for text in texts for term, word in TERMS.items() if re.search(term, text)] == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Écrivez la clé\u00a0: «\u00a0titre\u00a0»", []),
        ("Voulez-vous continuer\u202f?", []),
        ("Écrivez `key: 'value'` ou https://example.org", []),
        ("Exemple\u00a0:\n\n    titre: 'Le parc'", []),
        ("Ajoutez «\u00a0title: …\u00a0».", []),
        ("un\u00a0; deux", ["wide space before ; ! or ?"]),
        ("Erreur : clé", ["plain space before : ; ! ? or »"]),
        ("Erreur: clé", ["no space before : ; ! or ?"]),
        ("« titre\u00a0»", ["plain space after «"]),
        ("l'article", ["straight apostrophe"]),
        ("le “titre”", ["English quotation marks"]),
    ],
)
def test_typography_faults(text: str, faults: list[str]) -> None:
    """A fault is named, and code is left alone."""
    assert typography_faults(text) == faults


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(catalogue.PACKAGE).as_posix())
def test_no_text_bypasses_the_catalogue(path: Path) -> None:
    """What an error, a finding, a command's help or the console says is marked for translation."""
    assert bare_texts(path.read_text(encoding="utf-8"), ERRORS) == []


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('raise ParcError("the file is empty")', [1]),
        ('raise ParcError(_("the file is empty"), hint="Fill it.")', [1]),
        ('raise UsageError(f"no {name}")', [1]),
        ('raise UsageError("no {name}".format(name=name))', [1]),
        ('raise UsageError(\n    _("no name") if empty else "bad name"\n)', [2]),
        ('Finding(code="P001", message="no title")', [1]),
        ('Command(name="new", summary="Write a post")', [1]),
        ('name: str = typer.Option(help="Name of the site")', [1]),
        ('app.command(name="new", help="Write a post")', [1]),
        ('SUMMARY = "RSS 2.0 feeds"', [1]),
        ('rule.finding(file, None, "no title")', [1]),
        ('call.console.say("done")', [1]),
        ('console.say(_("done"))', []),
        ('console.say(ngettext("{count} post", "{count} posts", count).format(count=count))', []),
        ('raise ParcError(_("the file is empty"), path="posts/a.md")', []),
        ('console.result("\\n".join(lines))', []),
        ('raise ValueError("overlapping edits")', []),
    ],
)
def test_bare_texts(code: str, lines: list[int]) -> None:
    """A literal that a user would see is found at its line; one that passes through the catalogue is not."""
    assert [line for line, _text in bare_texts(code, {"ParcError", "UsageError"})] == lines


def typography_faults(text: str) -> list[str]:
    """Name the rules of French typography that `text` breaks outside code and addresses."""
    prose = CODE.sub("", text)
    return [fault for fault, pattern in FAULTS.items() if pattern.search(prose)]


def error_names() -> set[str]:
    """ParcError and all that descends from it."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ClassDef)
    }
    names = {"ParcError"}
    while children := {name for name, parents in bases.items() if parents & names} - names:
        names |= children
    return names


ERRORS = error_names()


def bare_texts(code: str, errors: set[str]) -> list[tuple[int, str]]:
    """Find the literals, with their lines, that `code` shows to a user without a translation."""
    shown = [text for node in ast.walk(ast.parse(code)) for text in shown_texts(node, errors)]
    return [(literal.lineno, ast.unparse(literal)) for text in shown for literal in literals(text)]


def shown_texts(node: ast.AST, errors: set[str]) -> list[ast.expr]:
    """Give the expressions of a call or an assignment that a user will read."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in SHOWN_CONSTANTS:
            return [value]
        case ast.Call(func=function, args=arguments, keywords=keywords):
            named = [keyword.value for keyword in keywords if keyword.arg in SHOWN_KEYWORDS]
            return [*positional_texts(function, arguments, errors), *named]
        case _:
            return []


def positional_texts(function: ast.expr, arguments: list[ast.expr], errors: set[str]) -> list[ast.expr]:
    """Give what a user reads of the arguments without a name: of our errors, of findings and of the console."""
    match function:
        case ast.Name(id=name) if name in errors:
            return arguments[:1]
        case ast.Name(id="Fix") | ast.Attribute(attr="finding"):
            return arguments
        case ast.Attribute(value=ast.Name(id="console") | ast.Attribute(attr="console")):
            return arguments
        case _:
            return []


def literals(node: ast.expr) -> list[ast.expr]:
    """Give the literals with words in them that `node` can evaluate to, or is formatted from."""
    match node:
        case ast.Constant(value=str(text)):
            return [node] if any(character.isalpha() for character in text) else []
        case ast.JoinedStr(values=parts):
            return [node] if any(literals(part) for part in parts if isinstance(part, ast.Constant)) else []
        case ast.Call(func=ast.Attribute(value=left, attr="format")):
            branches = [left]
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            branches = [left, right]
        case ast.BoolOp(values=values):
            branches = values
        case _:
            branches = []
    return [literal for branch in branches for literal in literals(branch)]
