"""What rendering a post asks of the rest of the site, written down: while the answers are the same, so is the article.

It asks where links to other posts lead, and what is known of pictures and documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from parccli.folder.stamps import same, stamp_at
from parccli.render.article import Target

if TYPE_CHECKING:
    from pathlib import Path

    from parccli.render.article import FileFacts, FileLookup


class UnansweredError(Exception):
    """Where a link leads was asked before it was known."""


class Links(Mapping[str, Target]):
    """The public posts by path. While they are not known, asking raises UnansweredError."""

    def __init__(self, known: Mapping[str, Target] | None) -> None:
        self._known = known

    def __getitem__(self, path: str) -> Target:
        if self._known is None:
            raise UnansweredError
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        if self._known is None:
            raise UnansweredError
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known or ())


class Files:
    """A lookup that notes what it is asked, and the stamps of what it finds.

    `stamps` are those that others have noted who use the same `look_up`: it looks at each file once, and a file that
    changes while posts are drawn must not pass, by a later stamp, for what was seen of it.
    """

    def __init__(self, root: Path, look_up: FileLookup, stamps: dict[str, str]) -> None:
        self._root = root
        self._look_up = look_up
        self._stamps = stamps
        self.asked: dict[str, str | None] = {}

    def __call__(self, path: str) -> FileFacts | None:
        """Look a file up, and note it."""
        stamp = _noted(path, self._root, self._stamps)
        facts = self._look_up(path)
        self.asked[path] = None if facts is None else stamp
        return facts


def to_text(linked: Mapping[str, Target | None], files: Files) -> str:
    """Write what was asked, with the answers; nothing if nothing was."""
    return json.dumps([linked, files.asked], ensure_ascii=False) if linked or files.asked else ""


def files_in(asked: str) -> Mapping[str, str | None]:
    """The files that were asked for, with their stamps; None for one that was not there."""
    return _read(asked)[1] if asked else {}


# Of each post it is asked again where its links lead, and whether its files are there.
@lru_cache(20_000)
def _read(asked: str) -> tuple[Mapping[str, list[str] | None], Mapping[str, str | None]]:
    linked, files = json.loads(asked)
    return linked, files


def still_answered(asked: str, root: Path, look_up: FileLookup, stamps: dict[str, str]) -> bool:
    """Whether the files that were asked for are what they were, and those that were missing still are.

    `stamps` are those that were noted before: ten thousand posts may share a picture.
    """
    if not asked:
        return True
    files = files_in(asked)
    return all(
        look_up(path) is None if stamp is None else same(stamp, _noted(path, root, stamps))
        for path, stamp in files.items()
    )


def still_leads(asked: str, links: Mapping[str, Target]) -> bool:
    """Whether the posts that were linked to are what they were."""
    linked = _read(asked)[0] if asked else {}
    return all(links.get(path) == (target and Target(*target)) for path, target in linked.items())


def _noted(path: str, root: Path, stamps: dict[str, str]) -> str:
    stamp = stamps.get(path)
    if stamp is None:
        stamp = stamps[path] = stamp_at(f"{root}/{path}")
    return stamp
