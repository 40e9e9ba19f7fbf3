"""A status as a person types it: the English name, or the word that the table of `list` shows for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer._types import TyperChoice

from parccli.i18n import gettext as _
from parccli.listing import Status, folded

if TYPE_CHECKING:
    from typer import _click


class StatusChoice(TyperChoice[Status]):
    """What an option of a status takes, and what completes it."""

    def convert(self, value: Status | str, param: _click.Parameter | None, ctx: _click.Context | None) -> Status:
        """Read either word; what is neither is refused, and all that there are are named."""
        words = {folded(_(status)): status.value for status in Status}
        return super().convert(words.get(folded(value), value), param, ctx)
