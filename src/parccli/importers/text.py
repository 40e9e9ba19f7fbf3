"""Pages pasted from the old site -> one row a page: the date's line, the title, the lead, the body.

The fixed words come from `[import]` in parccli.toml. The cards of other posts under the latest news become
rows too, imported only when asked for; menus, forms and footers are named by their lines and left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.french.dates import DateError, parse_moment
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.importers.decoding import decode
from parccli.importers.escaping import to_markdown
from parccli.importers.records import is_storable
from parccli.importers.row import Material, Options, Row, Shape
from parccli.listing import folded
from parccli.post import Post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parccli.config import Config
    from parccli.config.settings import ImportSettings

NAME: Final = "text"
SUMMARY: Final = N_("pages pasted from the site")
SUFFIXES: Final = (".txt",)
SHAPE: Final = Shape.TEXT

# A date, or what is meant to be one, and nothing after it: "Publié le journal du Parc" begins a sentence.
_DATE: Final = re.compile(
    r"(?:[a-z]{3,}\.? )?\d{1,4}(?: ?er)?[ /.-][a-z\d]+\.?[ /.-]\d{1,4}(?:,? (?:a )?\d{1,2} ?[h:].*)?"
)


class Kind(Enum):
    """What a stretch of lines is."""

    PAGE = auto()
    CARD = auto()
    HEADING = auto()
    FURNITURE = auto()


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some lines of the source, the first of them being line `start`."""

    kind: Kind
    start: int
    lines: tuple[str, ...]


def recognises(head: bytes) -> bool:
    """Take any text, being asked last."""
    return bool(head.strip()) and b"\0" not in head


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield pages, cards and what is left out, in the order of the source; raises ParcError if it holds no page."""
    lines = re.split(r"\r\n|\r|\n", decode(material))
    blocks = divide(lines, config.imports)
    if not any(block.kind is Kind.PAGE for block in blocks):
        marker = config.imports.posted[0] if config.imports.posted else ""
        raise ParcError(
            _("no page was found: none of its lines is “{marker}” with a date").format(marker=marker),
            hint=_("Copy the page from its date on; other words can be set under [import] in parccli.toml."),
            path=material.name,
            line=1,
        )
    told = [block for block in blocks if block.kind is not Kind.HEADING]
    for number, block in enumerate(told, 1):
        row = Row(importer=NAME, source=material.name, number=number, line=block.start)
        yield _left_out(row, block) if block.kind is Kind.FURNITURE else _post(row, block, config, options)


def divide(lines: Sequence[str], words: ImportSettings) -> list[Block]:
    """Cut the lines into blocks that hold each of them once, blank lines at the ends of blocks apart."""
    marks = {number: mark for number, line in enumerate(lines) if (mark := _mark(line, words))}
    starts = sorted({0, *marks})
    blocks: list[Block] = []
    kind = Kind.FURNITURE
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        stretch = lines[start:end]
        if marks.get(start) is Kind.PAGE:
            after_cards = kind in {Kind.HEADING, Kind.CARD}
            kind = Kind.CARD if after_cards and not _is_page(stretch, marks.get(end)) else Kind.PAGE
        else:
            kind = marks.get(start, Kind.FURNITURE)
        if kind is Kind.HEADING:
            blocks.append(Block(kind=kind, start=start + 1, lines=tuple(lines[start : start + 1])))
            _add(blocks, Kind.FURNITURE, start + 1, stretch[1:])
        else:
            _add(blocks, kind, start, stretch)
    return blocks


def _add(blocks: list[Block], kind: Kind, offset: int, lines: Sequence[str]) -> None:
    """Add what is not blank of `lines`; furniture joins the furniture before it."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        return
    first, last = filled[0], filled[-1] + 1
    block = Block(kind=kind, start=offset + first + 1, lines=tuple(lines[first:last]))
    if blocks and blocks[-1].kind is kind is Kind.FURNITURE:
        before = blocks.pop()
        gap = ("",) * (block.start - before.start - len(before.lines))
        block = replace(before, lines=(*before.lines, *gap, *block.lines))
    blocks.append(block)


def _mark(line: str, words: ImportSettings) -> Kind | None:
    """What begins at `line`; straight and curly apostrophes, accents and case make no difference."""
    plain = folded(line)
    if _date_text(line, words) is not None:
        return Kind.PAGE
    if plain and plain in {folded(word) for word in words.latest}:
        return Kind.HEADING
    return (
        Kind.FURNITURE if plain and plain in {folded(word) for word in (*words.newsletter, *words.required)} else None
    )


def _date_text(line: str, words: ImportSettings) -> str | None:
    """Give the date after “Posté le”, or None if the line is no such line."""
    plain = folded(line)
    for word in words.posted:
        rest = plain.removeprefix(folded(word)).strip(" :") if plain.startswith(folded(word)) else ""
        if _DATE.fullmatch(rest):
            return rest
    return None


def _is_page(lines: Sequence[str], following: Kind | None) -> bool:
    """Tell a page that follows cards from one more card, which has no blank line under its title."""
    groups = _groups(lines[1:])
    return following is Kind.HEADING or (len(groups) > 2 and len(groups[0]) == 1)  # noqa: PLR2004 -- title, lead, body


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Lines that no blank line separates."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.strip(" \t\f"))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _left_out(row: Row, block: Block) -> Row:
    message = _("lines {first} to {last} are left out: they belong to the page’s frame")
    told = message.format(first=block.start, last=block.start + len(block.lines) - 1)
    return replace(row.noting("furniture", told), left_out=True)


def _post(row: Row, block: Block, config: Config, options: Options) -> Row:
    heading, *rest = block.lines
    try:
        day = parse_moment(_date_text(heading, config.imports) or "")
    except DateError as error:
        return row.refused("date_unreadable", f"{error.message}. {error.hint}")
    title, categories, paragraphs = _title(rest, config)
    if not is_storable("".join(block.lines)):
        return row.refused("value_unreadable", _("the page holds a zero byte: copy it again as text"))
    if block.kind is Kind.CARD:
        if not options.related:
            message = _("“{title}” is a card of another post, left out: --related imports it as a draft")
            return replace(row.noting("related", message.format(title=title)), left_out=True)
        summary = " ".join(line for lines in paragraphs for line in lines)
        return replace(row, post=Post(title=title, date=day, categories=categories, summary=summary), partial=True)
    summary = " ".join(paragraphs[0]) if paragraphs else ""
    body = to_markdown(paragraphs[1:])
    return replace(row, post=Post(title=title, date=day, categories=categories, summary=summary or None, body=body))


def _title(lines: Sequence[str], config: Config) -> tuple[str, tuple[str, ...], list[list[str]]]:
    """Title, categories named on the line under it, and the paragraphs that follow."""
    groups = _groups(lines)
    if not groups:
        return "", (), []
    title = groups[0].pop(0)
    groups = [group for group in groups if group]
    categories = _categories(groups[0][0], config.categories) if groups else ()
    if categories:
        groups[0].pop(0)
    groups = [group for group in groups if group]
    # Some browsers copy paragraphs without the blank lines between them.
    paragraphs = [[line] for line in groups[0]] if len(groups) == 1 else groups
    return title, categories, paragraphs


def _categories(line: str, known: Sequence[str]) -> tuple[str, ...]:
    names = {folded(name): name for name in known}
    parts = [folded(part) for part in re.split(r"[,;|/•·]", line)]
    whole = names.get(folded(line))
    if whole:
        return (whole,)
    return tuple(names[part] for part in parts) if all(part in names for part in parts) else ()
