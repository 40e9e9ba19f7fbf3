"""Findings as a SARIF 2.1.0 log, which code hosts and editors read: rules, results, and what their fixes write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from parccli import __version__
from parccli.findings import Severity
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parccli.findings import Finding
    from parccli.rules import Rule
    from parccli.source import Edit, Source

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT: Final = "SRCROOT"

Object = dict[str, Any]


def log(
    findings: Iterable[Finding], rules: Mapping[str, Rule], sources: Mapping[str, Source], folder: str = ""
) -> Object:
    """The log of one run. `sources` are the posts by path, which tell where a fix begins and ends.

    `folder` is the site's, from the top of the repository, with `/` at its end or empty. Its results are an iterator.
    """
    codes = sorted(rules)
    numbers = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "parccli",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_descriptor(rules[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": _("The top of the repository.")}}},
        "results": (_result(finding, numbers, sources, folder) for finding in findings),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptor(rule: Rule) -> Object:
    title, *rest = [part if part[0].isspace() else _(part) for part in rule.page.strip().split("\n\n")]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": rest[0] if rest else title},
        "help": {"text": "\n\n".join((title, *rest)), "markdown": "\n\n".join((title, *rest))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, numbers: Mapping[str, int], sources: Mapping[str, Source], folder: str) -> Object:
    place = _artifact(finding.path, folder)
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    result: Object = {
        "ruleId": finding.code,
        "ruleIndex": numbers[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": place, "region": region}}],
    }
    source = sources.get(finding.path)
    if finding.fix and source:
        replacements = [_replacement(edit, source) for edit in sorted(finding.fix.edits)]
        changes = [{"artifactLocation": place, "replacements": replacements}]
        result["fixes"] = [{"description": {"text": finding.fix.title}, "artifactChanges": changes}]
    return result


def _artifact(path: str, folder: str) -> Object:
    return {"uri": quote(f"{folder}{path}"), "uriBaseId": _ROOT}


def _replacement(edit: Edit, source: Source) -> Object:
    line, column = source.position(edit.start)
    end_line, end_column = source.position(edit.end)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}
