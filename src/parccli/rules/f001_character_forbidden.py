"""The text holds an invisible control character.

It came in with a text that was pasted from a word processor or a PDF. XML forbids such characters, so a feed that
held one would be refused whole; `export` leaves them out.

    Le Parc ouvre ses\u000bportes      →      Le Parc ouvre ses portes

Fix: unsafe, it deletes the character: a space may be missing then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parccli.findings import Finding, Fix, Safety, Severity
from parccli.i18n import gettext as _
from parccli.post import FIELDS
from parccli.render.sanitising import well_formed
from parccli.rules.prose import span_of
from parccli.rules.rule import PostRule, Rule, value_span
from parccli.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report, in the body and in the values of texts, each run of characters that neither XML nor HTML can hold."""
    if file.document is None or file.post is None:
        return
    for field in FIELDS:
        value = getattr(file.post, field.name)
        if isinstance(value, str) and well_formed(value) != value:
            yield rule.finding(file, value_span(file, field.name), _message(_forbidden(value)[0]))
    body = file.document.body
    for match in re.finditer(f"[{''.join(map(re.escape, _forbidden(body)))}]+", body) if _forbidden(body) else ():
        start, end = span_of(file, *match.span())
        fix = Fix(safety=Safety.UNSAFE, title=_("delete it"), edits=(Edit(start=start, end=end, text=""),))
        yield rule.finding(file, (start, end), _message(match[0]), fix=fix)


def _forbidden(text: str) -> str:
    """Each of the characters of `text` that an output cannot hold."""
    if well_formed(text) == text:
        return ""
    return "".join(sorted(character for character in set(text) - set("\r") if not well_formed(character)))


def _message(characters: str) -> str:
    code = f"U+{ord(characters[0]):04X}"
    return _("an invisible character ({code}) that feeds cannot hold: delete it").format(code=code)


RULE = PostRule("F001", "character_forbidden", Severity.WARNING, check, page=__doc__)
