"""Running text: the inline events of one paragraph -> pieces with styles -> lines of a width."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from parccli.cli.terminal import BOLD, CYAN, DIM, one_line, styled
from parccli.french.typography import OPAQUE, Profile, polish_runs
from parccli.i18n import gettext as _
from parccli.markdown import Edge, Event, Kind

ITALIC, UNDERLINE, STRUCK = "3", "4", "9"
_STYLES = {Kind.EMPHASIS: ITALIC, Kind.STRONG: BOLD, Kind.STRIKETHROUGH: STRUCK, Kind.LINK: UNDERLINE}
# What is never closed goes on to the end, as in HTML: to look for its end again at each beginning would take for ever.
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<(?=[A-Za-z/!?])[^>]*(?:>|\Z)", re.DOTALL)


class Piece(NamedTuple):
    """Text in one style; `is_text` where typography may be finished: not in code, nor in an address."""

    text: str
    style: str = ""
    is_text: bool = True


class Running:
    """The paragraph being read. `notes` numbers the footnotes of the whole body by their labels."""

    def __init__(self, notes: dict[str, int]) -> None:
        self.notes = notes
        self.pieces: list[Piece] = []
        self.open: list[tuple[Event, int]] = []

    def read(self, event: Event) -> None:
        """Take in an inline event."""
        if event.edge is Edge.OPENS:
            self.open.append((event, len(self.pieces)))
        elif event.edge is Edge.CLOSES:
            self._close(*self.open.pop())
        else:
            self._leaf(event)

    def read_html(self, written: str) -> None:
        """Take in a block of HTML: what it says, without its tags and comments."""
        self._add(html.unescape(_MARKUP.sub("", written)).strip())

    def take(self, profile: Profile) -> list[Piece]:
        """Give the pieces read so far, their typography finished, and start anew."""
        pieces, self.pieces = self.pieces, []
        runs = [piece.text if piece.is_text else OPAQUE * len(piece.text) for piece in pieces]
        polished = zip(pieces, polish_runs(runs, profile), strict=True)
        return [piece._replace(text=text) if piece.is_text else piece for piece, text in polished]

    def _leaf(self, event: Event) -> None:
        match event.kind:
            case Kind.TEXT:
                self._add(event.text)
            case Kind.CODE:
                self._add(event.text, CYAN, is_text=False)
            case Kind.SOFT_BREAK:
                self._add(" ")
            case Kind.HARD_BREAK:
                self.pieces.append(Piece("\n"))
            case Kind.FOOTNOTE_REFERENCE:
                self._add(f"[{self.notes.setdefault(event.text, len(self.notes) + 1)}]", DIM, is_text=False)
            case Kind.INLINE_HTML if event.text.lower().startswith("<br"):
                self.pieces.append(Piece("\n"))

    def _close(self, event: Event, start: int) -> None:
        inside = "".join(piece.text for piece in self.pieces[start:])
        if event.kind is Kind.IMAGE:
            self.pieces[start:] = []
            self._add(image(inside), DIM, is_text=False)
        elif event.kind is Kind.LINK and (address := event.destination.removeprefix("mailto:")) != inside:
            self._add(f" ({address})", DIM, is_text=False)

    def _add(self, text: str, style: str = "", *, is_text: bool = True) -> None:
        styles = [*(_STYLES[event.kind] for event, _start in self.open if event.kind in _STYLES), style]
        plain = one_line(re.sub(r"[ \t\r\n\v\f]+", " ", text))
        self.pieces.append(Piece(plain, ";".join(filter(None, styles)), is_text))


def image(alt: str) -> str:
    """What stands for a picture in text."""
    return _("[image: {alt}]").format(alt=alt) if alt else _("[image]")


def folded(pieces: Sequence[Piece], width: int, *, colour: bool) -> list[str]:
    """Fold text between words, never at a no-break space nor inside an address; its own line ends stay."""
    text = "".join(piece.text for piece in pieces)
    styles = [piece.style for piece in pieces for _character in piece.text]
    lines: list[str] = []
    end = 0
    for written in text.split("\n"):
        for line in textwrap.wrap(written.strip(" "), width, break_long_words=False, break_on_hyphens=False) or [""]:
            start = text.index(line, end)
            end = start + len(line)
            lines.append(_painted(line, styles[start:end], colour=colour))
    return lines


def _painted(line: str, styles: Sequence[str], *, colour: bool) -> str:
    runs = groupby(zip(line, styles, strict=True), key=lambda pair: pair[1])
    texts = ((style, "".join(letter for letter, _style in run)) for style, run in runs)
    return "".join(styled(text, style, colour=colour and bool(style)) for style, text in texts)
