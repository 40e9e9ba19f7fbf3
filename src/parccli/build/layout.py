"""Which articles stand in which sheets, kept from one export to the next: a text that changes is put in its places.

To find them anew, all that is public would have to be put in order and shared out to two thousand lists and feeds.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, Self

from parccli.exporters.target import Sheet
from parccli.render.article import Brief, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from parccli.build.rows import Row

_LINE, _FIELD = "\n", "\t"


class Layout(NamedTuple):
    """`order` has a line for each public post, newest first, `sheets` those sheets that are of more than one, in JSON.

    What a sheet is made of are the numbers of lines.
    """

    order: str
    sheets: str

    @classmethod
    def of(cls, public: Sequence[Row], sheets: Iterable[tuple[str, Sheet]]) -> Self | None:
        """Write what there is of the posts `public`, and of sheets with their targets; None if it cannot be written."""
        order = _LINE.join(
            [f"{row.key}\t{row.path}\t{row.id}\t{row.slug}\t{row.year}\t{row.terms or '[]'}" for row in public]
        )
        # An id may be any text.
        if order.count(_FIELD) != 5 * len(public) or order.count(_LINE) != max(0, len(public) - 1):
            return None
        numbers = {row.path: number for number, row in enumerate(public)}
        values = [
            (target, sheet.name, sheet.details, sheet.bodies, [numbers[brief.path] for brief in sheet.briefs])
            for target, sheet in sheets
            if not sheet.single
        ]
        return cls(order, json.dumps(values, ensure_ascii=False))

    def with_keys(self, keys: Mapping[str, str]) -> Self:
        """The same, of articles that have changed and have other keys now."""
        order = self.order
        for old, new in keys.items():
            order = order.replace(f"{old}{_FIELD}", f"{new}{_FIELD}", 1)
        return self._replace(order=order)

    def sheets_with(self, keys: Iterable[str]) -> Iterator[tuple[str, Sheet]]:
        """Yield the sheets that articles of these keys stand in, with their targets.

        LookupError for a key that is not known; ValueError or TypeError for what `of` has not written.
        """
        lines = self.order.split(_LINE)
        wanted = {self._number(key) for key in keys}
        for target, name, details, bodies, numbers in json.loads(self.sheets):
            if not wanted.isdisjoint(numbers):
                briefs = tuple(_brief(lines[number]) for number in numbers)
                yield target, Sheet(name, briefs, tuple(details), bodies=bodies)

    def _number(self, key: str) -> int:
        return self.order.count(_LINE, 0, f"{_LINE}{self.order}".index(f"{_LINE}{key}{_FIELD}"))


def _brief(line: str) -> Brief:
    key, path, identity, slug, year, terms = line.split(_FIELD)
    return Brief(key, path, identity, slug, int(year), tuple(Term(*term) for term in json.loads(terms)))
