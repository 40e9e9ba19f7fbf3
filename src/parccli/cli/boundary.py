"""The error boundary: whatever happens within it ends as an exit status and a text that a person can use.

0    done                               1    the answer is no (ParcError)
2    usage, settings, named files       3    a bug of ours, with a log to send
130  interrupted                        141  whoever read the output has gone (`| head`): what the shell says of any
                                             program then (128 + SIGPIPE); 0 would claim work that was cut short
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from parccli import i18n
from parccli.cli import COMMANDS, COMPLETION_VARIABLE, Command, Group, streams
from parccli.cli.console import Console
from parccli.cli.invocation import Invocation, processors, random_id, wall_clock
from parccli.errors import ParcError, UsageError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

BUG = 3
INTERRUPTED = 130
OUTPUT_CLOSED = 141


class World(NamedTuple):
    """What a run gets from outside; the working directory may be gone by then."""

    console: Console
    environ: MutableMapping[str, str]
    stdin: BinaryIO
    find_cwd: Callable[[], Path]


def main(arguments: Sequence[str], commands: Sequence[Command | Group] = COMMANDS) -> int:
    """Run one of `commands` in the process's own world."""
    streams.prepare()
    world = World(
        console=Console(out=sys.stdout, err=sys.stderr, input=sys.stdin, environ=os.environ),
        environ=os.environ,
        stdin=sys.stdin.buffer,
        find_cwd=Path.cwd,
    )
    status = run(arguments, world, commands)
    streams.silence()
    return status


def run(arguments: Sequence[str], world: World, commands: Sequence[Command | Group] = COMMANDS) -> int:
    """Run a command and give its exit status; nothing is raised."""
    try:
        return _run(arguments, world, commands)
    except ParcError as error:
        world.console.error(error)
        return error.exit_code
    except KeyboardInterrupt:
        world.console.say("\n" + _("Interrupted"))
        return INTERRUPTED
    except streams.OutputClosedError:
        return OUTPUT_CLOSED
    except BaseException as error:  # noqa: BLE001 -- a panic of a library written in Rust is no Exception
        from parccli.cli import bug
        from parccli.folder import failures

        if failure := failures.of_the_machine(error):
            world.console.error(failure)
            return failure.exit_code
        world.console.error(bug.report(error, arguments))
        return BUG


def _run(arguments: Sequence[str], world: World, commands: Sequence[Command | Group]) -> int:
    language = i18n.negotiate(arguments, world.environ, system=locale.setlocale(locale.LC_CTYPE))
    i18n.bind(language, environ=world.environ)
    cwd = _existing(world.find_cwd)
    call = Invocation(
        cwd=cwd,
        directory=cwd,
        environ=world.environ,
        language=language,
        console=world.console,
        stdin=world.stdin,
        now=wall_clock,
        new_id=random_id,
        processes=processors(),
    )
    status = _commanded(arguments, call, commands)
    world.console.flush()
    return status


def _commanded(arguments: Sequence[str], call: Invocation, commands: Sequence[Command | Group]) -> int:
    if list(arguments) == ["export"] and COMPLETION_VARIABLE not in call.environ and commands is COMMANDS:
        # What a clock runs, and without options: there is nothing that typer would have to read.
        from parccli.cli.exporting import export

        export(call)
        return 0
    # typer translates some of its strings as it is imported: not before the language is bound.
    from parccli.cli import app

    return app.run(arguments, call, commands)


def _existing(find_cwd: Callable[[], Path]) -> Path:
    try:
        return find_cwd()
    except OSError as error:
        raise UsageError(
            _("the working directory is gone"),
            hint=_("Go to another folder with “cd”, then run the command again."),
        ) from error
