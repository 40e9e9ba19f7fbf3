"""A bug of ours: the exception in, out an error that names the log to send."""

from __future__ import annotations

import os
import tempfile
import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING

from parccli.cli import COMMANDS
from parccli.cli.versions import versions
from parccli.errors import FRAMES, ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def report(error: BaseException, arguments: Sequence[str]) -> ParcError:
    """Write the log, if that is possible at all, and say where it is."""
    try:
        path = _write(log_text(error, arguments))
        hint = _("Please send us this file, which holds none of your texts: {path}").format(path=path)
    except Exception:  # noqa: BLE001 -- a report that fails must not hide what it reports
        hint = _("No log could be written: please tell us what you did.")
    return ParcError(
        _("this is a bug in parccli: {error}").format(error="".join(traceback.format_exception_only(error)).strip()),
        hint=hint,
    )


def log_text(error: BaseException, arguments: Sequence[str]) -> str:
    """The command without its texts, the versions, and where in the program it happened.

    What an exception says is left out, as are those that led to it: it may quote a post that is not public yet.
    """
    command = " ".join(("parccli", *map(_without_text, arguments)))
    return "\n".join((command, "", *versions(), "", *_trace(error)))


def _trace(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _trace(before)
        yield ""
    yield "Traceback"
    for frame in (*traceback.extract_tb(error.__traceback__), *getattr(error, FRAMES, ())):
        # The folders above a module may have a person's name.
        module = "/".join(PurePath(frame.filename).parts[-3:])
        yield f"  {module}:{frame.lineno} {frame.name}: {frame.line}"
    number = f" {error.errno}" if isinstance(error, OSError) else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{number}"


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
