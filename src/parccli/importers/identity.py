"""Which post a row is: the ids that rows get, and the posts of the site that they are found again by.

A row's id comes from the source's own id; without one from its URL, else its slug, else its day and title. The
same row therefore has the same id on another machine and after a crash, and its number changes nothing: it
only tells apart rows that have all of that in common.
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final

from parccli.importers.fingerprint import CONTENT, fingerprints, from_line, to_line
from parccli.listing import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parccli.importers.row import Row
    from parccli.post import Post, PostFile

_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "urn:parccli:import")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:\S+")


@dataclass(frozen=True, kw_only=True)
class Identified:
    """A row, the id that its post has or gets, and the files that hold this post already: one, or none."""

    row: Row
    id: str
    files: tuple[PostFile, ...] = ()
    repeats: Row | None = None


class Known:
    """The posts of the site by all that can recognise them."""

    def __init__(self, files: Iterable[PostFile]) -> None:
        self.by_id: dict[str, list[PostFile]] = defaultdict(list)
        self._by_key: dict[tuple[str, ...], list[PostFile]] = defaultdict(list)
        for file in files:
            if file.post is not None:
                if file.post.id:
                    self.by_id[file.post.id].append(file)
                self._by_key["slug", file.post.slug].append(file)
                self._by_key[_day_and_title(file.post)].append(file)

    def alike(self, row: Row, post: Post) -> list[PostFile]:
        """Posts that are the row's although their id is another: written by hand, or from a renamed source."""
        keys = ([("slug", post.slug)] if post.slug else []) + [_day_and_title(post)]
        found = next((self._by_key[key] for key in keys if key in self._by_key), [])
        if not post.id:
            return found
        # An id that only counts within its source: the same one there, if the source was but renamed.
        same = f"#{post.id}"
        return [] if is_iri(post.id) else [file for file in found if _imported_as(file, row.importer, same)]


def is_iri(text: str) -> bool:
    """Tell an id that is unique in the world from one that only counts within its source."""
    return _IRI.fullmatch(text) is not None


def reference(row: Row) -> str:
    """What `source.ref` holds: the source's name, and the row's own id or URL there. Never an absolute path."""
    name = row.source
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or ".." in re.split(r"[/\\]", name):
        name = re.split(r"[/\\]", name)[-1]
    id_ = row.post.id if row.post else None
    own = row.url if id_ is None else None if is_iri(id_) else id_
    return f"{name}#{own}" if own else name


def identify(rows: Sequence[Row], files: Iterable[PostFile]) -> list[Identified]:
    """Find the id and the files of every row, all of which have a post, in their order."""
    known = Known(files)
    groups: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        groups[_identity(row, _post(row))].append(index)
    found: dict[int, Identified] = {}
    for identity, indexes in groups.items():
        found |= zip(indexes, _within(identity, [rows[index] for index in indexes], known), strict=True)
    claimed = {file.path for identified in found.values() for file in identified.files}
    return [_with_alike(found[index], known, claimed) for index in range(len(rows))]


def _within(identity: str, rows: Sequence[Row], known: Known) -> list[Identified]:
    """Give rows of one identity their ids, and the files that have these."""
    repeated = _repeated(rows)
    ids = iter(_ids(identity, [row for row, first in zip(rows, repeated, strict=True) if first is None], known))
    identified: list[Identified] = []
    for row, first in zip(rows, repeated, strict=True):
        id_ = next(ids) if first is None else ""
        identified.append(Identified(row=row, id=id_, files=tuple(known.by_id.get(id_, ())), repeats=first))
    return identified


def _with_alike(found: Identified, known: Known, claimed: set[str]) -> Identified:
    """Look for a post of another id where none has the row's own; each file is given to one row."""
    if found.files or found.repeats:
        return found
    alike = next((file for file in known.alike(found.row, _post(found.row)) if file.path not in claimed), None)
    if alike is None:
        return found
    claimed.add(alike.path)
    return replace(found, id=(alike.post and alike.post.id) or found.id, files=(alike,))


def _repeated(rows: Sequence[Row]) -> list[Row | None]:
    """For each row the one that it repeats: the whole post of an extract, its own id, or the same to the letter."""
    standing = [row for row in rows if not row.partial] or rows[:1]
    firsts: dict[str, Row] = {}
    repeated: list[Row | None] = []
    for row in rows:
        if row.partial and row is not standing[0]:
            repeated.append(standing[0])
            continue
        told = "" if _post(row).id else to_line(fingerprints(_post(row)))
        first = firsts.setdefault(told, row)
        repeated.append(None if first is row else first)
    return repeated


def _ids(identity: str, rows: Sequence[Row], known: Known) -> list[str]:
    """Give rows that only their number tells apart the ids of the files that hold them, else the next ones."""
    ids = [_id(identity, ordinal) for ordinal, _row in enumerate(rows, 1)]
    while not is_iri(identity) and _id(identity, len(ids) + 1) in known.by_id:
        ids.append(_id(identity, len(ids) + 1))
    held = {_content(known, id_): id_ for id_ in reversed(ids) if id_ in known.by_id}
    same = [held.pop(fingerprints(_post(row))[CONTENT], None) for row in rows]
    left = iter([id_ for id_ in ids if id_ not in same])
    return [id_ or next(left) for id_ in same]


def _identity(row: Row, post: Post) -> str:
    if post.id:
        return post.id if is_iri(post.id) else f"id\n{row.source}\n{post.id}"
    if row.url:
        return f"url\n{row.url}"
    return "\n".join(("slug", post.slug) if post.slug else _day_and_title(post))


def _id(identity: str, ordinal: int) -> str:
    if is_iri(identity):
        return identity
    return uuid.uuid5(_NAMESPACE, identity if ordinal == 1 else f"{identity}\n{ordinal}").urn


def _day_and_title(post: Post) -> tuple[str, ...]:
    return ("title", f"{post.date:%Y-%m-%d}" if post.date else "", folded(post.title))


def _imported_as(file: PostFile, importer: str, ending: str) -> bool:
    source = file.post.source if file.post else {}
    return source.get("type") == importer and source.get("ref", "").endswith(ending)


def _content(known: Known, id_: str) -> str | None:
    file = next(iter(known.by_id.get(id_, [])), None)
    imported = from_line(file.post.source.get("fingerprint", "")) if file and file.post else None
    return imported[CONTENT] if imported else None


def _post(row: Row) -> Post:
    if row.post is None:
        msg = f"row {row.number} of {row.source} has no post to identify"
        raise TypeError(msg)
    return row.post
