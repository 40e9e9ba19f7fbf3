"""What a text may do to a terminal: text in, text out that only shows; and when colours are welcome."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

BOLD, DIM, RED, YELLOW, CYAN = "1", "2", "31", "33", "36"

# C0 and C1 controls move the cursor, rename the window, or hide text; the directional ones reorder what is read.
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_ESCAPED = {code: (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}") for code in _CONTROLS}  # noqa: PLR2004
_ESCAPED_BUT_LAYOUT = {code: text for code, text in _ESCAPED.items() if chr(code) not in "\n\t"}


_STYLE = re.compile(r"\x1b\[[\d;]*m")


def visible(text: str) -> str:
    """Show control characters as escapes; keep tabs and line ends."""
    return text.translate(_ESCAPED_BUT_LAYOUT)


def one_line(text: str) -> str:
    """Show control characters as escapes, tabs and line ends too."""
    return text.translate(_ESCAPED)


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
