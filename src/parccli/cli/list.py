"""`list`: the posts that are asked for, in the order that is asked for, for people or for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer._types import TyperChoice

from parccli.cli.invocation import Invocation, invocation
from parccli.cli.statuses import StatusChoice
from parccli.i18n import gettext as _
from parccli.listing import SORTS, Status

if TYPE_CHECKING:
    from parccli.cli.columns import Row
    from parccli.config import Config


def run(
    context: typer.Context,
    *,
    status: Annotated[
        list[Status] | None,
        typer.Option(
            click_type=StatusChoice(Status),
            metavar=_("STATUS"),
            help=_("Only posts of this status ({choices}); may be repeated").format(choices=", ".join(Status)),
        ),
    ] = None,
    category: Annotated[
        list[str] | None, typer.Option(metavar=_("NAME"), help=_("Only posts of this category; may be repeated"))
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option(metavar=_("NAME"), help=_("Only posts with this tag; may be repeated"))
    ] = None,
    since: Annotated[str | None, typer.Option(metavar=_("DATE"), help=_("Only posts from this day on"))] = None,
    until: Annotated[str | None, typer.Option(metavar=_("DATE"), help=_("Only posts up to this day"))] = None,
    search: Annotated[
        str, typer.Option(metavar=_("WORDS"), help=_("Only posts that contain these words, whatever their accents"))
    ] = "",
    sort: Annotated[
        str,
        typer.Option(
            click_type=TyperChoice(SORTS),
            metavar=_("COLUMN"),
            help=_("Order of the posts ({choices})").format(choices=", ".join(SORTS)),
        ),
    ] = "date",
    reverse: Annotated[bool, typer.Option("--reverse", help=_("The other way round"))] = False,
    limit: Annotated[int | None, typer.Option(min=1, metavar=_("NUMBER"), help=_("At most this many posts"))] = None,
    fields: Annotated[
        str | None, typer.Option(metavar=_("NAME,…"), help=_("The columns, or keys, to show: title,date,url"))
    ] = None,
    output_format: Annotated[
        Literal["table", "json", "jsonl", "csv", "paths"],
        typer.Option(
            "--format",
            metavar=_("FORMAT"),
            help=_("Form of the result ({choices})").format(choices="table, json, jsonl, csv, paths"),
        ),
    ] = "table",
) -> None:
    """List posts, newest first."""
    from parccli.cli.categorised import warn_of_unknown
    from parccli.cli.columns import columns_for, rows_of
    from parccli.cli.flags import moment_of
    from parccli.cli.site import opened, read
    from parccli.listing import Query, select

    call = invocation(context)
    columns = columns_for(output_format, fields)
    query = Query(
        statuses=frozenset(status or ()),
        categories=frozenset(category or ()),
        tags=frozenset(tag or ()),
        since=moment_of(since) if since else None,
        until=moment_of(until) if until else None,
        search=search,
        sort=sort,
        reverse=reverse,
        limit=limit,
    )
    site = opened(call)
    now = call.now()
    posts = [file.post for file in read(call, site, bodies=bool(search)) if file.post]
    if category:
        in_use = (name for post in posts for name in post.categories)
        warn_of_unknown(call.console, category, list(dict.fromkeys((*site.config.categories, *in_use))))
    rows = rows_of(select(posts, query, now, site.config.zone), site.config, now, columns)
    _print(rows, columns, output_format, call, site.config)


def _print(rows: list[Row], columns: tuple[str, ...], output_format: str, call: Invocation, config: Config) -> None:
    from parccli.cli.columns import HEADINGS, as_csv, as_json, as_words

    match output_format:
        case "json":
            call.console.json([as_json(row) for row in rows])
        case "jsonl":
            for row in rows:
                call.console.json(as_json(row), indent=None)
        case "csv":
            call.console.result(as_csv(rows, columns, excel=call.language == "fr").removesuffix("\n"))
        case "paths":
            for row in rows:
                call.console.result(str(row["path"]))
        case _ if not rows and call.console.on_terminal:
            call.console.say(_("No post is like that."))
        case _:
            cells = [[as_words(value, config, call.language) for value in row.values()] for row in rows]
            main = columns.index("title") if "title" in columns else -1
            # Cut short, a slug would name no post.
            below = columns.index("slug") if "slug" in columns and "title" in columns else None
            call.console.table([_(HEADINGS[name]) for name in columns], cells, main=main, below=below)
