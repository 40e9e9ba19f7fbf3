"""A post's texts as rules look at them, read once for all of them, and where in the file each character stands.

`events_of` gives the engine's events; `paragraphs` the running text of each block of the body, and of the values of
the front matter that are shown, each as one string in which what must not be touched is U+FFFC.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli import markdown
from parccli.french.typography import OPAQUE, PARAGRAPH
from parccli.frontmatter import Scalar
from parccli.markdown import Edge, Kind
from parccli.post import canonical_key
from parccli.rules import scalars
from parccli.rules.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parccli.frontmatter import Document
    from parccli.markdown import Event
    from parccli.post import PostFile

SHOWN_KEYS: Final = frozenset({"title", "summary", "image_alt", "image_caption"})
"""The keys of the front matter whose values readers see."""

_INLINE: Final = frozenset({Kind.EMPHASIS, Kind.STRONG, Kind.STRIKETHROUGH})
_LINKS: Final = frozenset({Kind.LINK, Kind.IMAGE})
_BREAKS: Final = frozenset({Kind.SOFT_BREAK, Kind.HARD_BREAK})
_NO_PROSE: Final = frozenset({Kind.CODE_BLOCK, Kind.HTML_BLOCK})


class _Link(Enum):
    """What becomes of a link's text: it shows; it also names the address to look up; or it is an address, a picture."""

    SHOWS = auto()
    NAMES = auto()
    HIDES = auto()


class Piece(NamedTuple):
    """Characters `at` a place of a paragraph, written from `start` up to `end` of the file.

    `exact`: they stand there one by one, or are one character alone, and may be changed.
    """

    # As an event, a tuple for speed.
    at: int
    text: str
    start: int
    end: int
    exact: bool


class Paragraph(NamedTuple):
    """The running text of one block, `kind`, or of the front matter's `key`; line breaks in it are newlines."""

    text: str
    pieces: tuple[Piece, ...]
    kind: Kind | None = None
    key: str = ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the file the characters from `start` up to `end`, at least one, stand."""
        first, last = self._piece(start), self._piece(end - 1)
        begins = first.start + (start - first.at if first.exact else 0)
        return begins, last.end - (last.at + len(last.text) - end if last.exact else 0)

    def is_exact(self, start: int, end: int) -> bool:
        """Whether these characters are together in the file too, and may be changed."""
        pieces = self.pieces[self._index(start) : self._index(end - 1) + 1]
        joined = all(one.end == other.start for one, other in pairwise(pieces))
        return joined and all(piece.exact for piece in pieces)

    def _piece(self, at: int) -> Piece:
        return self.pieces[self._index(at)]

    def _index(self, at: int) -> int:
        return bisect_right(self.pieces, at, key=lambda piece: piece.at) - 1


def events_of(file: PostFile) -> tuple[Event, ...]:
    """The events of the body, with places in the body; none for a file that cannot be read."""
    return _events(file.document.body) if file.document else ()


def opened(file: PostFile, kind: Kind) -> Sequence[Event]:
    """The opening events of the body's elements of one kind, in order."""
    return _opened(file.document.body).get(kind, ()) if file.document else ()


def span_of(file: PostFile, start: int, end: int) -> tuple[int, int]:
    """The place in the file of a place in its body."""
    first = file.document.body_start if file.document else 0
    return first + start, first + end


def texts_hold(file: PostFile, *signs: str) -> bool:
    """Whether any of `signs` stands in the texts of a post: what most rules look for is not there, and found so."""
    text = whole_text(file)
    return any(sign in text for sign in signs)


def whole_text(file: PostFile) -> str:
    """The texts of a post as one, PARAGRAPH between them; empty for a file that cannot be read."""
    return whole_text_of(Read(file.document.source.text, file.document)) if file.document else ""


def paragraphs(file: PostFile) -> tuple[Paragraph, ...]:
    """The texts of a post in their order; none for a file that cannot be read."""
    return paragraphs_of(Read(file.document.source.text, file.document)) if file.document else ()


@dataclass(frozen=True)
class Read:
    """A document as the key of a cache: its text tells it from any other, and is the quickest to compare."""

    text: str
    document: Document = field(compare=False)


@lru_cache(maxsize=8)
def paragraphs_of(read: Read) -> tuple[Paragraph, ...]:
    """The texts of a document in their order."""
    return (*_values(read.document), *_Reader(read.document).paragraphs())


@lru_cache(maxsize=8)
def whole_text_of(read: Read) -> str:
    """The texts of a document as one."""
    return PARAGRAPH.join(paragraph.text for paragraph in paragraphs_of(read))


