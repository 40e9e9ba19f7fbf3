"""What is known of each post between two exports, as one line of an index: enough to tell what is to be made anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.listing import Span
from parccli.render.article import Brief, FileFacts, Target, Term
from parccli.render.keeping import facts_from_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Row(NamedTuple):
    """A file of posts/ as it was read last, and the article that was made of it, if one was.

    `stamp` and `digest` are the file's. `flawed`: it must be read again before anybody can judge it. `place` is where
    it stands among the others (`listing.place_of`). The article: `key` stands for all it shows, and is empty while
    there is none; `terms` are its categories, `asked` what it asked of the site (`asking`), `media` the files it
    uses, `missing` those it lacks, with why those are unfit that are there: all in JSON, empty for none.
    """

    path: str
    stamp: str
    digest: str = ""
    flawed: bool = True
    status: str = "draft"
    begins: int = 0
    ends: int = 0
    place: float = 0.0
    id: str = ""
    slug: str = ""
    url: str = ""
    title: str = ""
    anchor: str = ""
    key: str = ""
    year: int = 0
    terms: str = ""
    asked: str = ""
    media: str = ""
    missing: str = ""

    @property
    def span(self) -> Span:
        """When the post is public."""
        return Span(self.status, self.begins, self.ends)

    @property
    def target(self) -> Target:
        """What links to the post need of it."""
        return Target(self.url, self.title, self.anchor)

    @property
    def published(self) -> float:
        """The instant that feeds print, to the second that is the day's, in seconds of the epoch."""
        return -self.place

    @property
    def order(self) -> tuple[float, str, str]:
        """Newest first."""
        return self.place, self.id, self.path


_WIDTH: Final = len(Row._fields)


def to_text(rows: Iterable[Row]) -> str:
    """Write rows."""
    return json.dumps(list(rows), ensure_ascii=False)


def from_text(text: str) -> Iterator[Row]:
    """Read what `to_text` wrote; ValueError or TypeError for anything else."""
    for values in json.loads(text):
        if len(values) != _WIDTH:
            raise ValueError(text[:80])
        yield Row._make(values)


def by_path(text: str) -> Iterator[tuple[str, Row]]:
    """Read it with the paths."""
    return ((row.path, row) for row in from_text(text))


def briefs_of(rows: Iterable[Row]) -> list[Brief]:
    """Sum up the articles of rows; those of the same categories share their terms."""
    known: dict[str, tuple[Term, ...]] = {"": ()}
    briefs = []
    for row in rows:
        terms = known.get(row.terms)
        if terms is None:
            terms = known[row.terms] = tuple(Term(*term) for term in json.loads(row.terms))
        briefs.append(Brief(row.key, row.path, row.id, row.slug, row.year, terms))
    return briefs


def media_of(rows: Iterable[Row]) -> dict[str, FileFacts]:
    """The files that the articles use, by path below public/."""
    return {
        path: facts_from_values(values) for row in rows if row.media for path, values in json.loads(row.media).items()
    }
