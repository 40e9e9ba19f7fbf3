"""Plain text -> Markdown that reads the same, with its paragraphs and its line breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.unhtml import escaping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def to_markdown(paragraphs: Iterable[Sequence[str]]) -> str:
    """Write paragraphs, each a sequence of lines, with a blank line between them and line breaks kept."""
    return "\n\n".join("\\\n".join(escape(line) for line in lines) for lines in paragraphs)


def escape(line: str) -> str:
    """Escape one line; blanks at its ends, which nobody sees, go."""
    return escaping.escape_start(escaping.escape(line.strip(" \t")))
