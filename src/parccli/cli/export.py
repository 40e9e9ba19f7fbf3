"""`export`: the public posts in, the feeds and fragments that changed out; or, before that, what would change."""

from __future__ import annotations

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
    from parccli.cli.exporting import export

    export(
        invocation(context),
        targets=targets or (),
        out=out,
        at=at,
        drafts=drafts,
        dry_run=dry_run,
        force=force,
        post=post or (),
        since=since,
        no_cache=no_cache,
        skip_broken=skip_broken,
        as_json=output_format == "json",
    )
