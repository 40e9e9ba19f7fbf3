"""The command line: arguments in, the command of the registry that they name run, its exit status out."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError
from typer.main import get_command, get_group

from parccli.cli import COMMANDS, COMPLETION_VARIABLE, Command, Group
from parccli.cli.console import Verbosity
from parccli.cli.help import LocalizedCommand, LocalizedGroup
from parccli.cli.invocation import Invocation, invocation
from parccli.cli.usage import explain
from parccli.errors import UsageError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer import _click
    from typer.core import TyperGroup

PROGRAM = "parccli"
PACKAGE = "parccli.cli"


def run(arguments: Sequence[str], call: Invocation, commands: Sequence[Command | Group] = COMMANDS) -> int:
    """Run one command. A mistaken command line is a UsageError; what the command raises passes through."""
    group = build(commands)
    if shell := call.environ.get(COMPLETION_VARIABLE):
        from parccli.cli import completing

        call.console.drawn("".join(f"{offer}\n" for offer in completing.offers(group, PROGRAM, arguments, call, shell)))
        return 0
    try:
        # Not group.main(), which ends the process itself where a pipe breaks.
        with group.make_context(PROGRAM, list(arguments), obj=call) as context:
            group.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    except NoArgsIsHelpError as error:
        call.console.drawn(f"{error.message}\n")
        return error.exit_code
    except ClickException as error:
        raise explain(error) from error
    return 0


def build(commands: Sequence[Command | Group] = COMMANDS) -> TyperGroup:
    """Make the program's own group of `commands`, none of them imported yet."""
    app = typer.Typer(cls=LocalizedGroup, add_completion=False, invoke_without_command=True, no_args_is_help=True)
    app.callback(help=_("News as plain files in a folder: checked before the public sees them, then fed to your site"))(
        _global_options
    )
    root = get_group(app)
    _fill(root, commands)
    return root


def _fill(group: TyperGroup, commands: Sequence[Command | Group]) -> None:
    for entry in commands:
        if isinstance(entry, Command):
            group.add_command(_Deferred(entry))
        else:
            inner = LocalizedGroup(name=entry.name, help=_(entry.summary), no_args_is_help=True)
            _fill(inner, entry.commands)
            group.add_command(inner)


class _Deferred(LocalizedCommand):
    """A command known by its line in the registry: its module is imported when it is called, or asked for its help."""

    def __init__(self, entry: Command) -> None:
        super().__init__(entry.name, help=_(entry.summary))
        self._entry = entry

    def make_context(
        self, info_name: str | None, args: list[str], parent: _click.Context | None = None, **extra: object
    ) -> _click.Context:
        return _load(self._entry).make_context(info_name, args, parent, **extra)


def _load(entry: Command) -> _click.Command:
    module_name, _separator, function_name = entry.target.partition(":")
    module = import_module(f"{PACKAGE}.{module_name}")
    app = typer.Typer(add_completion=False)
    app.command(entry.name, cls=LocalizedCommand, help=_(entry.summary), epilog=getattr(module, "EPILOG", None))(
        getattr(module, function_name)
    )
    return get_command(app)


def _global_options(
    context: typer.Context,
    *,
    directory: Annotated[
        Path | None, typer.Option("-C", metavar=_("DIR"), help=_("Look for the site from this folder upwards"))
    ] = None,
    lang: Annotated[Literal["en", "fr"] | None, typer.Option(help=_("Language of messages and help"))] = None,  # noqa: ARG001 -- heeded before typer was imported
    quiet: Annotated[bool, typer.Option("--quiet", help=_("Print results, warnings and errors only"))] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help=_("Tell more about what is done"))] = False,
    version: Annotated[bool, typer.Option("--version", help=_("Print the version and exit"))] = False,
) -> None:
    call = invocation(context)
    if version:
        from parccli.cli.versions import versions

        call.console.result("\n".join(versions() if verbose else versions()[:1]))
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise UsageError(
            _("a command is missing"), hint=_("“{command} --help” lists the commands.").format(command=PROGRAM)
        )
    if quiet and verbose:
        raise UsageError(_("--quiet and --verbose exclude each other"), hint=_("Leave one of them out."))
    context.obj = replace(
        call,
        directory=_started_in(call.cwd / directory) if directory else call.directory,
        console=replace(call.console, verbosity=_verbosity(quiet=quiet, verbose=verbose)),
    )


def _verbosity(*, quiet: bool, verbose: bool) -> Verbosity:
    if quiet:
        return Verbosity.QUIET
    return Verbosity.VERBOSE if verbose else Verbosity.NORMAL


def _started_in(directory: Path) -> Path:
    if not directory.is_dir():
        raise UsageError(_("there is no such folder"), path=str(directory), hint=_("-C takes the folder of a site."))
    return directory
