"""An HTML element is obsolete.

`<font>`, `<center>` and the like are no longer part of HTML (RGAA 4.1, criterion 8.2). How a text looks is for the
site's style sheet; `export` leaves these elements out and keeps their text.

    <center>Entrée libre</center>      →      **Entrée libre**

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import span_of
from parccli.rules.rule import PostRule, Rule
from parccli.rules.tags import OBSOLETE, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report the tags that open obsolete elements."""
    for tag in tags_of(file):
        if tag.name in OBSOLETE and not tag.closes:
            message = _("<{name}> is obsolete (RGAA 8.2): the site's style sheet says how a text looks")
            yield rule.finding(file, span_of(file, tag.start, tag.end), message.format(name=tag.name))


RULE = PostRule("A801", "element_obsolete", Severity.WARNING, check, page=__doc__)
