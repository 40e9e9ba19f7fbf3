"""An export that would take most of what is public off the site: a slip far more often than a wish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection

# Two posts may well be taken off together, and be all that there was.
_FEW: Final = 3


def refuse_emptying(before: Collection[str], now: Collection[str]) -> None:
    """Raise a ParcError when more than half of the posts public `before`, and three at least, are not so `now`: ids."""
    gone = len(set(before).difference(now))
    if gone >= _FEW and 2 * gone > len(before):
        message = _("this export would take {gone} of {count} public posts off the site: nothing was written")
        raise ParcError(
            message.format(gone=gone, count=len(before)),
            hint=_("Is the folder posts/ complete, and this computer's date right? If you mean it, add --force."),
        )
