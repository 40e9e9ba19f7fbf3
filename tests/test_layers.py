"""What the import-linter contracts leave out must be no rule, importer, target or command itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

from parccli.cli import COMMANDS, Group
from parccli.exporters import EXPORTERS
from parccli.importers import IMPORTERS
from parccli.rules import RULES, PostRule, SiteRule

SETTINGS = Path(__file__).resolve().parent.parent / "pyproject.toml"


def leaves() -> set[str]:
    """The module of everything that stands in a registry."""
    commands = [command for entry in COMMANDS for command in (entry.commands if isinstance(entry, Group) else (entry,))]
    names = {f"parccli.cli.{command.target.partition(':')[0]}" for command in commands}
    names |= {getattr(module, "__name__", "") for module in (*IMPORTERS.values(), *EXPORTERS.values())}
    checks = [rule.check for rule in RULES.values() if isinstance(rule, PostRule | SiteRule)]
    assert len(checks) == len(RULES)
    return names | {check.__module__ for check in checks} - {"parccli.rules.rule"}


def test_what_neighbours_may_import_is_in_no_registry() -> None:
    """Otherwise one command could lean on another."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    shared = {line.split(" -> ")[1] for contract in contracts for line in contract.get("ignore_imports", ())}
    assert shared
    assert shared.isdisjoint(leaves())
