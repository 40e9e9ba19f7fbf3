"""The folders that are measured: made once a size and kept, since a large corpus takes minutes to write."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench import corpus
from bench.sites import eleventy, hugo, parccli, pelican

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bench.corpus import Post

WRITERS: Final[Mapping[str, Callable[[Path, Iterable[Post]], None]]] = {
    "parccli": parccli.write,
    "hugo": hugo.write,
    "pelican": pelican.write,
    "eleventy": eleventy.write,
}

_ASIDE: Final = "aside"


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """The folder that holds every corpus, each under a name that changes with the code that made it."""

    root: Path

    def site(self, tool: str, count: int) -> Path:
        """The folder of that tool's site with `count` posts, made if it is not there."""
        sites = self.root / "sites"
        folder = sites / _version() / f"{tool}-{count}"
        if not folder.exists():
            if not folder.parent.exists():
                remove(sites)  # those of earlier code
            unfinished = folder.with_suffix(".part")
            remove(unfinished)
            unfinished.parent.mkdir(parents=True, exist_ok=True)
            WRITERS[tool](unfinished, corpus.posts(count))
            unfinished.rename(folder)
        return folder

    def tidy(self) -> None:
        """Remove what was put aside."""
        remove(self.root / _ASIDE, *(self.root / "sites").glob(f"*/{_ASIDE}"))

    def empty(self, name: str) -> Path:
        """A folder of that name, with nothing in it."""
        folder = self.root / name
        _move(folder, self.root / _ASIDE)
        folder.mkdir(parents=True)
        return folder


def remove(*paths: Path) -> None:
    """Remove these folders, where they are there."""
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)


def put_aside(site: Path, names: Iterable[str]) -> None:
    """Take what a site has under these names out of it, to be removed when nothing is measured any more.

    ext4 does not use the inodes of files again that have just been deleted: where many have, it looks long for others.
    """
    for name in names:
        _move(site / name, site.parent / _ASIDE)


def _move(path: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        path.rename(folder / str(time.monotonic_ns()))


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    """The inode and the time of change (ns) of every file below `folder`, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def written(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> int:
    """How many files were written, replaced or removed between two snapshots."""
    return sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())


def _version() -> str:
    here = Path(__file__).parent
    makers = (here / "words.py", here / "sentences.py", here / "corpus.py", *sorted((here / "sites").rglob("*.*")))
    digest = sha256()
    for path in makers:
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
