"""Read a post's front matter into nodes with positions, and cut its body off untouched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from parccli.frontmatter.problems import FrontMatterError, explain
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.source import Source

    class _Mark(Protocol):
        """What yaml's marks have in common, whether C or Python made them."""

        @property
        def index(self) -> int: ...


DEPTH_LIMIT = 20
"""Nesting a person would never write; libyaml's own composer overflows the stack at about 20,000."""

_OPENING = re.compile(r"(?:[ \t]*\r?\n)*---[ \t]*\r?(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
# What YAML refuses or takes for a line end where no editor shows one.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):
    """One value as text; None for an empty or null plain one. `plain` tells that it stands without quotes."""

    # A tuple and no dataclass, here and below: a post has twenty, and a tuple is made in a third of the time.
    value: str | None
    plain: bool
    start: int
    end: int


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    start: int
    end: int


class Pairs(NamedTuple):
    """A mapping, its keys in the order of the file."""

    pairs: tuple[tuple[Scalar, Node], ...]
    start: int
    end: int


Node = Scalar | Items | Pairs


class Entry(NamedTuple):
    """One key of the front matter with its value."""

    key: str
    start: int
    end: int
    node: Node


@dataclass(frozen=True, kw_only=True)
class Document:
    """A post's source cut into front matter and body. `header_end` is where the closing line starts."""

    source: Source
    entries: tuple[Entry, ...]
    header_start: int
    header_end: int
    body_start: int

    @cached_property
    def body(self) -> str:
        """The Markdown after the closing line, as stored."""
        return self.source.text[self.body_start :]

    def entry(self, key: str) -> Entry | None:
        """Find the entry that is written `key`."""
        return next((entry for entry in self.entries if entry.key == key), None)


class _PositionsHandler(YAMLHandler):
    """python-frontmatter's YAML handler, but with our fences, and nodes with positions as values."""

    def __init__(self, source: Source, header_start: int, header_end: int) -> None:
        super().__init__()
        self.source = source
        self.header_start = header_start
        self.header_end = header_end

    def split(self, text: str) -> tuple[str, str]:
        """Cut where the fences really are; the caller cuts the body, which must keep its blanks."""
        del text
        return self.source.text[self.header_start : self.header_end], ""

    def load(self, fm: str, **_kwargs: object) -> dict[str, Entry]:
        """Read the header to entries by key; raises FrontMatterError."""
        try:
            root = _Builder(self.source, self.header_start).build(yaml.parse(fm, Loader=_LOADER))
        except yaml.YAMLError as error:
            raise explain(self.source, self.header_start, error) from error
        return self._entries(root)

    def _entries(self, root: Node | None) -> dict[str, Entry]:
        if root is None:
            return {}
        if not isinstance(root, Pairs):
            message = _("the front matter is not a list of “key: value” lines")
            raise FrontMatterError(self.source, root.start, root.end, message, _("Write one “key: value” a line."))
        entries: dict[str, Entry] = {}
        for key, node in root.pairs:
            name = key.value or ""
            if name in entries:
                first = self.source.position(entries[name].start)[0]
                message = _("the key “{key}” stands twice, on line {line} already").format(key=name, line=first)
                raise FrontMatterError(self.source, key.start, key.end, message, _("Keep one of the two lines."))
            entries[name] = Entry(key=name, start=key.start, end=key.end, node=node)
        return entries


class _Builder:
    """Builds nodes from YAML events without recursion; refuses what front matter has no use for."""

    def __init__(self, source: Source, offset: int) -> None:
        self.source = source
        self.offset = offset
        self.open: list[tuple[yaml.Event, list[Node]]] = []
        self.root: Node | None = None

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        """Consume the parser's events; the root node, or None for an empty header."""
        for event in events:
            if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and (event.anchor or event.tag):
                raise self._special(event, "&" if event.anchor else "!")
            if isinstance(event, yaml.ScalarEvent):
                plain = bool(event.implicit[0])
                value = None if plain and event.value in _NULLS else event.value
                self._add(Scalar(value=value, plain=plain, start=self._start(event), end=self._end(event)))
            elif isinstance(event, yaml.CollectionStartEvent):
                self.open.append((event, []))
                if len(self.open) > DEPTH_LIMIT:
                    raise self._error(event, _("the front matter is nested too deeply"), _("Keep the values simple."))
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(event)
            elif isinstance(event, yaml.AliasEvent):
                raise self._special(event, "*")
        return self.root

    def _close(self, end: yaml.Event) -> None:
        begin, children = self.open.pop()
        start, stop = self._start(begin), self._end(end)
        if isinstance(begin, yaml.SequenceStartEvent):
            self._add(Items(items=tuple(children), start=start, end=stop))
            return
        pairs: list[tuple[Scalar, Node]] = []
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise self._error(begin, _("a key of the front matter is not plain text"), _("Write “key: value”."))
            pairs.append((key, value))
        self._add(Pairs(pairs=tuple(pairs), start=start, end=stop))

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.root = node

    def _special(self, event: yaml.Event, character: str) -> FrontMatterError:
        number, _column = self.source.position(self._start(event))
        line = self.source.line(number).strip()
        return self._error(
            event,
            _("“{character}” at the start of a value has a meaning of its own in YAML").format(character=character),
            _("Put the value between double quotes, on this line: {line}").format(line=line),
        )

    def _start(self, event: yaml.Event) -> int:
        return self._offset(event.start_mark)

    def _end(self, event: yaml.Event) -> int:
        return self._offset(event.end_mark)

    def _offset(self, mark: _Mark | None) -> int:
        return self.offset + (mark.index if mark else 0)

    def _error(self, event: yaml.Event, message: str, hint: str) -> FrontMatterError:
        return FrontMatterError(self.source, self._start(event), self._end(event), message, hint)


def parse(source: Source) -> Document:
    """Read the front matter of `source`; raises FrontMatterError, which names the line and the remedy."""
    header_start, header_end, body_start = _fences(source)
    unprintable = _UNPRINTABLE.search(source.text, header_start, header_end)
    if unprintable:
        code = f"U+{ord(unprintable[0]):04X}"
        message = _("the front matter holds an invisible character ({code})").format(code=code)
        raise FrontMatterError(source, *unprintable.span(), message, _("Delete it and type the text again."))
    handler = _PositionsHandler(source, header_start, header_end)
    entries, _content = frontmatter.parse(source.text, handler=handler)
    return Document(
        source=source,
        entries=tuple(entry for entry in entries.values() if isinstance(entry, Entry)),
        header_start=header_start,
        header_end=header_end,
        body_start=body_start,
    )


def text_of(node: Node) -> str | None:
    """The text of a scalar; None for an empty one and for lists and mappings."""
    return node.value if isinstance(node, Scalar) else None


def _fences(source: Source) -> tuple[int, int, int]:
    opening = _OPENING.match(source.text)
    if not opening:
        first_line = source.text.partition("\n")[0]
        message = _("the file is empty") if not source.text.strip() else _("the file has no front matter")
        hint = _("Start it with a line “---”, the lines “title: …” and “date: …”, and another line “---”.")
        raise FrontMatterError(source, 0, len(first_line), message, hint)
    closing = _CLOSING.search(source.text, opening.end())
    if not closing:
        message = _("the front matter is never closed")
        hint = _("Add a line “---” after its last “key: value” line.")
        raise FrontMatterError(source, opening.end() - 1, opening.end(), message, hint)
    return opening.end(), closing.start(), closing.end()
