"""Findings as GitHub's workflow commands: each becomes an annotation at its lines in a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.cli.terminal import visible
from parccli.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.findings import Finding

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# GitHub decodes these three in a message, and the two others in a property as well.
_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({":": "%3A", ",": "%2C"}) | _MESSAGE


def github_text(findings: Iterable[Finding], folder: str = "") -> str:
    """One line a finding; `folder` is the site's, from the top of the repository, with `/` at its end or empty."""
    return "".join(_annotation(finding, folder) for finding in findings)


def _annotation(finding: Finding, folder: str) -> str:
    properties = {
        "file": f"{folder}{finding.path}",
        "line": str(finding.line),
        "col": str(finding.column),
        "endLine": str(finding.end_line),
        "endColumn": str(finding.end_column),
        "title": f"{finding.code} {finding.name}",
    }
    listed = ",".join(f"{name}={visible(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{visible(finding.message).translate(_MESSAGE)}\n"
