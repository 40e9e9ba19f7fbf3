"""typer's commands and groups, speaking the bound language: help pages as text, mistyped names with the nearest one."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO

from typer import _click
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from parccli.cli.invocation import Invocation
from parccli.cli.usage import unknown_command
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_

_TYPES = {
    "str": N_("text"),
    "int": N_("number"),
    "float": N_("number"),
    "path": N_("path"),
    "file": N_("file"),
    "directory": N_("folder"),
}


@contextmanager
def _no_break_spaces_kept() -> Iterator[None]:
    """Keep rich from folding lines at no-break spaces, which it takes for spaces: French would begin lines with “;”."""
    from rich import _wrap

    usual, _wrap.re_word = _wrap.re_word, re.compile(r"[ \n]*[^ \n]+[ \n]*")
    try:
        yield
    finally:
        _wrap.re_word = usual


class _Page(_click.core.Command):
    """What a command and a group have in common."""

    def format_usage(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_("Usage: "))

    def get_help_option(self, ctx: _click.Context) -> TyperOption | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = _("Show this help and exit")
            option.callback = _print_page
        return option

    def format_help(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        from typer import rich_utils

        # typer lets FORCE_COLOR and GITHUB_ACTIONS colour a pipe.
        rich_utils.FORCE_TERMINAL = sys.stdout.isatty()
        with redirect_stdout(StringIO()) as page, _no_break_spaces_kept():
            super().format_help(ctx, formatter)
        # Stripped of the spaces that fill the lines up, the page can be kept in a file and compared.
        formatter.write("\n".join(line.rstrip() for line in page.getvalue().splitlines()))


class LocalizedCommand(_Page, TyperCommand):
    """A command whose help is in the bound language throughout."""

    def collect_usage_pieces(self, ctx: _click.Context) -> list[str]:
        """Show arguments as `POST` or `[POST…]`, where typer has `{POST}`."""
        arguments = [_usage(param) for param in self.get_params(ctx) if isinstance(param, TyperArgument)]
        return [_("[OPTIONS]"), *arguments]

    def get_params(self, ctx: _click.Context) -> list[_click.Parameter]:
        """Name the types of arguments for people, and not for Python."""
        params = super().get_params(ctx)
        for param in params:
            if param.type.name in _TYPES:
                param.type.name = _(_TYPES[param.type.name])
        return params


class LocalizedGroup(_Page, TyperGroup):
    """A group whose help is in the bound language throughout."""

    def collect_usage_pieces(self, ctx: _click.Context) -> list[str]:  # noqa: ARG002 -- the signature is click's
        """Say that a command follows the options."""
        return [_("[OPTIONS]"), _("COMMAND …")]

    def resolve_command(
        self, ctx: _click.Context, args: list[str]
    ) -> tuple[str | None, _click.Command | None, list[str]]:
        """Find the command, or suggest the nearest."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise unknown_command(args[0], self.commands, context=ctx)
        return super().resolve_command(ctx, args)


def _usage(argument: TyperArgument) -> str:
    """`POST`, `POST…` for one or more, `[POST]` where it may be left out."""
    name = argument.human_readable_name + ("" if argument.nargs == 1 else "…")
    return name if argument.required else f"[{name}]"


def _print_page(ctx: _click.Context, _param: _click.Parameter, value: bool) -> None:
    call = ctx.find_object(Invocation)
    if value and call and not ctx.resilient_parsing:
        call.console.drawn(ctx.get_help() + "\n")
        ctx.exit()
