"""A space or an invisible character is where it should not be.

Copied texts bring along double spaces, a space before a comma or a full stop, thin or no-break spaces between two
words that nothing binds, characters without width, letters stored apart from their accents. They change how lines
break, and searches miss the words that hold them.

    le Parc  accueille , cette année
    le Parc accueille, cette année

Fix: safe, but for a no-break space between two words, which the author may have wanted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.rules.rule import PostRule, Rule
from parccli.rules.typesetting import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile

_WORDINGS: Final = {
    "before-stop": (N_("no space before “{mark}”"), N_("remove the space")),
    "double": (N_("several spaces in a row"), N_("leave one space")),
    "thin": (N_("a thin space, at which the line may break"), N_("put an ordinary space there")),
    "narrow": (N_("a narrow no-break space, which this site does without"), N_("put a no-break space there")),
    "no-break": (N_("a no-break space between two words that nothing binds"), N_("put an ordinary space there")),
    "invisible": (N_("an invisible character ({mark})"), N_("remove it")),
    "decomposed": (N_("“{text}” is stored as a letter and its accent apart"), N_("join them")),
}
# “hall B”, “ligne B12”: a letter that counts, as a figure would.
_NUMBERED: Final = re.compile(r"[^\W\d_]?\d|[A-Z](?!\w)")


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report what nobody sees and everybody suffers from."""
    for remark in remarks(file, config, rule.code):
        if remark.kind == "no-break" and _NUMBERED.match(remark.following):
            continue
        message, title = _WORDINGS[remark.kind]
        mark = remark.following[:1] if remark.kind == "before-stop" else f"U+{ord(remark.written[0]):04X}"
        text = _(message).format(mark=mark, text=remark.text)
        yield rule.finding(file, remark.span, text, fix=remark.fix(_(title)))


RULE = PostRule("T117", "space_stray", Severity.WARNING, check, page=__doc__)
