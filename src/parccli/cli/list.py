"""`list`: the posts that are asked for, in the order that is asked for, for people or for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer
from typer._types import TyperChoice

from parccli.cli.indented import indented
from parccli.cli.invocation import Invocation, invocation
from parccli.cli.statuses import StatusChoice
from parccli.cli.terminal import one_line
from parccli.i18n import gettext as _
from parccli.listing import SORTS, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parccli.cli.columns import Row
    from parccli.folder.site import SiteFolder
    from parccli.folder.walking import Walk
    from parccli.listing import Query
    from parccli.post import PostFile


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
    from parccli.cli.columns import columns_for
    from parccli.cli.flags import moment_of
    from parccli.cli.site import opened
    from parccli.listing import Query

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
    listing = _Listing(call, opened(call), query, tuple(category or ()), columns, call.now())
    if output_format == "table" and call.console.on_terminal:
        listing.draw()
    elif answer := listing.answer(output_format):
        call.console.result(answer)


class _Listing(NamedTuple):
    """What is asked: which posts of a site, in which columns, as of `now`; `categories` are as they were typed."""

    call: Invocation
    site: SiteFolder
    query: Query
    categories: tuple[str, ...]
    columns: tuple[str, ...]
    now: datetime

    def answer(self, output_format: str) -> str:
        """What a program is told: the same as the last time, if nothing can have changed it."""
        from parccli.build.answers import Answers

        query = self.query._replace(statuses=frozenset(), tags=frozenset())
        # A set is written in another order by each process.
        chosen = (sorted(self.query.statuses), sorted(self.query.tags))
        question = repr((query, chosen, self.columns, output_format, self.call.language))
        answers = Answers(self.site, question, self.now)
        # Whoever names a category has to be told if there is none of that name.
        known = None if self.categories else answers.known()
        if known is not None:
            return known
        files = self._read(answers.walked)
        answer = self._text(self._rows(files), output_format)
        if not (self.categories or any(file.error for file in files)):
            answers.keep(answer, [file.post for file in files if file.post])
        return answer

    def draw(self) -> None:
        """Show a person a table."""
        from parccli.cli.columns import HEADINGS

        console, columns = self.call.console, self.columns
        rows = self._rows(self._read())
        if not rows:
            console.say(_("No post is like that."))
            return
        cells = self._in_words(rows)
        main = columns.index("title") if "title" in columns else -1
        # Cut short, a slug would name no post.
        below = columns.index("slug") if "slug" in columns and "title" in columns else None
        console.table([_(HEADINGS[name]) for name in columns], cells, main=main, below=below)

    def _read(self, walked: Walk | None = None) -> list[PostFile]:
        from parccli.cli.site import read

        return read(self.call, self.site, bodies=bool(self.query.search), walked=walked)

    def _rows(self, files: Sequence[PostFile]) -> list[Row]:
        from parccli.cli.categorised import warn_of_unknown
        from parccli.cli.columns import rows_of
        from parccli.listing import select

        config = self.site.config
        posts = [file.post for file in files if file.post]
        if self.categories:
            in_use = (name for post in posts for name in post.categories)
            warn_of_unknown(self.call.console, self.categories, list(dict.fromkeys((*config.categories, *in_use))))
        return rows_of(select(posts, self.query, self.now, config.zone), config, self.now, self.columns)

    def _in_words(self, rows: list[Row]) -> list[list[str]]:
        from parccli.cli.columns import as_words

        config, language = self.site.config, self.call.language
        return [[as_words(value, config, language) for value in row.values()] for row in rows]

    def _text(self, rows: list[Row], output_format: str) -> str:
        """Rows in a form for programs, without the last end of line."""
        from parccli.cli.columns import as_csv, as_json

        match output_format:
            case "json":
                return indented([as_json(row) for row in rows])
            case "jsonl":
                return "\n".join([json.dumps(as_json(row), ensure_ascii=False) for row in rows])
            case "table":
                return "\n".join(["\t".join(map(one_line, cells)) for cells in self._in_words(rows)])
            case "csv":
                return as_csv(rows, self.columns, excel=self.call.language == "fr").removesuffix("\n")
        return "\n".join([str(row["path"]) for row in rows])
