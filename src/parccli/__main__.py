"""The program: command-line arguments in, exit status out."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from parccli import __version__

_SPARED = 100_000
"""Objects made before Python looks for cycles among them. Start-up makes fewer, and none of them is garbage."""


def program() -> None:
    """Run the command that the process's arguments name, and end the process."""
    status = main()
    threading = sys.modules.get("threading")
    if threading is None or threading.active_count() == 1:
        # Python would take all its modules apart first, which takes a tenth of the time of a small command. Files are
        # closed and streams flushed; whoever else has something to do at the end does it.
        atexit._run_exitfuncs()  # noqa: SLF001 -- there is no public name
        os._exit(status)
    sys.exit(status)


def main(argv: list[str] | None = None) -> int:
    """Run the command that `argv` (by default the process's own arguments) names, and give the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"] and _version_written():
        return 0
    if arguments[-1:] == ["export"]:
        _look_ahead(arguments[:-1])
    gc.set_threshold(_SPARED, 50, 50)
    from parccli.cli import boundary  # noqa: PLC0415 -- whoever asks for the version does not wait for the rest

    status = boundary.main(arguments)
    # As it leaves, Python would look for cycles in everything; the system takes the memory back all the same.
    gc.freeze()
    return status


def _look_ahead(options: list[str]) -> None:
    """Let the files of the last export be looked at already: of a large site, that takes as long as to read parccli."""
    if not options or (options[0], len(options)) == ("-C", 2):
        from parccli.folder.looking import look_ahead  # noqa: PLC0415 -- for this alone

        look_ahead(options[1] if options else ".")


def _version_written() -> bool:
    """Print the version, or leave it to the error boundary where standard output is closed, gone or full."""
    try:
        sys.stdout.write(f"parccli {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):
        return False
    return True


if __name__ == "__main__":
    program()
