"""A text file as stored, positions in it, and edits that leave every other character alone.

Offsets count code points of the text without its byte order mark. Lines end at LF or CRLF only;
lines and columns count from 1, ends are exclusive (SARIF's `unicodeCodePoints`).
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable


class Edit(NamedTuple):
    """Replace the characters from `start` up to `end` by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Source:
    """The text of one file. `path` is relative to the site folder, with `/`."""

    path: str
    text: str
    bom: bool = field(default=False, kw_only=True)

    @classmethod
    def decode(cls, path: str, data: bytes) -> Source:
        """Read UTF-8, with or without a byte order mark; anything else is a ParcError that names the line."""
        bom = data.startswith(codecs.BOM_UTF8)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise ParcError(
                _("the file is not UTF-8 text (byte 0x{byte:02x})").format(byte=data[error.start]),
                hint=_("Save it as UTF-8 in your editor, or bring it in with “parccli import”."),
                path=path,
                line=line,
            ) from error
        return cls(path, text, bom=bom)

    def encode(self) -> bytes:
        """The file's bytes: `decode` of them gives this value back."""
        return self.text.encode("utf-8-sig" if self.bom else "utf-8")

    @cached_property
    def _line_starts(self) -> list[int]:
        # str.splitlines would also break at U+2028, U+0085, form feeds: editors do not.
        starts = [0]
        while (newline := self.text.find("\n", starts[-1])) >= 0:
            starts.append(newline + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of line `number`, without its ending."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text) + 1
        return self.text[start : end - 1].removesuffix("\r")

    @property
    def newline(self) -> str:
        """How the file's first line ends; LF when it has one line."""
        end = self.text.find("\n")
        return "\r\n" if end > 0 and self.text[end - 1] == "\r" else "\n"

    def edited(self, edits: Iterable[Edit]) -> Source:
        """Apply `edits`, which must not overlap; everything outside them stays to the byte."""
        parts: list[str] = []
        last = 0
        for edit in sorted(edits):
            if edit.start < last or edit.end < edit.start:
                msg = f"overlapping edits at {edit.start}"
                raise ValueError(msg)
            parts += (self.text[last : edit.start], edit.text)
            last = edit.end
        return replace(self, text="".join((*parts, self.text[last:])))
