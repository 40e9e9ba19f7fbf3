"""The posts of the site -> what an import must remember of each: how to know it again, and who changed it last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parccli.importers.fingerprint import fingerprints, from_line, to_line
from parccli.importers.identity import day_and_title

if TYPE_CHECKING:
    from parccli.importers.row import Row
    from parccli.post import Post, PostFile


@dataclass(frozen=True, slots=True)
class Standing:
    """A post that is there: a small part of it, since there may be thousands.

    `imported` and `ours` are the lines of fingerprints of what was imported, empty for a post that was not, and of
    what is there now.
    """

    path: str
    id: str | None
    kind: str
    reference: str
    imported: str
    ours: str


def standing_of(file: PostFile) -> Standing:
    """Remember a file; one that is no post is different from whatever an import brings."""
    post = file.post
    if post is None:
        return Standing(file.path, None, "", "", "", "")
    line = post.source.get("fingerprint", "")
    return Standing(
        path=file.path,
        id=post.id,
        kind=post.source.get("type", ""),
        reference=post.source.get("ref", ""),
        imported=line if from_line(line) else "",
        ours=to_line(fingerprints(post)),
    )


class Known:
    """The posts of the site by all that can recognise them."""

    def __init__(self) -> None:
        self.by_id: dict[str, tuple[Standing, ...]] = {}
        self._by_key: dict[tuple[str, ...], list[Standing]] = defaultdict(list)

    def add(self, file: PostFile) -> None:
        """Take note of a file that is a post."""
        post = file.post
        if post is None:
            return
        standing = standing_of(file)
        if post.id:
            self.by_id[post.id] = (*self.by_id.get(post.id, ()), standing)
        self._by_key["slug", post.slug].append(standing)
        self._by_key[day_and_title(post)].append(standing)

    def alike(self, row: Row, post: Post, own_id: str | None) -> list[Standing]:
        """Posts that are the row's although their id is another: written by hand, or from a renamed source.

        `own_id` is what the source calls it, where that only counts within the source.
        """
        if not self._by_key:
            return []
        keys = ([("slug", post.slug)] if post.slug else []) + [day_and_title(post)]
        found = next((self._by_key[key] for key in keys if key in self._by_key), [])
        if not post.id:
            return found
        if own_id is None:
            return []
        # The same one, if the source was but renamed.
        return [there for there in found if there.kind == row.importer and there.reference.endswith(f"#{own_id}")]
