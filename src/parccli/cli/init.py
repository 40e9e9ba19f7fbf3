"""`init`: a few answers in, a working site out: its settings, a first post, and what git should leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parccli.cli.invocation import Invocation, invocation
from parccli.errors import ParcError, UsageError
from parccli.i18n import gettext as _


def run(
    context: typer.Context,
    directory: Annotated[
        Path | None, typer.Argument(metavar=_("DIR"), help=_("Folder of the site; made if it is not there"))
    ] = None,
    *,
    title: Annotated[str | None, typer.Option(help=_("Name of the site"))] = None,
    url: Annotated[str | None, typer.Option(help=_("Address of the site, with https://"))] = None,
    lang: Annotated[str | None, typer.Option(help=_("Language of the posts: fr, en, fr-CA…"))] = None,
    yes: Annotated[bool, typer.Option("--yes", help=_("Ask nothing: take the defaults for what is not given"))] = False,
) -> None:
    """Make a site; files that are there already are left as they are, and a site is never made twice."""
    from parccli import config
    from parccli.folder.site import SETTINGS
    from parccli.folder.starting import start_site
    from parccli.starter import first_post, settings

    call = invocation(context)
    root = call.directory / directory if directory else call.directory
    if (root / SETTINGS).exists():
        raise ParcError(
            _("there is a site here already"),
            path=str(directory / SETTINGS if directory else SETTINGS),
            hint=_("Change its settings in that file, or name another folder."),
        )
    language = _answer(call, yes, lang, _("Language of the posts:"), call.language)
    name = _answer(call, yes, title, _("Name of the site:"), root.name)
    address = _answer(call, yes, url, _("Address of the site:"), "https://www.example.org")
    text = settings(title=name, url=address, language=language)
    settled, _warnings = config.parse(text, path=SETTINGS)
    post = first_post(language, today=call.now().astimezone(settled.zone).date(), new_id=call.new_id())
    made, left = start_site(root, {SETTINGS: text, post.path: post.text, ".gitignore": "/public/\n/.parccli/\n"})
    for path in left:
        call.console.say(_("{path} is there already: left as it is").format(path=path))
    for path in made:
        call.console.result(path)
    start = f"cd {directory} && " if directory else ""
    call.console.say(_("The site is ready. Next: {command}").format(command=f'{start}parccli new "…"'))


def _answer(call: Invocation, yes: bool, given: str | None, question: str, default: str) -> str:
    if given is not None:
        return given
    if yes:
        return default
    if not call.console.interactive:
        raise UsageError(
            _("nobody is there to be asked"), hint=_("Give --title, --url and --lang, or --yes for the defaults.")
        )
    return call.console.ask(question, default)
