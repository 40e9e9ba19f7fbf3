"""Two posts have the same id.

Someone copied a file to write the next piece of news, and the copy kept the id of its model. A feed reader
would take one for a new version of the other and hide it. The finding stands at the copy: the post with the
later date.

Fix: unsafe: a new id is written, which makes another piece of news of the copy. `parccli new --like POST` makes a
copy without this trap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Safety, Severity
from parccli.i18n import gettext as _
from parccli.rules.identity import id_fix
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report every post but the oldest of those that share an id."""
    if file.post is None or file.post.id is None:
        return
    model, *copies = site.ids.get(file.post.id, (file.path,))
    if file.path in copies:
        message = _("the id is that of {path} already: delete this line, then “parccli publish” writes a new one")
        fix = id_fix(file, site, Safety.UNSAFE)
        yield rule.finding(file, value_span(file, "id"), message.format(path=model), fix=fix)


RULE = SiteRule("P014", "id_duplicate", Severity.ERROR, check, page=__doc__)
