"""What is shown of a post's findings: laid out once, and kept for as long as nothing that shaped it has changed.

A post may have hundreds of findings, and to make them values again only to lay them out takes longer than all else.
"""

from __future__ import annotations

import zlib
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from parccli.findings import Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parccli.build.known import Head
    from parccli.findings import Finding
    from parccli.source import Source

_LEVEL: Final = 3  # of zlib: most of a sheet repeats itself, and is soon found to


class LayOut(Protocol):
    """Makes a text of the findings of one post, and of its source if it is there; two that are equal look equal too."""

    def __call__(self, findings: Sequence[Finding], source: Source | None) -> str: ...  # noqa: D102


class Sheet(NamedTuple):
    """The findings of a post as a text, how many there are of each severity, and how many `--fix` mends."""

    text: str = ""
    severities: tuple[int, ...] = (0,) * len(Severity)
    mendable: int = 0


def sheet_of(findings: Sequence[Finding], source: Source | None, lay_out: LayOut) -> Sheet:
    """Lay out the findings of one post, in their order."""
    if not findings:
        return Sheet()
    counts = Counter(finding.severity for finding in findings)
    mendable = sum(1 for finding in findings if finding.fix is not None and finding.fix.safety is Safety.SAFE)
    return Sheet(lay_out(findings, source), tuple(counts[severity] for severity in Severity), mendable)


def mark_of(head: Head, live: Sequence[Finding], lay_out: LayOut) -> str:
    """What stands for all that shapes the sheet of a post, besides the version of what made it.

    The findings that are kept are those of its text, and of what they asked of others while that stands. Of fixes
    only the titles are shown: the ids that some would write are fresh each time.
    """
    shown = [(finding._replace(fix=None), finding.fix and finding.fix[:2]) for finding in live]
    shaping = (head.digest, head.asked, head.since, head.until, lay_out, shown)
    return blake2b(repr(shaping).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()


def to_bytes(sheet: Sheet, mark: str) -> bytes:
    """Write a sheet with its mark."""
    numbers = " ".join(map(str, (*sheet.severities, sheet.mendable)))
    return pack(f"{mark}\n{numbers}\n{sheet.text}")


def from_bytes(data: bytes, mark: str) -> Sheet | None:
    """Read what `to_bytes` wrote; None if it has another mark."""
    found, _line, rest = unpack(data).partition("\n")
    if found != mark:
        return None
    numbers, _line, text = rest.partition("\n")
    *severities, mendable = map(int, numbers.split(" "))
    return Sheet(text, tuple(severities), mendable)


def pack(text: str) -> bytes:
    """Make a text small."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(data: bytes) -> str:
    """Give back the text."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")
