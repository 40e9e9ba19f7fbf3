"""A bug of ours: the exception in, out an error that names the log to send."""

from __future__ import annotations

import os
import tempfile
import traceback
from typing import TYPE_CHECKING

from parccli.cli import COMMANDS
from parccli.cli.versions import versions
from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


def report(error: BaseException, arguments: Sequence[str]) -> ParcError:
    """Write the log, if that is possible at all, and say where it is."""
    try:
        path = _write(log_text(error, arguments))
        hint = _("Please send us this file; read it first, it may quote a post: {path}").format(path=path)
    except Exception:  # noqa: BLE001 -- a report that fails must not hide what it reports
        hint = _("No log could be written: please tell us what you did.")
    return ParcError(
        _("this is a bug in parccli: {error}").format(error="".join(traceback.format_exception_only(error)).strip()),
        hint=hint,
    )


def log_text(error: BaseException, arguments: Sequence[str]) -> str:
    """The command without its texts, the versions, and the traceback."""
    command = " ".join(("parccli", *map(_without_text, arguments)))
    return "\n".join((command, "", *versions(), "", "".join(traceback.format_exception(error))))


def _without_text(argument: str) -> str:
    if argument.startswith("--"):
        return argument.partition("=")[0]
    if argument.startswith("-"):
        return argument[:2]
    return argument if argument in {command.name for command in COMMANDS} else "…"


def _write(text: str) -> str:
    # The site's own folder may be what is broken.
    descriptor, path = tempfile.mkstemp(prefix="parccli-bug-", suffix=".log")
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return path
