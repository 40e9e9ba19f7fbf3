"""What `export` does once its line is read: what has changed is looked for from the nearest to the farthest."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

from parccli.build.standstill import Glance
from parccli.cli import exported
from parccli.cli.invocation import Invocation
from parccli.cli.site import opened
from parccli.i18n import gettext as _


def export(
    call: Invocation,
    *,
    targets: Sequence[str] = (),
    out: str | None = None,
    at: str | None = None,
    drafts: bool = False,
    dry_run: bool = False,
    force: bool = False,
    post: Sequence[str] = (),
    since: str | None = None,
    no_cache: bool = False,
    skip_broken: bool = False,
    as_json: bool = False,
) -> None:
    """Export what is public, and touch only the files that change; the options are those of the command."""
    site = opened(call)
    asks = exported.Asking(as_json=as_json, plan=dry_run)
    with Glance(site, processes=call.processes) as glance:
        is_usual = not any((targets, out, drafts, post, since, no_cache))
        if is_usual and exported.is_told_at_once(call, site, asks, glance, at=at):
            return
        if exported.is_retouched(call, site, asks, glance, force=force):
            return
        from parccli.build.run import Means, Run
        from parccli.cli import digested
        from parccli.folder.lock import locked

        request = exported.request_of(call, site, targets, out=out, at=at, drafts=drafts, force=force)
        choice = digested.choice_of(call, site, request, posts=post, since=since)
        with (
            locked(site, announce=call.console.say) if not dry_run else nullcontext() as hold,
            call.console.meter(_("Exporting")) as tick,
            Run(
                site, request, hold, Means(processes=call.processes, cached=not no_cache, tick=tick, glance=glance)
            ) as run,
        ):
            broken = exported.judged(call, run.notices, run.read(), skip_broken=skip_broken)
            public = run.public(broken)
            digest = digested.digest_of(call, site, run, public, choice)
            done = run.finish(public, digest)
    digested.tell(call, site, request, digest)
    exported.tell(call, done, request.out, asks)
