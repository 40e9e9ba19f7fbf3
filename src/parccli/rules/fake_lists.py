"""Lines that begin with a sign as those of a list do, but that Markdown leaves a paragraph: where the signs stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.markdown import Kind
from parccli.rules.prose import paragraphs, whole_text

if TYPE_CHECKING:
    from parccli.post import PostFile

_SIGNS: Final = "[–—•·●▪■◦‣►▶➢✓✔]"
_ANY: Final = re.compile(_SIGNS)
_SIGN: Final = re.compile(rf"(?:\A|(?<=\n))[ \u00a0\u202f]*({_SIGNS})(?=[ \u00a0\u202f\t])")

Span = tuple[int, int]


def fake_lists(file: PostFile) -> list[list[Span]]:
    """The places of the signs, a list for each run of two lines or more; a lone line is no list."""
    if not _ANY.search(whole_text(file)):
        return []
    groups: list[list[Span]] = [[]]
    for paragraph in paragraphs(file):
        # Most paragraphs have none, and are passed over at once.
        matches = _SIGN.finditer(paragraph.text) if _ANY.search(paragraph.text) else ()
        spans = [paragraph.span(*match.span(1)) for match in matches]
        # Lines may have become paragraphs each, one after the other.
        if not (spans and paragraph.kind is Kind.PARAGRAPH and _SIGN.match(paragraph.text)):
            groups.append([])
        if paragraph.kind in {Kind.PARAGRAPH, Kind.ITEM}:
            groups[-1] += spans
    return [group for group in groups if len(group) > 1]
