"""`completion`: a shell's name in, the script to source out."""

from __future__ import annotations

from typing import Annotated, Literal

import typer
from typer._completion_shared import get_completion_script

from parccli.cli.invocation import invocation
from parccli.i18n import gettext as _

EPILOG = _('For example, in ~/.bashrc: eval "$(parccli completion bash)"')


def run(
    context: typer.Context,
    shell: Annotated[
        Literal["bash", "zsh", "fish", "powershell"],
        typer.Argument(metavar=_("SHELL"), help=_("The shell that will read the script")),
    ],
) -> None:
    """Print the script for `shell`, whichever shell is running (typer's --show-completion prints the latter's)."""
    script = get_completion_script(prog_name="parccli", complete_var="_PARCCLI_COMPLETE", shell=shell)
    invocation(context).console.result(script)
