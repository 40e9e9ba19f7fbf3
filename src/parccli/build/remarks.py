"""Findings ↔ text: what a cache keeps of a check. Text gives back equal values, or none."""

from __future__ import annotations

import json
from itertools import starmap
from typing import TYPE_CHECKING, Any, Final

from parccli.findings import Finding, Fix, Safety, Severity
from parccli.source import Edit

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_SEVERITIES: Final = {severity.value: severity for severity in Severity}
_SAFETIES: Final = {safety.value: safety for safety in Safety}


def to_text(findings: Iterable[Finding]) -> str:
    """Write the findings of one post; their path is left out."""
    return json.dumps([_values(finding) for finding in findings], ensure_ascii=False)


def from_text(text: str, path: str, codes: Container[str]) -> Iterator[Finding]:
    """Read what `to_text` wrote of the post at `path`, as far as it is of the rules `codes`."""
    for code, name, severity, line, column, end_line, end_column, message, fix, url in json.loads(text):
        if code in codes:
            yield Finding(
                code=code,
                name=name,
                severity=_SEVERITIES[severity],
                path=path,
                line=line,
                column=column,
                end_line=end_line,
                end_column=end_column,
                message=message,
                fix=fix and _fix(*fix),
                url=url,
            )


def _values(finding: Finding) -> list[Any]:
    fix = finding.fix
    return [
        finding.code,
        finding.name,
        finding.severity.value,
        finding.line,
        finding.column,
        finding.end_line,
        finding.end_column,
        finding.message,
        fix and [fix.safety.value, fix.title, [[edit.start, edit.end, edit.text] for edit in fix.edits]],
        finding.url,
    ]


def _fix(safety: str, title: str, edits: list[tuple[int, int, str]]) -> Fix:
    return Fix(safety=_SAFETIES[safety], title=title, edits=tuple(starmap(Edit, edits)))
