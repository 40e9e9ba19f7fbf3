"""A post's Markdown body -> the lines of text that a person reads in a terminal, or through a pipe."""

from __future__ import annotations

from parccli.cli.running import Piece, Running, folded
from parccli.cli.terminal import BOLD, CYAN, DIM, styled, visible
from parccli.french.typography import Profile
from parccli.i18n import ngettext
from parccli.markdown import Edge, Event, Kind, events

NARROWEST = 20
"""Where nesting leaves less room than that, lines get longer than the width."""
MOST_CELLS = 5_000
"""Cells that the tables of a post show in all: more than anyone reads there, and quick to lay out."""

_INLINE = frozenset(
    {Kind.TEXT, Kind.CODE, Kind.INLINE_HTML, Kind.SOFT_BREAK, Kind.HARD_BREAK, Kind.FOOTNOTE_REFERENCE}
    | {Kind.EMPHASIS, Kind.STRONG, Kind.STRIKETHROUGH, Kind.LINK, Kind.IMAGE}
)
_CELLS = frozenset({Kind.TABLE, Kind.TABLE_HEAD, Kind.TABLE_ROW, Kind.TABLE_CELL})


def lines_of(body: str, profile: Profile, *, width: int, colour: bool) -> list[str]:
    """Lay `body` out in lines of at most `width` characters; addresses follow their links, footnotes come last."""
    page = _Page(profile, width, colour=colour)
    for event in events(body):
        page.read(event)
    return page.finished()


