"""The person's own editor, opened on a file."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

from parccli.errors import ParcError, UsageError
from parccli.i18n import gettext as _


def chosen(environ: Mapping[str, str]) -> str | None:
    """The editor that the person has chosen, if any."""
    return environ.get("VISUAL") or environ.get("EDITOR") or None


def open_editor(path: Path, environ: Mapping[str, str]) -> None:
    """Open `path` in the editor and wait for it; raises ParcError when there is none or it fails."""
    import subprocess

    command = chosen(environ)
    if command is None:
        raise UsageError(
            _("no editor is set"),
            hint=_("Set EDITOR to the name of your editor, for example: export EDITOR=nano"),
        )
    try:
        # Her own setting, run as every other program runs it.
        done = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603
    except (OSError, ValueError) as error:
        raise UsageError(
            _("the editor “{editor}” cannot be started").format(editor=command),
            hint=_("Set EDITOR to the name of your editor, for example: export EDITOR=nano"),
        ) from error
    if done.returncode:
        raise ParcError(_("the editor “{editor}” ended with an error").format(editor=command), path=str(path))
