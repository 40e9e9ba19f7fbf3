"""An hour does not exist, or happens twice.

On the last Sunday of March the clocks go from 02:00 to 03:00, and on the last Sunday of October 02:00 to
03:00 happens twice. A time in that hour is moved forward, or taken as the first of the two; say which is
meant with an offset.

    date: 2025-03-30T02:30      →      date: 2025-03-30T03:30
    date: 2025-10-26T02:30      →      date: 2025-10-26T02:30+01:00

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.moment import begins, skipped_or_repeated
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report naive times that the site's time zone skips or repeats."""
    for key in ("date", "updated", "expires"):
        moment = getattr(file.post, key, None)
        fault = skipped_or_repeated(moment, config.zone) if moment else None
        if moment and fault:
            taken = begins(moment, config.zone).isoformat(timespec="minutes")
            messages = {
                "skipped": _("this hour does not exist on that day in {zone}: it is taken as {taken}"),
                "repeated": _("this hour happens twice on that day in {zone}: it is taken as {taken}"),
            }
            message = messages[fault].format(zone=config.timezone, taken=taken)
            yield rule.finding(file, value_span(file, key), message)


RULE = PostRule("P009", "hour_ambiguous", Severity.WARNING, check, page=__doc__)
