"""What parccli says when it cannot go on.

    ParcError               the answer is no: a refusal, a bad post among others       exit 1
    └── UsageError          the command line, parccli.toml or a file named on it       exit 2

An error holds data and text and never prints; `cli` shows it. A bug of ours is any other exception (exit 3).
"""

from __future__ import annotations

FRAMES = "frames_elsewhere"
"""The attribute of an exception that came from another process: the frames that led to it there."""


class ParcError(Exception):
    """A refusal that a person can act on.

    `message` says what is wrong, `hint` what to do next; both are translated already.
    `path` is the file as the person knows it, `line` and `column` count from 1.
    """

    exit_code = 1

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.path = path
        self.line = line
        self.column = column

    @property
    def where(self) -> str:
        """`path:line:column`, as much of it as is known; empty when nothing is."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class UsageError(ParcError):
    """The command line, parccli.toml, or a file named on the command line is at fault."""

    exit_code = 2
