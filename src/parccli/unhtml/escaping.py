"""Plain text -> Markdown that reads the same: whatever Markdown would take for structure is escaped, nothing more."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

# Wherever it stands: escapes, code, emphasis, links, footnotes, strikethrough, tags, entities. An underscore
# inside a word (an e-mail address) means nothing to CommonMark.
_INLINE: Final = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~]|$) | [`*\[~] | (?<![^\W_])_ | _(?![^\W_]) | <(?=[A-Za-z/!?])"""
    r"""| &(?=\#\d+; | \#[xX][0-9a-fA-F]+; | [A-Za-z][A-Za-z0-9]*;)""",
    re.VERBOSE,
)
# At the start of a line: headings, quotations, bullets, rules and underlines, the second row of a table.
_START: Final = re.compile(r"(?=\#{1,6}(?:\s|$) | > | [-+](?:\s|$) | =+\s*$ | [-:|][-:|\s]*$)", re.VERBOSE)
_NUMBERED: Final = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
_IN_QUOTES: Final = re.compile(r'["\\]|&(?=#?\w+;)')
_PLAIN_ADDRESS: Final = re.compile(r"(?!<)(?:[^\s<>()\\]|\([^\s<>()\\]*\))+")


def escape(text: str) -> str:
    """Escape text that may stand anywhere in a line."""
    return _INLINE.sub(r"\\\g<0>", text)


def escape_start(line: str) -> str:
    """Escape what only means something at the start of a line."""
    if _START.match(line):
        return "\\" + line
    return _NUMBERED.sub(r"\1\\", line, count=1) if _NUMBERED.match(line) else line


def quoted(title: str) -> str:
    """Write the title of a link or of a picture."""
    return '"' + _IN_QUOTES.sub(r"\\\g<0>", title) + '"'


def destination(address: str) -> str:
    """Write an address between the parentheses of a link."""
    plain = re.sub(r"\s", lambda blank: quote(blank[0]), address)
    if _PLAIN_ADDRESS.fullmatch(plain):
        return re.sub(r"&(?=#?\w+;)", r"\\&", plain)
    return "<" + re.sub(r"[<>\\]|&(?=#?\w+;)", r"\\\g<0>", plain) + ">"
