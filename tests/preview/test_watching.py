from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parccli.preview.watching import is_of_interest, watched

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", ["posts/2025/a.md", "posts/photo.jpg", "templates/article.html"])
def test_what_a_person_saves_is_of_interest(path: str) -> None:
    """Posts, pictures, templates."""
    assert is_of_interest(path)


@pytest.mark.parametrize("path", ["posts/.a.md.swp", "posts/a.md~", "posts/.parccli-0123.tmp", ".git/index", "x.tmp"])
def test_what_programs_leave_for_a_moment_is_not(path: str) -> None:
    """An editor's copy, our own temporary file, git's."""
    assert not is_of_interest(path)


def test_the_folders_are_those_of_the_site_without_what_is_made(tmp_path: Path) -> None:
    """An export beside the preview changes nothing that it shows."""
    for name in ("posts", "templates", "web/parccli", ".git", "node_modules"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "parccli.toml").touch()
    assert watched(tmp_path, "web/parccli") == [str(tmp_path / "posts"), str(tmp_path / "templates")]
