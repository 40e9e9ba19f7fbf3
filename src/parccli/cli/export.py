"""`export`: the public posts in, the feeds and fragments that changed out; or, before that, what would change."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated, Literal

import typer

from parccli.cli.invocation import invocation
from parccli.exporters import EXPORTERS
from parccli.i18n import gettext as _


def run(
    context: typer.Context,
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("TARGET"),
            help=_("What to make: {names}; all that is usual if absent").format(names=", ".join(EXPORTERS)),
        ),
    ] = None,
    *,
    out: Annotated[
        str | None, typer.Option(metavar=_("DIR"), help=_("Write to this folder instead of public/"))
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar=_("DATETIME"), help=_("Export what is public at this instant; now if absent"))
    ] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help=_("Drafts too, to a folder of their own"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change and write nothing"))] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help=_("Overrule size limits, files that stand there, and that most posts leave the site")
        ),
    ] = False,
    post: Annotated[
        list[str] | None, typer.Option(metavar=_("POST"), help=_("newsletter: a post to put into it; may be repeated"))
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar=_("DATE"), help=_("newsletter: every public post from this day on"))
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=_("Make everything anew, whatever an export before has kept"))
    ] = False,
    skip_broken: Annotated[
        bool, typer.Option("--skip-broken", help=_("Leave out posts that cannot be judged, instead of stopping"))
    ] = False,
    output_format: Annotated[Literal["text", "json"], typer.Option("--format", help=_("Form of the result"))] = "text",
) -> None:
    """Export what is public, and touch only the files that change."""
    from parccli.build.standstill import Glance
    from parccli.cli import exported
    from parccli.cli.site import opened

    call = invocation(context)
    site = opened(call)
    asks = exported.Asking(as_json=output_format == "json", plan=dry_run)
    with Glance(site, processes=call.processes) as glance:
        is_usual = not any((targets, out, drafts, post, since, no_cache))
        if is_usual and exported.is_told_at_once(call, site, asks, glance, at=at):
            return
        if exported.is_retouched(call, site, asks, glance, force=force):
            return
        from parccli.build.run import Means, Run
        from parccli.cli import digested
        from parccli.folder.lock import locked

        request = exported.request_of(call, site, targets or [], out=out, at=at, drafts=drafts, force=force)
        choice = digested.choice_of(call, site, request, posts=post or [], since=since)
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
