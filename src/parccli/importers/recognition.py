"""Which post a row is: the ids that rows get, and the posts of the site that they are found again by.

A row's id comes from the source's own id; without one from its URL, else its slug, else its day and title. The
same row therefore has the same id on another machine and after a crash, and its number changes nothing: it
only tells apart rows that have all of that in common.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.importers.fingerprint import CONTENT, from_line, to_line
from parccli.post.identities import is_iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parccli.importers.intake import Intake, Taken
    from parccli.importers.standing import Known, Standing

_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "urn:parccli:import")


@dataclass(frozen=True, kw_only=True, slots=True)
class Identified:
    """The id that the post of a row has or gets, and the files that hold this post already: one, or none.

    `repeats` is the number of the row that it repeats, `word_for_word` whether it says the same.
    """

    id: str
    files: tuple[Standing, ...] = ()
    repeats: int | None = None
    word_for_word: bool = False


class Identities:
    """The id and the files of every row; each file is given to one row."""

    def __init__(self, intake: Intake, known: Known) -> None:
        self._known = known
        self._found: dict[int, Identified] = {}
        self._claimed: set[str] = set()
        for identity, places in intake.groups.items():
            if isinstance(places, int) and not self._is_held_twice(identity):
                if known.by_id:
                    self._claim(known.by_id.get(_id(identity, 1), ()))
                continue
            members = [places] if isinstance(places, int) else places
            self._found |= zip(members, self._within(identity, _members(intake, members)), strict=True)

    def of(self, place: int, taken: Taken) -> Identified:
        """Identify the row at `place`; rows must come in their order."""
        found = self._found.pop(place, None)
        if found is None:
            id_ = _id(taken.identity, 1)
            found = Identified(id=id_, files=self._known.by_id.get(id_, ()))
        row, post = taken.row, taken.row.post
        if found.files or found.repeats is not None or post is None:
            return found
        own_id = None if is_iri(post.id or "") else post.id
        alike = (there for there in self._known.alike(row, post, own_id) if there.path not in self._claimed)
        other = next(alike, None)
        if other is None:
            return found
        self._claimed.add(other.path)
        return replace(found, id=other.id or found.id, files=(other,))

    def _is_held_twice(self, identity: str) -> bool:
        """Tell whether the site has several posts that only their numbers tell apart."""
        return bool(self._known.by_id) and not is_iri(identity) and _id(identity, 2) in self._known.by_id

    def _claim(self, files: tuple[Standing, ...]) -> None:
        self._claimed.update(file.path for file in files)

    def _within(self, identity: str, rows: Sequence[_Member]) -> Iterator[Identified]:
        """Give rows of one identity their ids, and the files that have these."""
        repeated = _repeated(rows)
        own = [row for row, first in zip(rows, repeated, strict=True) if first is None]
        ids = iter(_ids(identity, own, self._known))
        for row, first in zip(rows, repeated, strict=True):
            if first is not None:
                is_same = row.partial or row.told == first.told
                yield Identified(id="", repeats=first.number, word_for_word=is_same)
                continue
            id_ = next(ids)
            files = self._known.by_id.get(id_, ())
            self._claim(files)
            yield Identified(id=id_, files=files)


class _Member(NamedTuple):
    """What there is to know of one of several rows of one identity; `told` is the line of its fingerprints."""

    number: int
    partial: bool
    has_id: bool
    told: str
    content: str


def _members(intake: Intake, places: Sequence[int]) -> list[_Member]:
    members: list[_Member] = []
    for place in places:
        row, parts, _identity = intake[place]
        has_id = bool(row.post and row.post.id)
        members.append(_Member(row.number, row.partial, has_id, to_line(parts), parts[CONTENT]))
    return members


def _repeated(rows: Sequence[_Member]) -> list[_Member | None]:
    """For each row the one that it repeats: the whole post of an extract, its own id, or the same to the letter."""
    standing = next((row for row in rows if not row.partial), rows[0])
    firsts: dict[str, _Member] = {}
    repeated: list[_Member | None] = []
    for row in rows:
        if row.partial and row is not standing:
            repeated.append(standing)
            continue
        first = firsts.setdefault("" if row.has_id else row.told, row)
        repeated.append(None if first is row else first)
    return repeated


def _ids(identity: str, rows: Sequence[_Member], known: Known) -> list[str]:
    """Give rows that only their number tells apart the ids of the files that hold them, else the next ones."""
    ids = [_id(identity, ordinal) for ordinal, _row in enumerate(rows, 1)]
    while not is_iri(identity) and _id(identity, len(ids) + 1) in known.by_id:
        ids.append(_id(identity, len(ids) + 1))
    held = {_content(known, id_): id_ for id_ in reversed(ids) if id_ in known.by_id}
    same = [held.pop(row.content, None) for row in rows]
    given = set(same)
    left = iter([id_ for id_ in ids if id_ not in given])
    return [id_ or next(left) for id_ in same]


def _id(identity: str, ordinal: int) -> str:
    if is_iri(identity):
        return identity
    return uuid.uuid5(_NAMESPACE, identity if ordinal == 1 else f"{identity}\n{ordinal}").urn


def _content(known: Known, id_: str) -> str | None:
    file = next(iter(known.by_id.get(id_, ())), None)
    imported = from_line(file.imported) if file else None
    return imported[CONTENT] if imported else None
