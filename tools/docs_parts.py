"""What the program can say of itself: registries in, Markdown in the interface's language out, by the part's name."""

from __future__ import annotations

import json
import os
import re
from dataclasses import MISSING, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from docs_console import Terminal

from parccli.cli import COMMANDS, Command
from parccli.config.settings import Config, document_of, kind_of, settings_of
from parccli.exporters import EXPORTERS
from parccli.i18n import gettext as _
from parccli.importers import IMPORTERS
from parccli.post.fields import FIELDS
from parccli.rules import RULES, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from dataclasses import Field

# The words of the tables: the program itself never says them.
_FRENCH = {
    "command": "commande",
    "does": "rôle",
    "code": "code",
    "name": "nom",
    "severity": "gravité",
    "finds": "ce qui est signalé",
    "reads": "lit",
    "target": "cible",
    "writes": "écrit",
    "setting": "réglage",
    "what it is for": "rôle",
    "default": "par défaut",
    "key": "clé",
    "what it holds": "contenu",
    "also read as": "aussi lue sous",
    "required": "obligatoire",
    "Front matter and post": "En-tête et article",
    "Structure of the Markdown": "Structure du Markdown",
    "French typography": "Typographie française",
    "Accessibility": "Accessibilité",
    "Links and media": "Liens et médias",
    "Feeds and fragments": "Flux et fragments",
}
_FAMILIES = {
    "P": "Front matter and post",
    "M": "Structure of the Markdown",
    "T": "French typography",
    "A": "Accessibility",
    "L": "Links and media",
    "F": "Feeds and fragments",
}


def parts() -> Mapping[str, str]:
    """Make every part."""
    makers = (_commands, _help, _command_pages, _rules, _rule_pages, _importers, _targets, _settings, _keys, _make)
    return {maker.__name__.removeprefix("_"): maker() for maker in makers}


def _commands() -> str:
    return _table(("command", "does"), ((f"`{name}`", _(command.summary)) for name, command in _all_commands()))


def _help() -> str:
    return _page([])


def _command_pages() -> str:
    return "\n\n".join(f"## {name}\n\n{_page(name.split())}" for name, _command in _all_commands())


def _all_commands() -> Iterator[tuple[str, Command]]:
    for entry in COMMANDS:
        if isinstance(entry, Command):
            yield entry.name, entry
        else:
            yield from ((f"{entry.name} {command.name}", command) for command in entry.commands)


def _page(command: list[str]) -> str:
    shown = Terminal(Path(os.environ["HOME"])).run(" ".join(["parccli", *command, "--help"]))
    return f"```text\n{shown.strip()}\n```"


def _rules() -> str:
    rows = [(rule.code, rule.name, _(rule.severity.value), _found(rule)) for rule in RULES.values()]
    return _table(("code", "name", "severity", "finds"), rows)


def _rule_pages() -> str:
    families = [(title, [rule for rule in RULES.values() if rule.code[0] == letter])
                for letter, title in _FAMILIES.items()]  # fmt: skip
    sections = [[f"## {_word(title)}", *map(_rule_page, rules)] for title, rules in families]
    return "\n\n".join(text for section in sections for text in section)


def _rule_page(rule: Rule) -> str:
    title = f"### {rule.code} `{rule.name}` ({_(rule.severity.value)})"
    return "\n\n".join([title, *(text if text[0].isspace() else _(text) for text in _paragraphs(rule))])


def _found(rule: Rule) -> str:
    return _(_paragraphs(rule)[0])


def _paragraphs(rule: Rule) -> list[str]:
    return rule.page.strip().split("\n\n")


def _importers() -> str:
    return _table(("`--from`", "reads"), ((f"`{one.NAME}`", _(one.SUMMARY)) for one in IMPORTERS.values()))


def _targets() -> str:
    return _table(("target", "writes"), ((f"`{one.NAME}`", _(one.SUMMARY)) for one in EXPORTERS.values()))


def _settings() -> str:
    plain, sections = {}, []
    for name, setting in settings_of(Config).items():
        table = next((kind for kind in _kinds(Config, setting) if isinstance(kind, type) and is_dataclass(kind)), None)
        if table is None:
            plain[name] = setting
        else:
            title = f"### `[{name}]`\n\n{_sentence(_(document_of(setting)))}"
            sections.append(f"{title}\n\n{_setting_table(settings_of(table))}")
    return "\n\n".join([_setting_table(plain), *sections])


def _kinds(table: type, setting: Field[Any]) -> tuple[Any, ...]:
    kind = kind_of(table, setting)
    return get_args(kind) or (kind,)


def _setting_table(settings: Mapping[str, Field[Any]]) -> str:
    rows = [(f"`{name}`", _(document_of(setting)), _default(setting)) for name, setting in settings.items()]
    return _table(("setting", "what it is for", "default"), rows)


def _default(setting: Field[Any]) -> str:
    default = setting.default
    if default is MISSING:
        return _word("required")
    value = list(default) if isinstance(default, tuple) else default
    # A space alone is shown as its code: U+202F looks like any other.
    text = json.dumps(value, ensure_ascii=isinstance(value, str) and value.isspace())
    return f"`{text}`"


def _keys() -> str:
    rows = [(f"`{one.name}`", _(one.doc), ", ".join(f"`{alias}`" for alias in one.aliases)) for one in FIELDS]
    return _table(("key", "what it holds", "also read as"), rows)


def _make() -> str:
    # For the engineer, in English.
    makefile = (Path(__file__).parent.parent / "Makefile").read_text(encoding="utf-8")
    rows = re.findall(r"^([a-z-]+):.* ## (.*)$", makefile, re.MULTILINE)
    return _table(("target", "does"), ((f"`make {name}`", text) for name, text in rows))


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = [_word(cell) for cell in header]
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _word(english: str) -> str:
    return _FRENCH.get(english, english) if os.environ["PARCCLI_LANG"] == "fr" else english
