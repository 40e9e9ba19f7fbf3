"""Plain text -> Markdown that reads the same: whatever Markdown would take for structure is escaped, nothing more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def to_markdown(paragraphs: Iterable[Sequence[str]]) -> str:
    """Write paragraphs, each a sequence of lines, with a blank line between them and line breaks kept."""
    return "\n\n".join("\\\n".join(escape(line) for line in lines) for lines in paragraphs)


def escape(line: str) -> str:
    """Escape one line; blanks at its ends, which nobody sees, go."""
    text = _INLINE.sub(r"\\\g<0>", line.strip(" \t"))
    if _START.match(text):
        return "\\" + text
    return _NUMBERED.sub(r"\1\\", text, count=1) if _NUMBERED.match(text) else text
