"""When the law asks for accessibility: from which day on a post must follow RGAA 4.1, and not merely should."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from parccli.findings import Severity

if TYPE_CHECKING:
    from parccli.post import PostFile

SINCE: Final = date(2019, 9, 23)
"""Décret 2019-768, article 9: what was published before this day is asked for no longer."""


def severity_for(file: PostFile, severity: Severity = Severity.ERROR) -> Severity:
    """How much a fault against RGAA matters in this post: an error in an old one is a warning."""
    moment = file.post.date if file.post else None
    day = moment.date() if isinstance(moment, datetime) else moment
    return Severity.WARNING if severity is Severity.ERROR and day is not None and day < SINCE else severity
