"""A hyphen serves as a dash, or a dash as the mark of a list.

A hyphen joins words; what stands apart in a sentence is set between dashes (U+2013), with a no-break space on their
inner side. A line that begins with `–` or `•` looks like a list and is not one: screen readers do not count its
items. Two such lines or more are reported by `M104` instead.

    Le Parc - et ses voisins - se chauffera autrement.
    Le Parc – et ses voisins – se chauffera autrement.

Fix: unsafe, and only for a hyphen, since it may be a minus or a typing slip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.fake_lists import fake_lists
from parccli.rules.rule import PostRule, Rule
from parccli.rules.typesetting import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report a hyphen between spaces, and a lone line that begins as in a list."""
    found = remarks(file, config, rule.code)
    listed = {span for group in fake_lists(file) for span in group} if found else set()
    for remark in found:
        if remark.kind == "dash":
            message = _("a hyphen between spaces: a dash is “–”, with a no-break space on its inner side")
            yield rule.finding(file, remark.span, message, fix=remark.fix(_("write “–”")))
        elif remark.span not in listed:
            # Speech begins with a dash too.
            severity = Severity.INFO if remark.written == "–" else Severity.WARNING
            message = _("the line begins with “{mark}”: if this is a list, begin its lines with “- ”")
            yield rule.finding(file, remark.span, message.format(mark=remark.written), severity=severity)


RULE = PostRule("T114", "dash_hyphen", Severity.WARNING, check, page=__doc__)
