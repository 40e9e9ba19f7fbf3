"""An export that would take most of what is public off the site: a slip far more often than a wish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Collection

# Two posts may well be taken off together, and be all that there was.
_FEW: Final = 3


def refuse_emptying(before: Collection[str], now: Collection[str], held: Collection[str]) -> None:
    """Raise a ParcError when an export would take off the site more than a person is likely to mean; all are ids.

    That is more than half of the posts public `before`, and three at least; or all that there were, when they are not
    drafts, archived or expired but not among the posts `held` in posts/ at all. One post that was deleted while
    others are held may go.
    """
    gone = set(before).difference(now)
    if len(gone) >= _FEW and 2 * len(gone) > len(before):
        message = _("this export would take {gone} of {count} public posts off the site: nothing was written")
        raise _refused(message.format(gone=len(gone), count=len(before)))
    lost = len(gone.difference(held))
    if lost and not now and (lost > 1 or not held):
        message = ngettext(
            "{count} public post is no longer in posts/, and none would be left on the site: nothing was written",
            "{count} public posts are no longer in posts/, and none would be left on the site: nothing was written",
            lost,
        )
        raise _refused(message.format(count=lost))


def _refused(message: str) -> ParcError:
    hint = _("Is the folder posts/ complete, and this computer's date right? If you mean it, add --force.")
    return ParcError(message, hint=hint)
