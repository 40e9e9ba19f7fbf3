from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from parccli.folder.disk import fill, move_new, persist, sweep, temporary_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_a_dead_process_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    """A file is swept by its whole name."""
    dead = ".parccli-0123456789abcdef.tmp"
    others = [".parccli-notes.tmp", dead + ".md", "parccli-0123456789abcdef.tmp"]
    for name in (dead, *others):
        (tmp_path / name).write_bytes(b"")
    folders = [".parccli-0123456789abcdef.new", ".parccli-0123456789abcde.new", "nouveau.new", "outside"]
    for name in folders:
        (tmp_path / name / "2021").mkdir(parents=True)
        (tmp_path / name / "2021/a.md").write_bytes(b"a")
    (tmp_path / ".parccli-0123456789abcde0.new").symlink_to("outside")
    sweep(tmp_path)
    sweep(tmp_path / "none")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == sorted(others)
    assert sorted(path.parts[-3] for path in tmp_path.rglob("a.md")) == sorted(folders[1:])
    assert (tmp_path / ".parccli-0123456789abcde0.new").is_symlink()


def _blocked(winerror: int | None, times: int) -> Callable[[], None]:
    attempts = iter(range(times))

    def action() -> None:
        if next(attempts, None) is not None:
            error = PermissionError(errno.EACCES, "denied")
            vars(error)["winerror"] = winerror
            raise error

    return action


def test_a_rename_that_an_editor_blocks_is_tried_again() -> None:
    """On Windows a file open elsewhere cannot be replaced until it is closed."""
    pauses: list[float] = []
    persist(_blocked(32, 3), pause=pauses.append)
    assert pauses == [0.05, 0.1, 0.2]


def test_a_rename_that_stays_blocked_fails_in_the_end() -> None:
    """After a second and a half, with the system's own error."""
    pauses: list[float] = []
    with pytest.raises(PermissionError):
        persist(_blocked(32, 99), pause=pauses.append)
    assert sum(pauses) == pytest.approx(1.55)


def test_a_permission_that_lacks_is_not_waited_for() -> None:
    """Elsewhere than on Windows, time changes nothing."""
    with pytest.raises(PermissionError):
        persist(_blocked(None, 1), pause=lambda _delay: pytest.fail("it waited"))


def test_where_links_are_unknown_a_new_file_still_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAT has no hard links: the name is taken first, then the file moved over it."""

    def link(*_arguments: object, **_options: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)
    for path in (tmp_path / "a.md", tmp_path / "b.md"):
        temporary = temporary_in(tmp_path)
        fill(temporary, b"neuf", like=path, durable=True)
        move_new(temporary, path)
    assert _files(tmp_path) == {"a.md": b"neuf", "b.md": b"neuf"}
    temporary = temporary_in(tmp_path)
    fill(temporary, b"autre", like=tmp_path / "a.md", durable=True)
    with pytest.raises(FileExistsError):
        move_new(temporary, tmp_path / "a.md")
    assert (tmp_path / "a.md").read_bytes() == b"neuf"
