"""A feed's file -> whether aggregators will read all of it: many stop at 1 MB and then show nothing."""

from __future__ import annotations

from typing import Final

from parccli.errors import ParcError
from parccli.exporters.feeds.archives import is_archive
from parccli.exporters.feeds.selection import FOLDER
from parccli.findings import Severity
from parccli.i18n import gettext as _

KILOBYTE: Final = 1024
WARN_AT: Final = 512 * KILOBYTE
REFUSE_AT: Final = 1024 * KILOBYTE


def check_size(path: str, data: bytes) -> Severity | None:
    """Judge an output by its path below public/: an error is refused unless forced; an archive may have any size."""
    if len(data) < WARN_AT or not path.startswith(f"{FOLDER}/") or is_archive(path):
        return None
    return Severity.ERROR if len(data) >= REFUSE_AT else Severity.WARNING


def oversize(path: str, data: bytes) -> ParcError:
    """What to tell of a feed that `check_size` finds too big: raised for a refusal, shown as a warning."""
    size = len(data) // KILOBYTE
    message = _("this feed weighs {size} KB: many readers stop at 1,024 KB and then show nothing").format(size=size)
    hint = _("Lower “items” under [feeds] in parccli.toml. “--force” publishes the feed as it is.")
    return ParcError(message, hint=hint, path=path)
