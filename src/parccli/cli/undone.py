"""`import --undo`: the last import taken back, and what it tells."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext

import typer

from parccli.cli.invocation import Invocation
from parccli.cli.site import opened
from parccli.errors import ParcError, UsageError
from parccli.folder import importing
from parccli.folder.importing import Fate, Undoing
from parccli.folder.lock import locked
from parccli.folder.posts import read_posts
from parccli.i18n import gettext as _
from parccli.i18n import ngettext


def run(call: Invocation, sources: Sequence[str], *, as_json: bool, plan: bool) -> None:
    """Take the last import back, or tell what that would do; exit 1 if there is none, or if a file has to be kept."""
    if sources:
        raise UsageError(_("--undo takes no source: it takes back the last import"))
    site = opened(call)
    with locked(site, announce=call.console.say) if not plan else nullcontext() as hold:
        last = importing.read_last_import(site)
        if last is None:
            raise ParcError(_("there is no import to take back"))
        paths = {file.post.id: file.path for file in read_posts(site).files if file.post and file.post.id}
        undoings = importing.plan_undo(site, last, paths)
        if hold:
            importing.undo(hold, last, undoings)
    _tell(call, undoings, as_json=as_json)
    if any(undoing.fate is Fate.KEPT for undoing in undoings):
        raise typer.Exit(1)


def _tell(call: Invocation, undoings: Sequence[Undoing], *, as_json: bool) -> None:
    by_fate = {fate: [undoing for undoing in undoings if undoing.fate is fate] for fate in Fate}
    if as_json:
        names = {Fate.REMOVED: "removed", Fate.RESTORED: "restored", Fate.KEPT: "kept"}
        told = {name: [undoing.change.path for undoing in by_fate[fate]] for fate, name in names.items()}
        call.console.result(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for undoing in (*by_fate[Fate.REMOVED], *by_fate[Fate.RESTORED]):
            call.console.result(undoing.change.path)
    for undoing in by_fate[Fate.KEPT]:
        call.console.warn(_("it stays: {reason}").format(reason=undoing.reason), where=undoing.change.path)
    call.console.say(", ".join(_counted(fate, len(of_fate)) for fate, of_fate in by_fate.items() if of_fate))


def _counted(fate: Fate, count: int) -> str:
    match fate:
        case Fate.REMOVED:
            return ngettext("{count} removed", "{count} removed", count).format(count=count)
        case Fate.RESTORED:
            return ngettext("{count} restored", "{count} restored", count).format(count=count)
        case Fate.AS_BEFORE:
            return ngettext("{count} as before already", "{count} as before already", count).format(count=count)
        case Fate.KEPT:
            return ngettext("{count} kept", "{count} kept", count).format(count=count)
