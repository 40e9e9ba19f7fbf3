"""An output -> whether those whom it is for will read all of it.

Many aggregators stop at 1 MB of a feed, and then show nothing. Gmail cuts a message after 102 KB of HTML, and with
what follows goes the link to unsubscribe.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from parccli.errors import ParcError
from parccli.exporters.feeds.archives import is_archive
from parccli.exporters.feeds.selection import FOLDER
from parccli.findings import Severity
from parccli.i18n import gettext as _

KILOBYTE: Final = 1024


class _Limits(NamedTuple):
    """In bytes."""

    warn_at: int
    refuse_at: int


_FEED: Final = _Limits(512 * KILOBYTE, 1024 * KILOBYTE)
_LETTER: Final = _Limits(90 * KILOBYTE, 102 * KILOBYTE)


def is_limited(path: str) -> bool:
    """Whether an output may be too big, by its path below public/."""
    return _limits_of(path) is not None


def check_size(path: str, size: int) -> Severity | None:
    """Judge an output of `size` bytes by its path: an error is refused unless forced; an archive may have any size."""
    limits = _limits_of(path)
    if limits is None or size < limits.warn_at:
        return None
    return Severity.ERROR if size >= limits.refuse_at else Severity.WARNING


def oversize(path: str, size: int) -> ParcError:
    """What to tell of an output that `check_size` finds too big: raised for a refusal, shown as a warning."""
    weight = size // KILOBYTE
    if _is_letter(path):
        message = _("this newsletter weighs {size} KB: Gmail cuts it after 102 KB").format(size=weight)
        hint = _("Choose fewer posts, or give them shorter summaries. “--force” writes it as it is.")
    else:
        told = _("this feed weighs {size} KB: many readers stop at 1,024 KB and then show nothing")
        message = told.format(size=weight)
        hint = _("Lower “items” under [feeds] in parccli.toml. “--force” publishes the feed as it is.")
    return ParcError(message, hint=hint, path=path)


def _limits_of(path: str) -> _Limits | None:
    if _is_letter(path):
        return _LETTER
    return _FEED if path.startswith(f"{FOLDER}/") and not is_archive(path) else None


def _is_letter(path: str) -> bool:
    return path.startswith("newsletter/") and path.endswith(".html")
