"""`show`: one post as it will read, in the terminal, as HTML, or as values for a program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parccli.cli.invocation import invocation
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from parccli.folder.site import SiteFolder
    from parccli.post import Post, PostFile


def run(
    context: typer.Context,
    post: Annotated[str, typer.Argument(metavar=_("POST"), help=_("Slug, id or path of the post"))],
    *,
    output_format: Annotated[
        Literal["text", "html", "json"], typer.Option("--format", help=_("Form of the result"))
    ] = "text",
) -> None:
    """Show a post as it will read."""
    from parccli.cli.columns import as_json, values_of
    from parccli.cli.page import page_of
    from parccli.cli.site import chosen, opened
    from parccli.folder.finding import require_post
    from parccli.listing import status_at

    call = invocation(context)
    site = opened(call)
    files, (file,) = chosen(call, site, [post])
    shown, now = require_post(file), call.now()
    if output_format == "html":
        call.console.result(_html(shown, files, site, now))
    elif output_format == "json":
        values = as_json(values_of(shown, site.config, now))
        call.console.json({**values, "body": shown.body, "html": _html(shown, files, site, now)})
    else:
        status = status_at(shown, now, site.config.zone)
        width, colour = call.console.width, call.console.colourful
        call.console.drawn(page_of(shown, status, site.config, call.language, width=width, colour=colour))


def _html(post: Post, files: Iterable[PostFile], site: SiteFolder, now: datetime) -> str:
    """The body as the export writes it; links lead to the posts that are public now."""
    from parccli.folder.files import facts
    from parccli.listing import is_public
    from parccli.render.addresses import target_of
    from parccli.render.rendering import render

    config = site.config
    others = [file.post for file in files if file.post and is_public(file.post, now, config.zone)]
    links = {other.path: target_of(other, config) for other in others}
    dated = replace(post, date=post.date or now.astimezone(config.zone).date())
    return render(dated, config, lookup=facts(site.root), links=links).body
