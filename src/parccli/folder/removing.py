"""Files that are no longer made, and the folders that they leave empty -> gone from an output folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.folder import disk, failures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def remove(out: Path, paths: Iterable[str], gone: Iterable[str]) -> None:
    """Remove the files of `paths`, and the folders that those of `gone` leave empty, from this run or one that died."""
    for path in paths:
        with failures.writing(f"{out.name}/{path}"):
            disk.persist((out / path).unlink)
    for folder in {(out / path).parent for path in gone}:
        with failures.writing(f"{out.name}/{folder.relative_to(out).as_posix()}"):
            disk.sync_folder(_prune(folder, out))


def _prune(folder: Path, out: Path) -> Path:
    """Remove the folder and those above it that are left empty; return the lowest that stays."""
    while folder != out:
        if folder.is_dir():
            if any(folder.iterdir()):
                break
            folder.rmdir()
        folder = folder.parent
    return folder
