"""`init`: a few answers in, a working site out: its settings, a first post, and what git should leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from parccli.cli.invocation import Invocation, invocation
from parccli.errors import ParcError, UsageError
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_

_QUESTIONS: Final = {
    "title": N_("Name of the site:"),
    "url": N_("Address of the site:"),
    "language": N_("Language of the posts:"),
}


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
    given = {"title": title, "url": url, "language": lang}
    defaults = {"title": root.name, "url": "https://www.example.org", "language": call.language}
    values = {key: _value(call, key, given[key], defaults[key], asking=not yes) for key in _QUESTIONS}
    text = settings(**values)
    settled, _warnings = config.parse(text, path=SETTINGS)
    post = first_post(values["language"], today=call.now().astimezone(settled.zone).date(), new_id=call.new_id())
    made, left = start_site(root, {SETTINGS: text, post.path: post.text, ".gitignore": "/public/\n/.parccli/\n"})
    for path in left:
        call.console.say(_("{path} is there already: left as it is").format(path=path))
    for path in made:
        call.console.result(path)
    start = f"cd {directory} && " if directory else ""
    call.console.say(_("The site is ready. Next: {command}").format(command=f'{start}parccli new "…"'))


def _value(call: Invocation, key: str, given: str | None, default: str, *, asking: bool) -> str:
    """What was given, or is answered, and is right; a wrong answer is told, and the question asked again."""
    if given is None and asking:
        return _answer(call, key, default)
    value = default if given is None else given
    if fault := _fault(key, value):
        raise fault
    return value


def _answer(call: Invocation, key: str, default: str) -> str:
    if not call.console.interactive:
        raise UsageError(
            _("nobody is there to be asked"), hint=_("Give --title, --url and --lang, or --yes for the defaults.")
        )
    while True:
        answer = call.console.ask(_(_QUESTIONS[key]), default)
        value = f"https://{answer}" if key == "url" and "://" not in answer else answer
        fault = _fault(key, value)
        if fault is None:
            return value
        call.console.error(fault)


def _fault(key: str, value: str) -> UsageError | None:
    """Say what is wrong with a setting: there is no file yet whose line could be named."""
    from parccli import config
    from parccli.starter import settings

    right = {"title": "parccli", "url": "https://www.example.org", "language": "fr"}
    try:
        config.parse(settings(**{**right, key: value}))
    except UsageError as error:
        return UsageError(error.message, hint=error.hint)
    return None
