"""What `import` tells: the plan as a table, the posts written, what was left out and why, and how many of each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Final

from parccli import importers
from parccli.cli.invocation import Invocation
from parccli.cli.sources import SHOWN
from parccli.folder import writing
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.i18n import ngettext
from parccli.importers import Action, Message, Outline, Spool

_NOT_DONE: Final = frozenset({Action.REFUSED, Action.CONFLICT})
_WRITTEN: Final = frozenset({Action.CREATED, Action.UPDATED})
_ACTIONS: Final = {
    Action.CREATED: N_("created"),
    Action.UPDATED: N_("updated"),
    Action.UNCHANGED: N_("unchanged"),
    Action.SKIPPED: N_("skipped"),
    Action.REFUSED: N_("refused"),
    Action.CONFLICT: N_("conflict"),
}


class Told(Spool[Outline]):
    """What became of every row, in order, and how often it did."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[Action] = Counter()
        self.sources: set[str] = set()
        self.has_remarks = False

    def append(self, value: Outline, *, weight: int = 0) -> None:
        """Add a row."""
        self.counts[value.action] += 1
        self.sources.add(value.source)
        self.has_remarks = self.has_remarks or bool(value.messages)
        super().append(value, weight=weight)

    @property
    def is_done(self) -> bool:
        """Whether no row was refused or in conflict."""
        return not any(self.counts[action] for action in _NOT_DONE)


def tell(call: Invocation, told: Told, sources: Sequence[str], *, as_json: bool, plan: bool) -> None:
    """Show the plan as a table, or the report as JSON; then what came, and what was left out and why."""
    if as_json:
        call.console.json(importers.report(told, sources))
    elif plan:
        _show_plan(call, told)
    elif any(told.counts[action] for action in _WRITTEN):
        for outline in told:
            if outline.path and outline.action in _WRITTEN:
                call.console.result(outline.path)
    if told.has_remarks and (as_json or not plan):
        _tell_remarks(call, told)
    parts = [_counted(action, told.counts[action]) for action in Action if told.counts[action]]
    call.console.say(", ".join(parts) or _("nothing to import"))


def _show_plan(call: Invocation, told: Told) -> None:
    """A person sees titles; a program gets paths."""
    is_seen = call.console.on_terminal
    columns = (_("row"), _("action"), _("title") if is_seen else _("path"), _("remarks"))
    rows = (_row(outline, told, outline.title if is_seen else outline.path or "") for outline in told)
    call.console.table(columns, rows, main=None)


def write_report(call: Invocation, name: str, told: Told, sources: Sequence[str]) -> None:
    """Write the report where the command line says."""
    report = importers.report(told, sources)
    writing.save(call.cwd / name, json.dumps(report, ensure_ascii=False, indent=2).encode() + b"\n")


def write_rejects(call: Invocation, name: str, told: Told, shape: importers.Shape) -> None:
    """Write the refused rows alone where the command line says."""
    writing.save(call.cwd / name, importers.rejects(told, shape, language=call.language))


def _counted(action: Action, count: int) -> str:
    match action:
        case Action.CREATED:
            return ngettext("{count} created", "{count} created", count).format(count=count)
        case Action.UPDATED:
            return ngettext("{count} updated", "{count} updated", count).format(count=count)
        case Action.UNCHANGED:
            return ngettext("{count} unchanged", "{count} unchanged", count).format(count=count)
        case Action.SKIPPED:
            return ngettext("{count} skipped", "{count} skipped", count).format(count=count)
        case Action.REFUSED:
            return ngettext("{count} refused", "{count} refused", count).format(count=count)
        case Action.CONFLICT:
            return ngettext("{count} conflict", "{count} conflicts", count).format(count=count)


def _tell_remarks(call: Invocation, told: Told) -> None:
    """Tell every remark by its row, and of remarks that are alike by the hundred, how many there are."""
    counts: Counter[str] = Counter()
    for outline in told:
        notice = call.console.warn if outline.action in _NOT_DONE else call.console.say
        for message in outline.messages:
            counts[message.code] += 1
            if counts[message.code] <= SHOWN:
                notice(_placed(outline, message))
    for code, count in counts.items():
        if (more := count - SHOWN) > 0:
            rest = ngettext(
                "… and {count} more remark of this kind ({code}): --report FILE writes them all",
                "… and {count} more remarks of this kind ({code}): --report FILE writes them all",
                more,
            )
            call.console.say(rest.format(count=more, code=code))


def _placed(outline: Outline, message: Message) -> str:
    """The remark after the number of its row; a whole page or document has none."""
    if outline.is_whole:
        return message.message
    return _("row {number}: {message}").format(number=outline.number, message=message.message)


def _row(outline: Outline, told: Told, what: str) -> tuple[str, ...]:
    number = f"{outline.source}:{outline.number}" if len(told.sources) > 1 else str(outline.number)
    remarks = " · ".join(message.message for message in outline.messages)
    return (number, _(_ACTIONS[outline.action]), what, remarks)
