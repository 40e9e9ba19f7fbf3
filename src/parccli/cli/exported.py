"""What `export` does around its build: its options judged, the posts that stand in the way, and what it tells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from parccli.build.request import Export, Request
from parccli.cli.invocation import Invocation
from parccli.errors import ParcError, UsageError
from parccli.exporters import discovered
from parccli.findings import Finding
from parccli.folder.comparing import Changes
from parccli.folder.site import SiteFolder, shown
from parccli.folder.walking import Notice
from parccli.i18n import gettext as _
from parccli.i18n import ngettext
from parccli.moment import begins

if TYPE_CHECKING:
    from parccli.build.standstill import Glance


def request_of(
    call: Invocation,
    site: SiteFolder,
    names: Sequence[str],
    *,
    out: str | None,
    at: str | None,
    drafts: bool,
    force: bool,
) -> Request:
    """Read the options; raises UsageError for a target that is not known, and for what could leak into public/."""
    targets, broken = discovered()
    for name in broken:
        call.console.warn(_("the plug-in “{name}” cannot be loaded").format(name=name))
    for name in names:
        if name not in targets:
            raise _unknown(name, list(targets))
    now = call.now()
    instant = _instant(at, site) if at else now
    folder = call.cwd / out if out else site.output
    if (drafts or instant > now) and folder.resolve() == site.output.resolve():
        raise UsageError(
            _("this export shows what is not public yet: it needs a folder of its own"),
            hint=_("Add --out with another folder, for example: --out preview"),
        )
    return Request(at=instant, out=folder, targets=targets, named=tuple(names), drafts=drafts, force=force)


def judged(
    call: Invocation, notices: Iterable[Notice], findings: Iterable[Finding], *, skip_broken: bool
) -> frozenset[str]:
    """Give the paths of posts to leave out; raises ParcError, once all are named, when none may be."""
    for notice in notices:
        call.console.detail(f"{notice.path}: {notice.message}")
    broken = set()
    for finding in findings:
        call.console.error(ParcError(finding.message, path=finding.path, line=finding.line, column=finding.column))
        broken.add(finding.path)
    if broken and not skip_broken:
        message = ngettext(
            "{count} post cannot be judged, and nothing was written",
            "{count} posts cannot be judged, and nothing was written",
            len(broken),
        )
        hint = _("Mend what is named above, or leave those posts out with --skip-broken.")
        raise ParcError(message.format(count=len(broken)), hint=hint)
    return frozenset(broken)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """In what form the result is wanted, and whether it is that of a plan."""

    as_json: bool
    plan: bool


def is_told_at_once(call: Invocation, site: SiteFolder, asks: Asking, glance: Glance, *, at: str | None) -> bool:
    """Tell that nothing changes, if that can be seen at a glance, and whether it could."""
    now = call.now()
    instant = _instant(at, site) if at else now
    count = glance.files_standing(instant) if instant <= now else None
    if count is None:
        return False
    changes = Changes(add=(), change=(), remove=(), unchanged=count)
    nothing = Export(changes=changes, appearing=(), disappearing=(), unread_again=(), names={})
    tell(call, nothing, site.output, asks)
    return True


def is_retouched(call: Invocation, site: SiteFolder, asks: Asking, glance: Glance, *, force: bool) -> bool:
    """Export what was looked at, or plan to, and tell, if only the text of some posts has changed: whether it has."""
    if not glance.touched:
        return False
    from parccli.build.retouching import retouch
    from parccli.folder.lock import locked

    with nullcontext() if asks.plan else locked(site, announce=call.console.say) as hold:
        export = retouch(site, glance, hold, force=force)
    if export is not None:
        tell(call, export, site.output, asks)
    return export is not None


def _instant(at: str, site: SiteFolder) -> datetime:
    from parccli.cli.flags import moment_of

    return begins(moment_of(at), site.config.zone)


def tell(call: Invocation, export: Export, out: Path, asks: Asking) -> None:
    """Show what changed, or would; on standard error the posts that disappear, and what to be warned of."""
    for warning in export.warnings:
        call.console.warn(warning.message, where=warning.where, hint=warning.hint)
    for post in export.disappearing:
        call.console.warn(_("{post} is public no longer").format(post=export.names.get(post, post)))
    for post in export.unread_again:
        call.console.warn(
            _("{post} will be shown as new again in feed readers: its id has changed").format(
                post=export.names.get(post, post)
            )
        )
    if asks.as_json:
        call.console.result(json.dumps(as_dict(export), ensure_ascii=False, indent=2))
        return
    changes = export.changes
    if asks.plan:
        for sign, paths in (("+", changes.add), ("~", changes.change), ("-", changes.remove)):
            for path in paths:
                call.console.result(f"{sign} {path}")
        for post in export.appearing:
            call.console.say(_("{post} becomes public").format(post=export.names.get(post, post)))
    call.console.say(_("{folder}: {changes}").format(folder=shown(out, call.cwd), changes=_summary(changes)))


def as_dict(export: Export) -> dict[str, object]:
    """The JSON of DESIGN §4."""
    return {
        "add": list(export.changes.add),
        "change": list(export.changes.change),
        "remove": list(export.changes.remove),
        "unchanged": export.changes.unchanged,
        "appearing": list(export.appearing),
        "disappearing": list(export.disappearing),
        "unread_again": list(export.unread_again),
    }


def _summary(changes: Changes) -> str:
    added, changed, removed = len(changes.add), len(changes.change), len(changes.remove)
    parts = {
        ngettext("{count} file added", "{count} files added", added): added,
        ngettext("{count} file changed", "{count} files changed", changed): changed,
        ngettext("{count} file removed", "{count} files removed", removed): removed,
        ngettext("{count} file as it was", "{count} files as they were", changes.unchanged): changes.unchanged,
    }
    return ", ".join(text.format(count=count) for text, count in parts.items() if count) or _("nothing to export")


def _unknown(name: str, known: Sequence[str]) -> UsageError:
    nearest = get_close_matches(name, known, n=1)
    hint = _("Did you mean “{nearest}”?").format(nearest=nearest[0]) if nearest else None
    every = _("There are: {names}.").format(names=", ".join(known))
    return UsageError(_("there is no target “{name}”").format(name=name), hint=hint or every)
