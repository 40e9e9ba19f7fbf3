"""`config show` and `config schema`: the settings as they count, and what editors check files by."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from parccli.cli.invocation import invocation
from parccli.i18n import gettext as _


def show(
    context: typer.Context,
    *,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=_("parccli.toml with comments, or JSON"))
    ] = "text",
) -> None:
    """Print every setting with its value, whether parccli.toml says it or it is the default."""
    from parccli.cli.site import opened
    from parccli.config.writing import to_toml, to_values

    call = invocation(context)
    config = opened(call).config
    if output_format == "json":
        call.console.json(to_values(config))
    else:
        call.console.result(to_toml(config).removesuffix("\n"))


def schema(
    context: typer.Context,
    subject: Annotated[
        Literal["post", "config"],
        typer.Argument(metavar="post|config", help=_("A post’s front matter, or parccli.toml")),
    ],
) -> None:
    """Print the JSON Schema by which an editor completes and checks a file."""
    from parccli.config import schema as of_config
    from parccli.post import schema as of_post

    schemas = {"post": of_post.schema, "config": of_config.schema}
    invocation(context).console.json(schemas[subject]())
