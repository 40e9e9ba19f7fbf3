"""The only printer: results to standard output; talk, warnings, errors, questions and progress to standard error.

Text goes in plain. A terminal gets colours and never an escape sequence from someone's text; a pipe gets results to
the letter. Questions are asked only when a person can answer.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from typing import TYPE_CHECKING, TextIO, TypeVar

from parccli.cli.indented import streamed
from parccli.cli.streams import OutputClosedError
from parccli.cli.terminal import BOLD, DIM, RED, YELLOW, folded, one_line, styled, takes_colour, visible
from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from parccli.cli.report import Layout
    from parccli.findings import Finding
    from parccli.source import Source

_Item = TypeVar("_Item")

MANY = 50
"""Items: fewer are done before anyone has read how far they have come."""


class Verbosity(IntEnum):
    """How much a command says beside its results."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


@dataclass(frozen=True, kw_only=True)
class Console:
    """Where a command prints and asks."""

    out: TextIO
    err: TextIO
    input: TextIO
    environ: Mapping[str, str]
    verbosity: Verbosity = Verbosity.NORMAL

    @property
    def on_terminal(self) -> bool:
        """Whether results are read by a person at a terminal, rather than by a program or into a file."""
        return self.out.isatty()

    @property
    def width(self) -> int:
        """How many characters fit on a line of the terminal; 80 elsewhere."""
        return shutil.get_terminal_size().columns if self.on_terminal else 80

    @property
    def colourful(self) -> bool:
        """Whether results may have colours."""
        return takes_colour(self.out, self.environ)

    @property
    def interactive(self) -> bool:
        """Whether a person can be asked."""
        return self.input.isatty() and self.err.isatty()

    def result(self, text: str) -> None:
        """Print a line, or several, of what the command was asked for."""
        _write(self.out, (visible(text) if self.on_terminal else text) + "\n")

    def drawn(self, text: str) -> None:
        """Print text that was laid out for this console, with its own colours, or that must stay to the letter."""
        _write(self.out, text)

    def json(self, value: object, *, indent: int | None = 2) -> None:
        """Print a value for programs; on one line where `indent` is None."""
        import json

        self.result(json.dumps(value, ensure_ascii=False, indent=indent))

    def json_parts(self, value: object) -> None:
        """Print a value for programs as it comes: there may be iterators in it, for lists."""
        for part in streamed(value):
            self.drawn(visible(part) if self.on_terminal else part)
        self.drawn("\n")

    def table(
        self, columns: Sequence[str], rows: Iterable[Sequence[str]], *, main: int | None = -1, below: int | None = None
    ) -> None:
        """Print a table that fits the terminal; tab-separated lines without header elsewhere.

        The column number `main` (the last) is the last to give way; where room is short, `below` stands under it.
        Where `main` is None the widest columns give way, and fold.
        """
        shown = [[one_line(cell) for cell in row] for row in rows]
        if not self.on_terminal:
            self.drawn("".join("\t".join(row) + "\n" for row in shown))
            return
        # Slow to import, and only a terminal needs it.
        from parccli.cli.table import drawn

        number = None if main is None else main % len(columns)
        self.drawn(drawn(columns, shown, main=number, below=below, width=self.width, colour=self.colourful))

    def findings(self, findings: Iterable[Finding], sources: Mapping[str, Source]) -> None:
        """Print findings, an empty line between files, each with the line it points at when `sources` has its path.

        On a terminal they stand under the name of their file; elsewhere each begins with it.
        """
        by_file = groupby(findings, lambda finding: finding.path)
        self.sheets(self.layout(list(group), sources.get(path)) for path, group in by_file)

    @property
    def layout(self) -> Layout:
        """How findings are laid out here."""
        from parccli.cli.report import Layout  # only one command has any

        return Layout(width=self.width, colour=self.colourful) if self.on_terminal else Layout()

    def sheets(self, texts: Iterable[str]) -> None:
        """Print the findings of one file after the other, each laid out already, with an empty line between them."""
        for number, text in enumerate(texts):
            self.drawn(f"\n{text}" if number else text)

    def say(self, text: str) -> None:
        """Tell what was done."""
        if self.verbosity >= Verbosity.NORMAL:
            self._talk(visible(text))

    def detail(self, text: str) -> None:
        """Tell what only the curious want to know (`--verbose`)."""
        if self.verbosity >= Verbosity.VERBOSE:
            self._talk(visible(text))

    def warn(self, message: str, *, where: str = "", hint: str | None = None) -> None:
        """Tell what went wrong without stopping the rest; `where` is `path:line:column`."""
        label = styled(_("warning"), f"{BOLD};{YELLOW}", colour=self._colour)
        remark = _("{severity}: {message}").format(severity=label, message=one_line(message))
        self._talk(f"{self._place(where)}: {remark}", hint, indent="  ")

    def error(self, error: ParcError) -> None:
        """Tell why the command cannot go on: `path:line:column: message`, and below it what to do next."""
        message = styled(one_line(error.message), RED, colour=self._colour)
        self._talk(f"{self._place(error.where)}: {message}", error.hint, indent="  ")

    def ask(self, question: str, default: str = "") -> str:
        """Ask for a line of text; without a person to answer, or when she just presses Enter, it is `default`.

        Raises KeyboardInterrupt at the end of input, which answers no question.
        """
        if not self.interactive:
            return default
        offered = f" [{one_line(default)}]" if default else ""
        self._tell(f"{one_line(question)}{offered} ")
        answer = self.input.readline()
        if not answer:
            raise KeyboardInterrupt
        return answer.strip() or default

    def confirm(self, question: str, *, default: bool) -> bool:
        """Ask a question of yes or no, until the answer is one; without a person to answer it is `default`."""
        choices = _("[Y/n]") if default else _("[y/N]")
        while self.interactive:
            answer = self.ask(f"{question} {choices}").casefold()
            if not answer:
                return default
            # Both languages are taken: fingers remember the other one.
            if answer in {"y", "yes", "o", "oui", "n", "no", "non"}:
                return not answer.startswith("n")
        return default

    def progress(
        self, items: Iterable[_Item], *, total: int, label: str, done: Callable[[], int] | None = None
    ) -> Iterator[_Item]:
        """Give back `items` one by one; where there are many, a terminal shows how far they have come.

        `done` tells how much of `total` is done, where items are not what is counted.
        """
        moving = self.err.isatty() and self.environ.get("TERM") != "dumb"
        shown = moving and self.verbosity >= Verbosity.NORMAL and total >= MANY
        percent = -1
        try:
            for number, item in enumerate(items):
                if shown and percent != (percent := 100 * (done() if done else number) // max(total, 1)):
                    self._tell(f"\r{one_line(label)} {percent:3} %")
                yield item
        finally:
            if percent >= 0:
                self._tell("\r\x1b[K")

    @contextlib.contextmanager
    def meter(self, label: str) -> Iterator[Callable[[int, int], None]]:
        """Give what is to be told how much is done, of how much: as `progress` shows it, for work that is no loop."""
        moving = self.err.isatty() and self.environ.get("TERM") != "dumb"
        shown = moving and self.verbosity >= Verbosity.NORMAL
        percent = -1

        def tick(done: int, total: int) -> None:
            nonlocal percent
            if shown and total >= MANY and percent != (percent := 100 * min(done, total) // total):
                self._tell(f"\r{one_line(label)} {percent:3} %")

        try:
            yield tick
        finally:
            if percent >= 0:
                self._tell("\r\x1b[K")

    def flush(self) -> None:
        """Hand on every result printed so far, and find out whether it arrived."""
        _write(self.out, "", flush=True)

    def _talk(self, text: str, hint: str | None = None, indent: str = "") -> None:
        """Tell in whole words, as wide as the terminal; a pipe gets one line."""
        width = shutil.get_terminal_size().columns if self.err.isatty() else None
        self._tell(folded(text, width, indent=indent) + "\n" + self._hint(hint, width))

    def _tell(self, text: str) -> None:
        # Where standard error has gone there is nobody to tell, and the results may still be wanted.
        # Where results and talk go to one place, they come in the order in which they were said.
        with contextlib.suppress(OSError):
            self.out.flush()
        with contextlib.suppress(OSError):
            self.err.write(text)
            self.err.flush()

    @property
    def _colour(self) -> bool:
        return takes_colour(self.err, self.environ)

    def _place(self, where: str) -> str:
        return styled(one_line(where) or "parccli", BOLD, colour=self._colour)

    def _hint(self, hint: str | None, width: int | None) -> str:
        lines = (folded(f"  {line}", width) for line in visible(hint or "").splitlines())
        return "".join(styled(line, DIM, colour=self._colour) + "\n" for line in lines)


def _write(stream: TextIO, text: str, *, flush: bool = False) -> None:
    try:
        stream.write(text)
        if flush:
            stream.flush()
    except OSError as error:
        # Windows says EINVAL where the reader of a pipe has gone.
        if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
            raise OutputClosedError from error
        raise ParcError(
            _("the output cannot be written"),
            hint=_("Free some space, or send the output elsewhere."),
        ) from error
