"""A change of language is marked with what is not a language code.

A screen reader changes its voice where the language changes, if it knows the code (RGAA 4.1, criteria 8.7 and 8.8).
Write a BCP 47 code.

    <span lang="anglais">business park</span>      →      <span lang="en">business park</span>

Fix: none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import span_of
from parccli.rules.rgaa import severity_for
from parccli.rules.rule import PostRule, Rule
from parccli.rules.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


_CODE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# Countries that are taken for languages; `uk` and `se` are languages too, and may be meant.
_COUNTRIES: Final = frozenset({"cn", "cz", "dk", "gb", "gr", "jp", "us"})


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report values of `lang` and `hreflang` that no language has."""
    for tag in tags_of(file):
        for name in ("lang", "hreflang"):
            value = tag.attributes.get(name, "en").strip()
            if not _CODE.fullmatch(value) or value.lower() in _COUNTRIES:
                message = _("“{value}” is not a language code such as en or nl (RGAA 8.8)").format(value=value)
                yield rule.finding(file, span_of(file, tag.start, tag.end), message, severity=severity_for(file))


RULE = PostRule("A803", "language_mark_invalid", Severity.ERROR, check, page=__doc__)