class _Page:
    """What is laid out so far, and the blocks that are open.

    `margins` has for each open block what stands before its next line, and before those after it.
    `gap` asks for an empty line before the next one. `places` keeps both while a footnote is written elsewhere.
    """

    def __init__(self, profile: Profile, width: int, *, colour: bool) -> None:
        self.profile = profile
        self.width = width
        self.colour = colour
        self.lines: list[str] = []
        self.notes: dict[str, int] = {}
        self.note_lines: dict[int, list[str]] = {}
        self.running = Running(self.notes)
        self.margins: list[tuple[str, str]] = []
        self.gap = False
        self.numbers: list[int | None] = []
        self.rows: list[list[str]] = []
        self.cells = 0
        self.hidden = 0
        self.alignments: tuple[str, ...] = ()
        self.level = 0
        self.in_code = False
        self.html: list[str] = []
        self.places: list[tuple[list[str], list[tuple[str, str]]]] = []

    def read(self, event: Event) -> None:
        """Take in the next event."""
        if self.in_code and event.kind is Kind.TEXT:
            self._write_all([styled(visible(line), CYAN, colour=self.colour) for line in event.text.splitlines()])
        elif event.kind in _INLINE:
            if not self.hidden:
                self.running.read(event)
        elif event.kind is Kind.HTML:
            self.html.append(event.text)
        elif event.kind in _CELLS:
            self._table(event)
        elif event.edge is Edge.OPENS:
            self._flush()
            self._open(event)
        elif event.edge is Edge.CLOSES:
            self._close(event)
        elif event.kind is Kind.RULE:
            self._write_all([styled("─" * min(self._room, 20), DIM, colour=self.colour)])
            self.gap = True

    def finished(self) -> list[str]:
        """The whole page."""
        notes = [line for number in sorted(self.note_lines) for line in self.note_lines[number]]
        return [*self.lines, "", *notes] if notes else self.lines

    @property
    def _room(self) -> int:
        return max(NARROWEST, self.width - sum(len(rest) for _first, rest in self.margins))

    def _open(self, event: Event) -> None:
        match event.kind:
            case Kind.HEADING:
                self.level = event.level
            case Kind.BLOCK_QUOTE:
                self._fill_gap()
                self.margins.append(("│ ", "│ "))
            case Kind.CODE_BLOCK:
                self._fill_gap()
                self.margins.append(("    ", "    "))
                self.in_code = True
            case Kind.LIST:
                self.numbers.append(event.number)
            case Kind.ITEM:
                marker = self._marker()
                self._fill_gap()
                self.margins.append((marker, " " * len(marker)))
            case Kind.FOOTNOTE_DEFINITION:
                number = self.notes.setdefault(event.text, len(self.notes) + 1)
                self.places.append((self.lines, self.margins))
                marker = f"[{number}] "
                self.lines, self.margins, self.gap = self.note_lines.setdefault(number, []), [], False
                self.margins.append((marker, " " * len(marker)))

    def _close(self, event: Event) -> None:
        match event.kind:
            case Kind.HEADING:
                self._heading()
            case Kind.BLOCK_QUOTE | Kind.CODE_BLOCK | Kind.ITEM:
                self._flush()
                self.margins.pop()
                self.in_code = False
            case Kind.LIST:
                self.numbers.pop()
            case Kind.HTML_BLOCK:
                self.running.read_html("".join(self.html))
                self.html = []
                self._flush()
            case Kind.FOOTNOTE_DEFINITION:
                self._flush()
                self.lines, self.margins = self.places.pop()
            case _:
                self._flush()
        self.gap = self.gap if event.kind is Kind.ITEM else not (event.kind is Kind.LIST and self.numbers)

    def _heading(self) -> None:
        pieces = [piece._replace(style=f"{BOLD};{piece.style}".rstrip(";")) for piece in self._taken()]
        lines = folded(pieces, self._room, colour=self.colour)
        self._write_all(lines)
        if self.level <= 2 and pieces:  # noqa: PLR2004 -- what a page underlines
            length = max(map(len, folded(pieces, self._room, colour=False)))
            self._write_all(["─" * length])

    def _table(self, event: Event) -> None:
        match event.kind, event.edge:
            case Kind.TABLE, Edge.OPENS:
                self._flush()
                self.rows, self.alignments = [], event.alignments
            case ((Kind.TABLE_HEAD | Kind.TABLE_ROW), Edge.OPENS):
                self._open_row(len(self.alignments))
            case Kind.TABLE_CELL, Edge.CLOSES if not self.hidden:
                self.rows[-1].append("".join(piece.text for piece in self._taken()))
            case Kind.TABLE, Edge.CLOSES:
                self._write_table()
                self.gap = True

    def _open_row(self, columns: int) -> None:
        if self.hidden or self.cells + columns > MOST_CELLS:
            self.hidden += 1
        else:
            self.cells += columns
            self.rows.append([])

    def _write_table(self) -> None:
        if self.rows:
            # Slow to import, and few posts have a table.
            from parccli.cli.table import drawn

            # The engine stops filling up rows where a table would grow out of all proportion.
            rows = [row + [""] * (len(self.rows[0]) - len(row)) for row in self.rows]
            text = drawn(rows[0], rows[1:], width=self._room, colour=self.colour, aligned=self.alignments)
            self._write_all(text.splitlines())
        if self.hidden:
            told = ngettext(
                "[table: {number} more row, not shown here]",
                "[table: {number} more rows, not shown here]",
                self.hidden,
            ).format(number=self.hidden)
            self._write_all([styled(told, DIM, colour=self.colour)])
        self.hidden = 0

    def _taken(self) -> list[Piece]:
        return self.running.take(self.profile)

    def _flush(self) -> None:
        pieces = self._taken()
        if any(piece.text.strip(" \n") for piece in pieces):
            self._write_all(folded(pieces, self._room, colour=self.colour))

    def _marker(self) -> str:
        number = self.numbers[-1]
        if number is None:
            return "• "
        self.numbers[-1] = number + 1
        return f"{number}. "

    def _fill_gap(self) -> None:
        if self.gap and self.lines:
            self.lines.append("".join(rest for _first, rest in self.margins).rstrip())
        self.gap = False

    def _write_all(self, lines: list[str]) -> None:
        self._fill_gap()
        for line in lines:
            self.lines.append(("".join(first for first, _rest in self.margins) + line).rstrip())
            self.margins = [(rest, rest) for _first, rest in self.margins]