@lru_cache(maxsize=8)
def _events(body: str) -> tuple[Event, ...]:
    # Every rule asks for the post that is being checked, and none for the one before it.
    return tuple(markdown.events(body))


@lru_cache(maxsize=8)
def _opened(body: str) -> Mapping[Kind, Sequence[Event]]:
    """The opening events, sorted once for all the rules of which each looks for its kind."""
    found: dict[Kind, list[Event]] = {}
    for event in _events(body):
        if event.edge is Edge.OPENS:
            found.setdefault(event.kind, []).append(event)
    return found


def _values(document: Document) -> Iterator[Paragraph]:
    for entry in document.entries:
        key = canonical_key(entry.key)
        if key in SHOWN_KEYS and isinstance(entry.node, Scalar) and entry.node.value:
            pieces: list[Piece] = []
            at = 0
            for text, start, end, exact in scalars.characters(entry.node, document.source.text):
                pieces.append(Piece(at=at, text=text, start=start, end=end, exact=exact))
                at += len(text)
            if pieces:
                yield Paragraph(text="".join(piece.text for piece in pieces), pieces=tuple(pieces), key=key or "")


class _Reader:
    """Gathers the leaves of the body into paragraphs."""

    def __init__(self, document: Document) -> None:
        self.body = document.body
        self.first = document.body_start
        self.markup = Markup()
        self.blocks_open: list[Kind] = []
        self.links_open: list[_Link] = []
        self.pieces: list[Piece] = []
        self.length = 0
        self.read_to = 0

    def paragraphs(self) -> Iterator[Paragraph]:
        """Read to the end."""
        for event in _events(self.body):
            kind = event.kind
            if kind is Kind.TEXT:
                if _Link.HIDES not in self.links_open and self.blocks_open[-1] not in _NO_PROSE:
                    self._text(event)
            elif kind in _LINKS:
                self._link(event)
            elif event.edge is Edge.LEAF and kind is not Kind.RULE:
                self._leaf(event)
            elif kind not in _INLINE:
                yield from self._gathered()
                self._block(event)

    def _gathered(self) -> Iterator[Paragraph]:
        if self.pieces:
            text = "".join(piece.text for piece in self.pieces)
            yield Paragraph(text=text, pieces=tuple(self.pieces), kind=self.blocks_open[-1])
            self.pieces, self.length = [], 0

    def _block(self, event: Event) -> None:
        if event.edge is Edge.CLOSES:
            self.blocks_open.pop()
        elif event.edge is Edge.OPENS:
            self.blocks_open.append(event.kind)
        if event.kind is Kind.HTML_BLOCK and event.edge is Edge.OPENS:
            self.markup.read(self.body[event.start : event.end])

    def _link(self, event: Event) -> None:
        # A closing edge does not tell how the link was written.
        if event.edge is Edge.CLOSES:
            self.links_open.pop()
            self.read_to = event.end
            return
        if _Link.HIDES not in self.links_open and _link_of(event) is _Link.HIDES:
            self._add(OPAQUE, event.start, event.end)
        self.links_open.append(_link_of(event))

    def _leaf(self, event: Event) -> None:
        if _Link.HIDES in self.links_open or self.blocks_open[-1] in _NO_PROSE:
            return
        self._add("\n" if event.kind in _BREAKS else OPAQUE, event.start, event.end)
        if event.kind is Kind.INLINE_HTML:
            self.markup.read(event.text)

    def _text(self, event: Event) -> None:
        text, start = event.text, event.start
        if self.markup.hides:
            self._add(OPAQUE * len(text), start, event.end)
        elif _Link.NAMES in self.links_open or self.body[start : event.end] != text:
            self._add(text, start, event.end)
        else:
            if start > self.read_to and self.body[start - 1] == "\\":
                self._add(text[0], start - 1, start + 1)
                text, start = text[1:], start + 1
            self._add(text, start, event.end, exact=True)

    def _add(self, text: str, start: int, end: int, *, exact: bool = False) -> None:
        if text:
            first, last = self.first + start, self.first + end
            self.pieces.append(Piece(self.length, text, first, last, exact))
            self.length += len(text)
            self.read_to = end


def _link_of(event: Event) -> _Link:
    if event.kind is Kind.IMAGE or event.link in {"autolink", "email"}:
        return _Link.HIDES
    return _Link.NAMES if event.link in {"shortcut", "collapsed"} else _Link.SHOWS
