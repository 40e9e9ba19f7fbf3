from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parccli.cli.github import github_text
from parccli.findings import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Call


def finding(message: str, severity: Severity = Severity.ERROR, path: str = "posts/a.md") -> Finding:
    """A finding on the characters 5 to 7 of line 3."""
    return Finding(
        code="P002",
        name="key_unknown",
        severity=severity,
        path=path,
        line=3,
        column=5,
        end_line=3,
        end_column=8,
        message=message,
    )


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_a_finding_is_one_command_with_its_place(severity: Severity, command: str) -> None:
    """File, lines, columns, and a title that names the check."""
    place = "file=posts/a.md,line=3,col=5,endLine=3,endColumn=8,title=P002 key_unknown"
    assert github_text([finding("clé inconnue", severity)]) == f"::{command} {place}::clé inconnue\n"


def test_what_github_would_read_otherwise_is_escaped() -> None:
    """Line ends and per cent signs everywhere, colons and commas in properties only; control characters show."""
    text = github_text([finding("5 % : a, b\r\nfin\x1b", path="posts/5 %: a, b.md")])
    assert "file=posts/5 %25%3A a%2C b.md," in text
    assert text.endswith("::5 %25 : a, b\\x0d%0Afin\\x1b\n")


def test_nothing_found_prints_nothing() -> None:
    """An empty line would be noise in a log."""
    assert github_text([]) == ""


@pytest.mark.parametrize(
    ("environ", "prefix"),
    [({}, "site/"), ({"GITHUB_WORKSPACE": "site"}, ""), ({"GITHUB_WORKSPACE": "elsewhere"}, "")],
)
def test_paths_start_from_the_top_of_the_repository(
    call: Call, tmp_path: Path, environ: dict[str, str], prefix: str
) -> None:
    """It is where the person stands, or what GitHub says; a site outside it has paths of its own."""
    root = tmp_path / "site"
    (root / "posts").mkdir(parents=True)
    (root / "parccli.toml").write_text('title = "Le Parc"\nurl = "https://www.example.org"\n', encoding="utf-8")
    (root / "posts" / "a.md").write_text("---\ntitle: a\n", encoding="utf-8")
    env = {name: str(tmp_path / folder) for name, folder in environ.items()}
    done = call("-C", "site", "validate", "--format", "github", env=env)
    assert done.exit_code == 1
    assert done.stdout.startswith(f"::error file={prefix}posts/a.md,line=1,")
