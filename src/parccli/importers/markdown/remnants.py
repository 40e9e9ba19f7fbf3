"""A body written for another tool -> what of its own language is left in it, and the summary above its divider."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.markdown import Edge, Kind, events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parccli.markdown import Event

# Liquid's and Hugo's tags and values, and the attributes that kramdown puts after a block.
_TAG: Final = re.compile(r"\{%.{0,500}?%\}|\{\{.{0,500}?\}\}|\{:[^}\n]*\}", re.DOTALL)
_DIVIDER: Final = re.compile(r"<!--\s*(?:more|PELICAN_END_SUMMARY)\s*-->", re.IGNORECASE)
_PLAIN: Final = frozenset({Kind.PARAGRAPH, Kind.TEXT, Kind.SOFT_BREAK, Kind.HARD_BREAK})
_LONGEST: Final = 40


def tags_of(body: str) -> list[str]:
    """List the tags of template languages outside code, each once and shortened to one line."""
    code = [
        (event.start, event.end)
        for event in events(body)
        if event.kind is Kind.CODE or (event.kind is Kind.CODE_BLOCK and event.edge is Edge.OPENS)
    ]
    found = [match for match in _TAG.finditer(body) if not any(start <= match.start() < end for start, end in code)]
    return list(dict.fromkeys(_short(match[0]) for match in found))


def _short(tag: str) -> str:
    line = " ".join(tag.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def divided(body: str) -> tuple[str | None, str, bool]:
    """Take off the summary above the divider: the summary, the body without it, and whether there was a divider.

    Only a single paragraph without links or emphasis becomes a summary; any other stays in the body.
    """
    for event in events(body):
        if event.kind not in {Kind.HTML, Kind.INLINE_HTML}:
            continue
        if divider := _DIVIDER.search(body, event.start, event.end):
            above, below = body[: divider.start()], body[divider.end() :]
            summary = _plain_paragraph(events(above))
            return summary, below.lstrip("\n") if summary else above + below.removeprefix("\n"), True
    return None, body, False


def _plain_paragraph(found: Sequence[Event]) -> str | None:
    paragraphs = sum(event.kind is Kind.PARAGRAPH and event.edge is Edge.OPENS for event in found)
    if paragraphs != 1 or not {event.kind for event in found} <= _PLAIN:
        return None
    return "".join(event.text if event.kind is Kind.TEXT else " " for event in found).strip()
