"""The blocks of a press release -> its title, date, lead and text, and the lines that belong to the press alone.

Fixed lines are looked for at the top, before the text begins: “COMMUNIQUÉ DE PRESSE”, the embargo, the place and
the date. The press contact goes from its heading to the next one, or to the presentation of the organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from parccli.french.dates import DateError, parse_moment
from parccli.importers.docx.conversion import LEAD, TITLE
from parccli.listing import folded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from parccli.moment import Moment

LONGEST_LEAD: Final = 400
"""A first paragraph of more characters than that is no lead."""

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_LINE: Final = 160
_LONGEST_TOP: Final = 12

# All of these are matched against folded text: small letters, no accents, straight apostrophes.
_KIND: Final = re.compile(
    r"(?:(?:communique|dossier|invitation|information|point) (?:de |a )?(?:la )?presse"
    r"|(?:pour )?(?:diffusion|publication|parution) immediate)\b(?P<rest>.*)"
)
_EMBARGO: Final = re.compile(
    r"(?:(?:communique|dossier) de presse\W+)?\W*"
    r"(?:(?:document |diffusion )?(?:sous )?embargo\b(?:\W*jusqu'(?:au|a|en)\b)?|ne pas (?:diffuser|publier) avant\b)"
    r"\W*(?:le )?(?P<moment>.*)"
)
_DAY: Final = r"(?P<moment>(?:[a-z]{4,} )?\d{1,2}(?: ?er)? [a-z]{3,}\.? \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_PLACE_AND_DATE: Final = re.compile(
    rf"(?:(?:fait )?(?:a )?[^,:.]{{2,60}}(?:, ?| [-\u2013\u2014] ))?(?:le )?{_DAY}(?: ?[-\u2013\u2014.])?"
)
# What opens a document may also be its title: “Portes ouvertes, le 12 mars 2021”.
_TOWN: Final = re.compile(
    r"(?:(?:(?:fait )?a )?(?:l[ae]s? |l')?[\w'-]+(?: (?:en|sur|sous|lez|les?|la|aux?|du|des?) [\w'-]+)*,? )?(?:le )?\d"
)
_CONTACT: Final = re.compile(
    r"(?:(?:vos? |votre )?contacts? (?:de )?(?:la )?(?:presse|medias?)"
    r"|(?:relations?|service) (?:de )?(?:la )?presse)\b"
)
_ABOUT: Final = re.compile(r"a propos\b|qui sommes-nous")
_END: Final = re.compile(r"(?:[#*_-]\s*){3,}|-\s*(?:30|fin)\s*-")


@dataclass(frozen=True, kw_only=True)
class Release:
    """What was found; the tree that it was found in holds the rest. `fault` is what makes the release unusable.

    `left_out` has the lines that say what is said elsewhere, `contact` how many lines of addresses went.
    """

    title: str = ""
    date: Moment | None = None
    embargo: Moment | None = None
    unread_embargo: str = ""
    summary: str = ""
    contact: int = 0
    left_out: tuple[str, ...] = ()
    fault: DateError | None = None

    def without(self, line: str) -> Release:
        """Note a line that is left out of the text."""
        return replace(self, left_out=(*self.left_out, line))


def take_apart(root: HtmlElement) -> Release:
    """Take out of `root` what is no text of the post."""
    release = Release(contact=_take_contact(root))
    title = _title(root)
    lines = _top(root, title)
    for block in lines:
        read = _read_top_line(block, release, may_be_title=title is None and block is lines[0])
        if read is not None:
            release = read
            block.drop_tree()
    title = title if title is not None else next((block for block in root if text_of(block)), None)
    if title is not None and len(text_of(title)) <= 2 * _LONGEST_LINE:
        release = replace(release, title=text_of(title))
        title.drop_tree()
    for block in [block for block in root if _END.fullmatch(_plain(block))]:
        release = release.without(text_of(block))
        block.drop_tree()
    release = replace(release, summary=_take_lead(root))
    _lower_headings(root)
    return release


def text_of(block: HtmlElement) -> str:
    """The words of a block on one line; no-break spaces stay."""
    parts = block.xpath(".//text() | .//br | .//p | .//td | .//th | .//li")
    return re.sub(r"[ \t\r\n]+", " ", "".join(part if isinstance(part, str) else " " for part in parts)).strip(" ")


def _plain(block: HtmlElement) -> str:
    return folded(text_of(block))


def _title(root: HtmlElement) -> HtmlElement | None:
    """The block in the style of titles, else the first heading above the text; no line that is for the press."""
    styled = [block for block in root if block.get("class") == TITLE]
    above = takewhile(lambda block: block.tag in _HEADINGS or len(text_of(block)) <= _LONGEST_LINE, root)
    headings = [block for block in above if block.tag in _HEADINGS]
    blocks = [block for block in (*styled, *headings) if text_of(block)]
    return next(
        (block for block in blocks if not _KIND.match(_plain(block)) and not _EMBARGO.match(_plain(block))), None
    )


def _top(root: HtmlElement, title: HtmlElement | None) -> list[HtmlElement]:
    """The lines around the title, up to where the text begins: a long line, a list, or the next heading."""
    lines: list[HtmlElement] = []
    is_below = False
    for block in list(root)[:_LONGEST_TOP]:
        ends = {"p", "table"} if is_below else {"p", "table", *_HEADINGS}
        if block is title:
            is_below = True
        elif block.tag not in ends or len(text_of(block)) > _LONGEST_LINE:
            break
        else:
            lines.append(block)
    return lines


def _read_top_line(block: HtmlElement, release: Release, *, may_be_title: bool) -> Release | None:
    """Take from a line what it says; None if it is none of the fixed lines."""
    plain, line = _plain(block), text_of(block)
    if embargo := _EMBARGO.match(plain):
        return _read_embargo(embargo["moment"], line, release.without(line))
    if kind := _KIND.fullmatch(plain):
        release = release.without(line)
        return _read_date(kind["rest"].strip(" -\u2013\u2014:,"), release) or release
    dated = None if may_be_title and not _TOWN.match(plain) else _read_date(plain, release)
    return dated.without(line) if dated else None


def _read_embargo(words: str, line: str, release: Release) -> Release:
    try:
        moment = parse_moment(re.sub(r"(\d) ?heures?\b", r"\1 h", words.strip(" :.!)-\u2013")))
    except DateError:
        return replace(release, unread_embargo=line)
    return replace(release, embargo=moment)


def _read_date(words: str, release: Release) -> Release | None:
    dated = _PLACE_AND_DATE.fullmatch(words)
    if not dated:
        return None
    try:
        return replace(release, date=release.date or parse_moment(dated["moment"]))
    except DateError as error:
        return replace(release, fault=error)


def _take_contact(root: HtmlElement) -> int:
    """Take out the press contact, and count its lines."""
    count = 0
    inside = False
    for number, block in enumerate(list(root)):
        plain = _plain(block)
        if _CONTACT.match(plain):
            inside = True
        elif inside and plain:
            # Above the text, only what is surely an address: the title comes next.
            inside = _is_address(block, plain) if number < _LONGEST_TOP else _may_be_address(block, plain)
        if inside:
            count += max(1, len(block.xpath(".//p | .//li | .//br"))) if plain else 0
            block.drop_tree()
    return count


def _may_be_address(block: HtmlElement, plain: str) -> bool:
    return _is_address(block, plain) or (
        block.tag not in _HEADINGS
        and not _ABOUT.match(plain)
        and len(plain) <= _LONGEST_LINE
        and plain[-1] not in ".!?"
    )


def _is_address(block: HtmlElement, plain: str) -> bool:
    is_short = block.tag not in _HEADINGS and len(plain) <= _LONGEST_LINE
    return is_short and re.search(r"\w@\w|\d\d(?:\W?\d\d){3}|\bwww\.", plain) is not None


def _take_lead(root: HtmlElement) -> str:
    """Take the paragraph in the style of leads, else the first one if it stands out or more text follows it."""
    styled = [block for block in root if block.get("class") == LEAD and text_of(block)]
    filled = [block for block in root if text_of(block) or block.find(".//img") is not None]
    first = filled[0] if filled and filled[0].tag == "p" else None
    lead = styled[0] if styled else first
    if lead is None or _holds_more(lead):
        return ""
    follows = len(filled) > 1 and filled[1].tag == "p" and len(text_of(lead)) <= LONGEST_LEAD
    if not (styled or _is_bold(lead) or follows):
        return ""
    lead.drop_tree()
    return text_of(lead)


def _holds_more(block: HtmlElement) -> bool:
    """Tell a paragraph that would lose something as plain text: links, pictures, notes, m²; but not “1er”."""
    raised = ("".join(part.itertext()) for part in block.iter("sub", "sup"))
    return next(block.iter("a", "img"), None) is not None or not all(text.isalpha() for text in raised)


def _is_bold(block: HtmlElement) -> bool:
    bold = "".join("".join(part.itertext()) for part in block.iter("strong"))
    return bool(bold.strip()) and folded(bold) == _plain(block)


def _lower_headings(root: HtmlElement) -> None:
    """Make room for the post's title, which is the one heading of the first level."""
    if root.find("h1") is None:
        return
    for heading in list(root.iter(*_HEADINGS)):
        heading.tag = f"h{min(6, int(heading.tag[1]) + 1)}"
