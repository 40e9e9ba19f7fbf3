"""An emoji stands in the place of a word.

A screen reader says its official name, “épingle ronde” for a place, and many people see a box (RGAA 4.1, criterion
13.5). Write the word; an emoji at the end of a sentence does no harm.

    📍 Maison du Parc      →      Lieu : Maison du Parc

Fix: none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Kind
from parccli.rules.prose import events_of, span_of
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


_EMOJI: Final = re.compile(
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\u2b1b\u2b1c\u231a\u231b\u23e9-\u23fa][\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)+"
)
_BEGIN: Final = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.TABLE_CELL, Kind.SOFT_BREAK, Kind.HARD_BREAK})


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report emojis with which a block, a line or a cell begins."""
    begins = False
    for event in events_of(file):
        emoji = _EMOJI.match(event.text) if begins and event.kind is Kind.TEXT else None
        if emoji:
            message = _("{emoji} stands for a word (RGAA 13.5): write the word").format(emoji=emoji[0])
            yield rule.finding(file, span_of(file, event.start, event.start + emoji.end()), message)
        begins = event.kind in _BEGIN or (begins and event.kind in {Kind.STRONG, Kind.EMPHASIS})


RULE = PostRule("A952", "emoji_label", Severity.INFO, check, page=__doc__)
