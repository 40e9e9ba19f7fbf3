"""A link shows as it was typed.

Markdown makes a link of `[words](address)`: without a space between both, with both brackets closed, without spaces
in the address. A reference without its definition, and a call to a note that is not there, show likewise.

    Lire [le calendrier] (https://www.example.org/calendrier).
    Lire [le calendrier](https://www.example.org/calendrier).

Fix: none, since the address may be the part that is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import paragraphs
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile

_ADDRESS: Final = r"(?:https?:|www\.|mailto:|\.{0,2}/|#)"
_LINK: Final = re.compile(
    r"(?P<note>\[\^[^\[\]\s]{1,40}\])"
    rf"|\[[^\[\]]{{1,200}}\](?:\(\S{{0,200}}|[ ]\({_ADDRESS}\S{{0,200}}|\[[^\[\]]{{1,80}}\])"
    rf"|\([^()]{{1,200}}\)\[{_ADDRESS}\S{{0,200}}"
)


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report what was meant as a link or a note."""
    for paragraph in paragraphs(file):
        for match in _LINK.finditer(paragraph.text) if "[" in paragraph.text else ():
            if paragraph.kind and paragraph.is_exact(match.start(), match.start() + 1):
                note = match["note"]
                message = _("no note is called “{text}”") if note else _("Markdown does not read “{text}” as a link")
                text = " ".join(match[0].split())
                yield rule.finding(file, paragraph.span(*match.span()), message.format(text=text))


RULE = PostRule("M107", "link_unclosed", Severity.WARNING, check, page=__doc__)
