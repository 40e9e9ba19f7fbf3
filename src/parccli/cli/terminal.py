"""What a text may do to a terminal: text in, text out that only shows; and when colours are welcome."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

BOLD, DIM, RED, YELLOW, CYAN = "1", "2", "31", "33", "36"

# C0 and C1 controls move the cursor, rename the window, or hide text; the directional ones reorder what is read; the
# separators U+2028 and U+2029 end a line wherever text is wrapped, and would begin a row of a table that is none.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_CONTROL_BUT_LAYOUT = re.compile(r"(?![\n\t])[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_STYLE = re.compile(r"\x1b\[[\d;]*m")


def visible(text: str) -> str:
    """Show control characters as escapes; keep tabs and line ends."""
    return _CONTROL_BUT_LAYOUT.sub(_escape, text)


def one_line(text: str) -> str:
    """Show control characters as escapes, tabs and line ends too."""
    return _CONTROL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 -- the last of Latin-1


def takes_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Tell whether `stream` is a terminal that wants colours; FORCE_COLOR never puts them into a pipe."""
    if not stream.isatty() or environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    # The old Windows console prints the sequences themselves.
    return os.name != "nt" or "WT_SESSION" in environ


def styled(text: str, style: str, *, colour: bool) -> str:
    """Put `text` in a style (`1;31`: bold, red) where colours are welcome."""
    return f"\x1b[{style}m{text}\x1b[0m" if colour and text else text


def folded(text: str, width: int | None, *, indent: str = "") -> str:
    """Break lines longer than `width` characters between words, never at a no-break space; None breaks none.

    What is broken off stands below the first word of its line, further in by `indent`. Styles have no width.
    """
    return text if width is None else "\n".join(_folded(line, width, indent) for line in text.split("\n"))


def _folded(line: str, width: int, indent: str) -> str:
    margin = line[: len(line) - len(line.lstrip(" "))]
    lines = [margin]
    room = width - len(margin)
    for word in line[len(margin) :].split(" "):
        size = len(_STYLE.sub("", word))
        if lines[-1].strip(" ") and size + 1 > room:
            lines.append(margin + indent)
            room = width - len(lines[-1])
        glue = " " if lines[-1].strip(" ") else ""
        lines[-1] += glue + word
        room -= len(glue) + size
    return "\n".join(lines)
