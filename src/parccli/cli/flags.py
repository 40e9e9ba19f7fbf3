"""Values of the command line that are not typer's own: dates as people write them."""

from __future__ import annotations

from parccli.errors import UsageError
from parccli.french.dates import DateError, parse_moment
from parccli.moment import Moment


def moment_of(text: str) -> Moment:
    """Read a date or datetime as people write it; raises UsageError with the remedy."""
    try:
        return parse_moment(text)
    except DateError as error:
        raise UsageError(error.message, hint=error.hint) from error
