"""A finding as text (where, what, the line it points at, the fix), or as an object for a program.

For a person at a terminal findings stand under the file's name and fit its width; for a program each has a line that
begins with `path:line:column`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.cli.terminal import BOLD, CYAN, DIM, RED, YELLOW, folded, one_line, styled
from parccli.findings import Safety, Severity
from parccli.i18n import gettext as _
from parccli.i18n import language
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parccli.findings import Finding, Fix
    from parccli.source import Source

WIDTH = 72
"""How much of a long line is shown, in characters."""

# Of hundreds of thousands of findings, most say the same in other places.
_MANY: Final = 1000

_SEVERITIES = {
    Severity.ERROR: (N_("error"), RED),
    Severity.WARNING: (N_("warning"), YELLOW),
    Severity.INFO: (N_("info"), CYAN),
}


class Layout(NamedTuple):
    """How the findings of a file are shown: under its name, folded to the `width` of a terminal, or a line for each."""

    width: int | None = None
    colour: bool = False

    def __call__(self, findings: Sequence[Finding], source: Source | None) -> str:
        """Lay them out; without its source, the lines that they point at are not shown."""
        if self.width is None:
            return "".join(finding_text(finding, source) for finding in findings)
        return sheet(findings, source, width=self.width, colour=self.colour)


def finding_text(finding: Finding, source: Source | None) -> str:
    """`path:line:column: severity: message [code]`, then the line with carets under it, then the fix."""
    place = f"{one_line(finding.path)}:{finding.line}:{finding.column}:"
    lines = [f"{place} {_remark(finding, colour=False)}"]
    if source:
        lines += _excerpt(finding, source, gutter=f"{finding.line:5} │ ", colour=False, width=None)
    if finding.fix:
        lines.append(f"  {_fix(finding.fix)}")
    return "\n".join(lines) + "\n"


def sheet(findings: Sequence[Finding], source: Source | None, *, width: int, colour: bool) -> str:
    """The findings of one file under its name: place and message folded to `width`, the line with carets, the fix."""
    lines = [styled(one_line(findings[0].path), BOLD, colour=colour)]
    for finding in findings:
        head = f"  {finding.line}:{finding.column} {_remark(finding, colour=colour)}"
        lines.append(folded(head, width, indent="  "))
        if source:
            lines += _excerpt(finding, source, gutter="    │ ", colour=colour, width=width)
        if finding.fix:
            lines.append(styled(folded(f"    {_fix(finding.fix)}", width, indent="  "), DIM, colour=colour))
    return "\n".join(lines) + "\n"


def _remark(finding: Finding, *, colour: bool) -> str:
    return _remark_in(language(), finding.severity, finding.message, finding.code, colour=colour)


@lru_cache(_MANY)
def _remark_in(_language: str, severity: Severity, message: str, code: str, *, colour: bool) -> str:
    name, style = _SEVERITIES[severity]
    label = styled(_(name), f"{BOLD};{style}", colour=colour)
    remark = _("{severity}: {message}").format(severity=label, message=one_line(message))
    return f"{remark} [{code}]"


def finding_object(finding: Finding) -> dict[str, object]:
    """The finding as JSON shows it, its keys in the order of the report."""
    fix = {"safety": finding.fix.safety.value, "title": finding.fix.title} if finding.fix else None
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "message": finding.message,
        "fix": fix,
        "url": finding.url,
    }


def _fix(fix: Fix) -> str:
    return _fix_in(language(), fix.safety, fix.title)


@lru_cache(_MANY)
def _fix_in(_language: str, safety: Safety, title: str) -> str:
    label = _("fix") if safety is Safety.SAFE else _("unsafe fix")
    return _("{label}: {title}").format(label=label, title=one_line(title))


def _room(line: str, width: int | None, gutter: str) -> int:
    """How much of a line is shown on a screen of `width` characters, beside the gutter and what marks a cut."""
    if width is None:
        return WIDTH
    room = width - len(gutter)
    return max(WIDTH // 3, min(WIDTH, room if len(line) <= room else room - 2))


def _excerpt(finding: Finding, source: Source, *, gutter: str, colour: bool, width: int | None) -> list[str]:
    _name, style = _SEVERITIES[finding.severity]
    line = source.line(finding.line)
    room = _room(line, width, gutter)
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    first = max(0, min(start - room // 3, len(line) - room))
    shown = _as_columns(line[first : first + room])
    before = "…" if first else ""
    after = "…" if first + room < len(line) else ""
    carets = "^" * max(1, min(end, first + room) - start)
    indent = " " * (len(before) + start - first)
    return [
        f"{gutter}{before}{shown}{after}",
        " " * (len(gutter) - 2) + "│ " + indent + styled(carets, style, colour=colour),
    ]


def _as_columns(text: str) -> str:
    """Show each character in one column, so that the carets stand under what they mean."""
    if not text.isprintable():
        for character in set(text):
            if not character.isprintable():
                text = text.replace(character, " ")
    return text
