"""An export about to be carried out -> what to warn of in what it makes, and what is not to be published at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.errors import ParcError
from parccli.exporters.feeds.selection import is_subscription
from parccli.exporters.feeds.standing import renewed
from parccli.exporters.limits import check_size, is_limited, oversize
from parccli.findings import Severity
from parccli.folder.manifest import Entry
from parccli.folder.reading import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.folder.delivery import Delivery


def sizes(delivery: Delivery, *, force: bool) -> Iterator[ParcError]:
    """Tell of files that are too long for those who read them; raise the first that is not to be published."""
    for path, line in delivery.lines.items():
        if is_limited(path):
            size = Entry.from_line(line).size
            judgement = check_size(path, size)
            if judgement is Severity.ERROR and not force:
                raise oversize(path, size)
            if judgement is not None:
                yield oversize(path, size)


def unread_again(delivery: Delivery) -> frozenset[str]:
    """The ids of posts that feed readers will show as new although they have shown them before."""
    feeds = filter(is_subscription, delivery.changing())
    return frozenset(
        identity for path in feeds for identity in renewed(path, standing(delivery, path), delivery.data_of(path))
    )


def standing(delivery: Delivery, path: str) -> bytes:
    """What stands in the place of an output; nothing where it cannot be read."""
    try:
        return read_bytes(delivery.out / path, path)
    except ParcError:
        return b""
