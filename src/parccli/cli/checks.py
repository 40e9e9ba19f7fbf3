"""What `validate` needs besides the rules themselves: their choice by code, their pages, and the count at the end."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from parccli.errors import UsageError
from parccli.findings import Finding, Safety, Severity
from parccli.i18n import gettext as _
from parccli.i18n import ngettext
from parccli.rules import RULES, Rule, discovered

if TYPE_CHECKING:
    from parccli.build.sheets import Sheet
    from parccli.cli.console import Console

PAGE_WIDTH = 80
"""Where a rule's page is folded, in characters."""


def available(console: Console) -> dict[str, Rule]:
    """The rules by code, those of third parties included; a plug-in that does not load is a warning."""
    rules, broken = discovered(RULES)
    for name in broken:
        console.warn(_("the plug-in “{name}” cannot be loaded: its checks are left out").format(name=name))
    return rules


def rule_named(code: str, rules: Mapping[str, Rule]) -> Rule:
    """The rule of a code in any case; raises UsageError with the nearest one."""
    if code.upper() not in rules:
        raise _unknown(code, rules)
    return rules[code.upper()]


def codes_of(lists: Iterable[str] | None, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Read `P012,A1` to codes or their beginnings; raises UsageError for one that fits no rule."""
    codes = [code.strip().upper() for codes in lists or () for code in codes.split(",") if code.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in rules):
            raise _unknown(code, rules)
    return tuple(codes)


def page(rule: Rule, width: int) -> str:
    """What the rule is about, in the interface's language; examples stay as they are."""
    title = f"{rule.code} {rule.name} ({_(rule.severity.value)})"
    return "\n\n".join([title, *(_paragraph(text, min(width, PAGE_WIDTH)) for text in rule.page.strip().split("\n\n"))])


class Tally:
    """Counts findings that pass by: `severities`, and how many `--fix` would mend."""

    def __init__(self) -> None:
        self.severities: Counter[Severity] = Counter()
        self.mendable = 0

    def passing(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Hand on each finding, counted."""
        for finding in findings:
            self.severities[finding.severity] += 1
            self.mendable += finding.fix is not None and finding.fix.safety is Safety.SAFE
            yield finding

    def passing_sheets(self, sheets: Iterable[Sheet]) -> Iterator[str]:
        """Hand on the text of each sheet, its findings counted."""
        for sheet in sheets:
            for severity, count in zip(Severity, sheet.severities, strict=True):
                self.severities[severity] += count
            self.mendable += sheet.mendable
            yield sheet.text


def summary(checked: int, counts: Mapping[Severity, int]) -> str:
    """How many posts were checked, and what was found, in one line."""
    number = counts.__getitem__
    found = {
        Severity.ERROR: ngettext("{count} error", "{count} errors", number(Severity.ERROR)),
        Severity.WARNING: ngettext("{count} warning", "{count} warnings", number(Severity.WARNING)),
        Severity.INFO: ngettext("{count} remark", "{count} remarks", number(Severity.INFO)),
    }
    parts = [text.format(count=number(severity)) for severity, text in found.items() if number(severity)]
    return _("{checked}: {found}").format(
        checked=ngettext("{count} post checked", "{count} posts checked", checked).format(count=checked),
        found=", ".join(parts) or _("nothing to report"),
    )


def _paragraph(text: str, width: int) -> str:
    if text[0].isspace():
        return text
    # A command or a key between backquotes is not cut at its hyphens.
    return textwrap.fill(_(text), width, break_on_hyphens=False, break_long_words=False)


def _unknown(code: str, rules: Mapping[str, Rule]) -> UsageError:
    nearest = get_close_matches(code.upper(), rules, n=1, cutoff=0.5)
    hint = _("Did you mean “{nearest}”?").format(nearest=nearest[0]) if nearest else None
    every = _("The codes are {codes}.").format(codes=", ".join(sorted(rules)))
    return UsageError(_("there is no check “{code}”").format(code=code), hint=hint or every)
