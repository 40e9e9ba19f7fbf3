"""There is no narrow no-break space before `;`, `!` or `?`.

French sets these marks a little apart from the word they follow, by a narrow no-break space (U+202F): an ordinary
space lets the mark go to the next line alone. A site whose fonts lack it chooses `narrow_space` in parccli.toml.
A post in Canadian French (`fr-CA`) has no space there at all. U+00A0 before `;` is accepted.

    Le chantier est fini ; bravo !
    Le chantier est fini ; bravo !

Some names end in such a mark, as `Yahoo!` does. Those that parccli does not know stand in `words`, in the section
`[rules]` of parccli.toml, and are left as they are.

Fix: safe, the space or its absence being replaced; unsafe where the mark may belong to a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.rule import PostRule, Rule
from parccli.rules.typesetting import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report marks with another space, or none."""
    for remark in remarks(file, config, rule.code):
        mark = remark.written.strip() or remark.following[:1]
        if not (remark.text or "").strip(mark):
            message, title = _("“{mark}” takes no space before it in Canada"), _("remove the space")
        elif "\u202f" in (remark.text or ""):
            message = _("“{mark}” takes a narrow no-break space before it")
            title = _("put a narrow no-break space there")
        else:
            message, title = _("“{mark}” takes a no-break space before it"), _("put a no-break space there")
        yield rule.finding(file, remark.span, message.format(mark=mark), fix=remark.fix(title))


RULE = PostRule("T101", "narrow_space_missing", Severity.WARNING, check, page=__doc__)
