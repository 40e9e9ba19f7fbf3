"""`edit`: a post in, the person's own editor opened on its file."""

from __future__ import annotations

from typing import Annotated

import typer

from parccli.cli.invocation import invocation
from parccli.i18n import gettext as _


def run(
    context: typer.Context,
    post: Annotated[str, typer.Argument(metavar=_("POST"), help=_("Slug, id or path of the post"))],
) -> None:
    """Open the post's file in `$VISUAL`, else `$EDITOR`."""
    from parccli.cli.editor import open_editor
    from parccli.cli.site import found, opened

    call = invocation(context)
    site = opened(call)
    open_editor(site.root / found(call, site, post).path, call.environ)
