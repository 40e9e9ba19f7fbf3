"""What each command may import. A time would fail on a busy machine; the list of modules fails where the cause is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.cli import COMMANDS, Command, Group
from parccli.exporters import EXPORTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.cli.conftest import Process, Site

TRACING = Path(__file__).with_name("tracing.py")
POST = "---\nid: tag:example.org,2024:1\ntitle: Les portes ouvertes\ndate: 2024-05-06\nstatus: draft\n---\n\nVenez.\n"

RICH = {"html", "logging", "rich"}
LOCK = {"filelock", "hashlib", "logging", "secrets"}
POSTS = {"frontmatter", "yaml"}
PROSE = {"html", "parccli.french.typography", "parccli.markdown", "pyromark"}
ADDRESSES = {"html", "nh3"}
PAGES = PROSE | ADDRESSES | {"hashlib", "lxml", "parccli.render.rendering"}
# What importlib.metadata needs to find plug-ins: a file of installed packages is read as e-mail headers and CSV.
PLUGINS = {"csv", "email", "hashlib", "importlib.metadata", "secrets", "socket", "tempfile", "zipfile"}
JUDGED = POSTS | PAGES | PLUGINS | {"parccli.rules"}
# One of those that an export has no use for.
CHECKS = JUDGED | {"parccli.rules.t101_narrow_space_missing"}
IMPORT = CHECKS | {"parccli.importers", "parccli.unhtml", "xml.etree"}
TARGETS = {f"parccli.exporters.{name}" for name in EXPORTERS}
EXPORT = JUDGED | LOCK | TARGETS | {"concurrent", "minijinja", "multiprocessing", "parccli.build.run", "sqlite3"}
PREVIEW = EXPORT | CHECKS | {"http", "parccli.preview", "ssl"}
# Each format that only some imports and exports, and some posts, need.
FORMATS = {"PIL", "css_inline", "cssselect", "feedgen", "mammoth", "python_calamine", "trafilatura"}
OTHERS = {"asyncio", "parccli.starter", "urllib.request", "watchfiles"}
HEAVY = RICH | PREVIEW | IMPORT | FORMATS | OTHERS

RUNS: Sequence[tuple[str, set[str]]] = (
    ("--version", set()),
    ("--help", RICH),
    ("init new --yes", POSTS | {"hashlib", "parccli.starter"}),
    ("new Titre --no-edit", POSTS | LOCK | {"parccli.starter"}),
    ("new Titre --no-edit --publish", CHECKS | LOCK | {"parccli.starter"}),
    ("edit portes", POSTS),
    ("list", POSTS),
    ("list --format json", POSTS | ADDRESSES),
    ("show portes", POSTS | PROSE),
    ("show portes --format html", POSTS | PAGES),
    ("validate portes", CHECKS),
    ("publish portes", CHECKS | LOCK),
    ("publish portes --force", POSTS | LOCK),
    ("unpublish portes", POSTS | LOCK),
    ("rename portes autres-portes", POSTS | LOCK | ADDRESSES),
    ("import rows.csv", POSTS | PROSE | PLUGINS | LOCK | {"parccli.importers"}),
    ("export", EXPORT | {"feedgen"}),
    ("preview --page absent.html", PREVIEW),
    ("config show", set()),
    ("config schema", POSTS),
    ("completion bash", set()),
)


def names(commands: Iterable[Command | Group], before: str = "") -> Iterator[str]:
    """Yield every command as it is typed."""
    for entry in commands:
        if isinstance(entry, Group):
            yield from names(entry.commands, f"{before}{entry.name} ")
        else:
            yield f"{before}{entry.name}"


def imported(run: Process, *arguments: str) -> dict[str, str]:
    """Run a command, and give the modules that it imported, each with the module that did."""
    traced = replace(run, program=(str(TRACING),))
    importers: dict[str, str] = json.loads(traced(*arguments, env={"EDITOR": "true"}).stderr.splitlines()[-1])
    return importers


def unneeded(importers: dict[str, str], allowed: set[str]) -> list[str]:
    """Name each heavy module that came unasked, after those that led to it."""
    return [" -> ".join(chain(name, importers)) for name in sorted(HEAVY - allowed) if name in importers]


def chain(name: str, importers: dict[str, str]) -> list[str]:
    """Give the modules from the program down to `name`."""
    links = [name]
    while (above := importers.get(links[0])) and above not in links:
        links.insert(0, above)
    return links


@pytest.mark.parametrize(("line", "allowed"), RUNS, ids=[line for line, _allowed in RUNS])
def test_a_command_imports_nothing_heavy_that_it_does_not_need(
    run: Process, site: Site, line: str, allowed: set[str]
) -> None:
    """Start-up is a feature: what a command has no use for stays on the disk."""
    site.write(portes=POST)
    (site.root / "rows.csv").write_text("title,date,body\nUn,2024-01-02,Texte\n", encoding="utf-8")
    assert unneeded(imported(run, *line.split()), allowed) == []


def test_an_export_without_options_needs_nothing_that_reads_them(run: Process, site: Site) -> None:
    """It is what a clock runs, and does what it does with an option that changes nothing."""
    site.write(portes=POST.replace("draft", "published"))
    assert "typer" not in imported(run, "export")
    first = {path: path.read_bytes() for path in (site.root / "public").rglob("*.*")}
    assert "typer" in imported(run, "export", "--no-cache", "--out", "autre")
    second = {
        site.root / "public" / path.relative_to(site.root / "autre"): path for path in site.root.rglob("autre/**/*.*")
    }
    assert first == {path: other.read_bytes() for path, other in second.items()} != {}


@pytest.mark.parametrize("name", sorted({*names(COMMANDS)} - {"import"}))
def test_the_help_of_a_command_imports_nothing_but_what_draws_it(run: Process, name: str) -> None:
    """Only that of `import` is made of the importers themselves, which it names."""
    assert unneeded(imported(run, *name.split(), "--help"), RICH) == []


def test_every_command_says_what_it_may_import() -> None:
    """A new command gets a line in the table."""
    assert [name for name in names(COMMANDS) if not any(f"{line} ".startswith(f"{name} ") for line, _ in RUNS)] == []


def test_a_heavy_import_is_told_with_what_led_to_it() -> None:
    """The message names the line of imports to cut."""
    importers = {"parccli.cli": "__main__", "parccli.cli.list": "parccli.cli.app", "lxml": "parccli.cli.list"}
    assert unneeded(importers, {"nh3"}) == ["parccli.cli.app -> parccli.cli.list -> lxml"]
