"""`import`: files in, a post for each row out, with a plan, a report and the bad rows apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

import typer
from typer._types import TyperChoice

from parccli.cli.invocation import invocation
from parccli.errors import UsageError
from parccli.i18n import gettext as _
from parccli.importers import IMPORTERS
from parccli.post import STATUSES

AUTO = "auto"


def run(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar=_("SOURCE"), help=_("Files or folders to import; - is standard input")),
    ] = None,
    *,
    origin: Annotated[
        str,
        typer.Option(
            "--from",
            metavar=_("FORMAT"),
            help=_("What the sources are: {formats}").format(formats=", ".join((AUTO, *IMPORTERS))),
        ),
    ] = AUTO,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show the plan and write nothing"))] = False,
    status: Annotated[
        str | None,
        typer.Option(click_type=TyperChoice(STATUSES), help=_("Status of every post, whatever its row says")),
    ] = None,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar=_("COLUMN=KEY"), help=_("Read a column as a key; repeatable"))
    ] = None,
    sheets: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar=_("NAME"), help=_("Only this sheet of a spreadsheet; repeatable")),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help=_("Rewrite posts whose source has changed, and that nobody has edited"))
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help=_("Take the last import back, but for files changed since"))
    ] = False,
    download: Annotated[
        bool, typer.Option("--download", help=_("Fetch the posts’ remote images, and put them beside the posts"))
    ] = False,
    related: Annotated[
        bool, typer.Option("--related", help=_("Import the cards of other posts too, as drafts"))
    ] = False,
    report_file: Annotated[
        str | None, typer.Option("--report", metavar=_("FILE"), help=_("Write a report of every row, as JSON"))
    ] = None,
    rejects_file: Annotated[
        str | None,
        typer.Option("--rejects", metavar=_("FILE"), help=_("Write the refused rows alone, with the reason")),
    ] = None,
    output_format: Annotated[Literal["text", "json"], typer.Option("--format", help=_("Form of the result"))] = "text",
) -> None:
    """Import posts; good rows are written, bad ones are named, and a second run changes nothing."""
    from parccli import importers
    from parccli.cli import imported, telling, undone
    from parccli.cli.site import opened
    from parccli.cli.sources import Readings, find
    from parccli.folder.lock import locked

    call = invocation(context)
    if undo:
        undone.run(call, sources or (), as_json=output_format == "json", plan=dry_run)
        return
    if not sources:
        raise UsageError(_("no source is named"), hint=_("Name files or folders, or - for standard input."))
    site = opened(call)
    options = importers.Options(
        today=call.now().astimezone(site.config.zone).date(),
        mapping=importers.parse_mapping(mapping or ()),
        related=related,
        sheets=tuple(sheets or ()),
        status=status,
        update=update,
    )
    fetch = _fetch() if download and not dry_run else None
    with Readings() as readings, telling.Told() as told:
        batch = find(call, sources, origin, readings)
        imported.require_sheets(batch, options)
        shape = importers.rejects_shape(importer for importer, _material in batch) if rejects_file else None
        with importers.Intake(imported.read(call, site, batch, options, readings, fetch=fetch), options) as intake:
            if dry_run:
                imported.plan(call, site, intake, options, told)
            else:
                with locked(site, announce=call.console.say) as hold:
                    imported.carry_out(call, hold, intake, options, told)
        telling.tell(call, told, sources, as_json=output_format == "json", plan=dry_run)
        if report_file:
            telling.write_report(call, report_file, told, sources)
        if rejects_file and shape:
            telling.write_rejects(call, rejects_file, told, shape)
        if not told.is_done:
            raise typer.Exit(1)


def _fetch() -> Callable[[str], bytes]:
    from parccli.cli.downloading import Downloads

    return Downloads().fetch
