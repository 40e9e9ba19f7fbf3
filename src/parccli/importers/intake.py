"""The rows of an import until their turn comes: checked, fingerprinted, and kept on disk but for what they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Self

from parccli.i18n import gettext as _
from parccli.importers.fingerprint import fingerprints
from parccli.importers.identity import identity_of
from parccli.importers.row import Cells
from parccli.importers.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from parccli.importers.row import Options, Row


class Taken(NamedTuple):
    """A row, the fingerprint of each group of its keys, and what tells it from others; the latter are empty of none."""

    row: Row
    parts: dict[str, str]
    identity: str


class Intake:
    """All rows, in their order; to be used within `with`. `groups` has the places of the rows of each identity."""

    def __init__(self, rows: Iterable[Row], options: Options) -> None:
        self.groups: dict[str, int | list[int]] = {}
        self._spool: Spool[Taken] = Spool()
        try:
            for row in rows:
                self._take(_checked(row, options))
        except BaseException:
            self._spool.__exit__(None, None, None)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.__exit__(kind, error, trace)

    def __len__(self) -> int:
        return len(self._spool)

    def __getitem__(self, place: int) -> Taken:
        return self._spool[place]

    def __iter__(self) -> Iterator[Taken]:
        return iter(self._spool)

    def _take(self, row: Row) -> None:
        if row.post is None:
            self._spool.append(Taken(row, {}, ""), weight=_weight(row))
            return
        identity = identity_of(row, row.post)
        there = self.groups.setdefault(identity, len(self))
        if isinstance(there, list):
            there.append(len(self))
        elif there != len(self):
            self.groups[identity] = [there, len(self)]
        self._spool.append(Taken(row, fingerprints(row.post), identity), weight=_weight(row))


def _weight(row: Row) -> int:
    """Roughly how many bytes it has: a cell may be a whole page, an attachment a picture."""
    original = row.original
    cells = original.cells if isinstance(original, Cells) else [original or ""]
    body = row.post.body if row.post else ""
    return len(body) + sum(map(len, cells)) + sum(len(attachment.data) for attachment in row.attachments)


def _checked(row: Row, options: Options) -> Row:
    post = row.post
    if post is None:
        return row
    if not post.title.strip():
        return row.refused("title_missing", _("the title is missing"))
    if options.status:
        row = replace(row, post=replace(post, status=options.status), says_status=True)
    if post.date is None and (row.post or post).status == "published":
        return row.refused("date_missing", _("the date is missing, and a published post needs one"))
    return (
        row
        if post.date
        else row.noting("date_missing", _("the date is missing: the post cannot be published until it has one"))
    )
