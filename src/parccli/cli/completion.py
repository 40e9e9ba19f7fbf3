"""`completion`: a shell's name in, the script to source out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from parccli.cli.invocation import invocation
from parccli.i18n import gettext as _

_LOADED: Final = {
    "bash": ("~/.bashrc", 'eval "$(parccli completion bash)"'),
    "zsh": ("~/.zshrc", 'eval "$(parccli completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "parccli completion fish | source"),
    "powershell": ("$PROFILE", "parccli completion powershell | Out-String | Invoke-Expression"),
}
"""Where each shell reads its settings, and the line to add there."""

EPILOG = "\n\n".join(_("{file}: {line}").format(file=file, line=line) for file, line in _LOADED.values())

_SCRIPTS: Final = Path(__file__).parent / "shells"
_FILES: Final = {
    "bash": "parccli.bash",
    "zsh": "parccli.zsh",
    "fish": "parccli.fish",
    "powershell": "parccli.ps1",
}


def run(
    context: typer.Context,
    shell: Annotated[
        Literal["bash", "zsh", "fish", "powershell"],
        typer.Argument(metavar=_("SHELL"), help=_("The shell that will read the script")),
    ],
) -> None:
    """Print the script for `shell`, whichever shell is running."""
    console = invocation(context).console
    console.drawn((_SCRIPTS / _FILES[shell]).read_text("utf-8"))
    if console.on_terminal:
        file, line = _LOADED[shell]
        console.say(_("To use it, add to {file}: {line}").format(file=file, line=line))
