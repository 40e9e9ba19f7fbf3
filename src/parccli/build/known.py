"""A file of posts/ as it was read before, and still is: its text is read again only for those who ask for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from parccli.errors import ParcError
from parccli.post import PostFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parccli.frontmatter import Document
    from parccli.post import Post, Problem
    from parccli.source import Source

Read = Callable[[str], PostFile]
ReadSource = Callable[[str], "Source"]


class Head(NamedTuple):
    """What is kept of a post between two checks: `stamp` and `digest` are the file's, `values` those of the post.

    `flawed`: problems were met while it was read. `asked` is what those of the site's rules that go by the text asked
    of other posts and of files, in JSON, and empty where their findings cannot be kept; these stand from the instant
    `since` until `until`, in microseconds of the epoch.
    """

    path: str
    stamp: str
    digest: str
    values: dict[str, object]
    flawed: bool
    asked: str
    since: int
    until: int


class LazyFile(PostFile):
    """A file whose front matter is known: its `post` has no body. What else it has is `read` where it is asked for."""

    def __init__(self, path: str, post: Post, read: Read, read_source: ReadSource) -> None:
        vars(self).update(path=path, post=post, read=read, read_source=read_source)

    def whole(self) -> PostFile:
        """The file as it is now."""
        read: Read = vars(self)["read"]
        return read(self.path)

    @property
    def source(self) -> Source | None:
        """The text; None where it can no longer be read."""
        read_source: ReadSource = vars(self)["read_source"]
        try:
            return read_source(self.path)
        except ParcError:
            return None

    @property
    def document(self) -> Document | None:
        """The text, taken apart."""
        return self.whole().document

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was met while it was read."""
        return self.whole().problems

    @property
    def error(self) -> ParcError | None:
        """None: a file that cannot be read is not known."""
        return None


class KnownFile(LazyFile):
    """A file of which a check has kept the head."""

    def __init__(self, head: Head, post: Post, read: Read, read_source: ReadSource) -> None:
        super().__init__(head.path, post, read, read_source)
        vars(self)["head"] = head

    @property
    def head(self) -> Head:
        """What is kept of it."""
        found: Head = vars(self)["head"]
        return found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was met while it was read."""
        return self.whole().problems if self.head.flawed else ()


class Texts(Mapping[str, "Source"]):
    """The texts of files by path, each read when it is asked for; one that has changed since is not there."""

    def __init__(self, files: Iterable[PostFile]) -> None:
        self._files = {file.path: file for file in files}

    def __getitem__(self, path: str) -> Source:
        file = self._files[path]
        source = file.source
        if source is None or (isinstance(file, KnownFile) and digest_of(source.encode()) != file.head.digest):
            raise KeyError(path)
        return source

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def digest_of(data: bytes) -> str:
    """What stands for the bytes of a file."""
    return blake2b(data, digest_size=16).hexdigest()
