"""`preview`: the site's folder in, an address on standard output; pages in a browser that change as files are saved.

It runs until Ctrl-C, which is how it ends and therefore no failure: exit 0.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from parccli.cli.invocation import invocation
from parccli.i18n import gettext as _

PORT = 8421


def run(
    context: typer.Context,
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar=_("NUMBER"), help=_("Port of the address; 0 takes a free one"))
    ] = PORT,
    page: Annotated[
        Path | None,
        typer.Option(
            metavar=_("FILE"),
            help=_("A saved page of the site, with “<!-- parccli -->” in the place of an article"),
        ),
    ] = None,
    open_browser: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help=_("Open the browser; by default on a terminal only"), show_default=False),
    ] = None,
) -> None:
    """Show the posts as they will stand in the site, drafts too, and again after each save, until Ctrl-C."""
    from parccli.cli.checks import available
    from parccli.cli.site import opened
    from parccli.exporters import discovered
    from parccli.preview.frame import Frame
    from parccli.preview.server import serve
    from parccli.preview.snapshot import Setup

    call = invocation(context)
    site = opened(call)
    targets, broken = discovered()
    for name in broken:
        call.console.warn(_("the plug-in “{name}” cannot be loaded").format(name=name))
    saved = call.cwd / page if page else None
    if saved:
        Frame.open(saved)
    setup = Setup(
        root=site.root,
        language=call.language,
        now=call.now,
        targets=targets,
        rules=tuple(available(call.console).values()),
        page=saved,
    )

    def announce(address: str) -> None:
        call.console.result(address)
        call.console.flush()
        call.console.say(_("Only this computer can see it. Ctrl-C stops it."))
        if call.console.on_terminal if open_browser is None else open_browser:
            import webbrowser

            webbrowser.open(address)

    with contextlib.suppress(KeyboardInterrupt):
        serve(setup, port, announce)
