from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError
from parccli.folder.lock import locked
from parccli.folder.saving import PostWrite, create_post, rename_post, save_post, save_posts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder


def test_a_post_is_created_changed_and_renamed(hold: Hold) -> None:
    """The life of a file."""
    root = hold.site.root
    create_post(hold, "posts/2021/a.md", b"a")
    save_post(hold, "posts/2021/a.md", b"b", expect=b"a")
    rename_post(hold, "posts/2021/a.md", "posts/2021/b.md")
    assert [path.name for path in (root / "posts" / "2021").iterdir()] == ["b.md"]
    assert (root / "posts" / "2021" / "b.md").read_bytes() == b"b"


@pytest.mark.parametrize(
    "path",
    [
        "parccli.toml",
        "public/a.md",
        "posts/a.txt",
        "posts/../a.md",
        "posts/../../a.md",
        "posts/.a.md",
        "posts/~$a.md",
        "posts/con.md",
        "posts/a?.md",
        "posts/dehors/a.md",
        "/posts/a.md",
        "posts",
        "",
    ],
)
def test_a_post_is_written_below_posts_and_nowhere_else(hold: Hold, path: str) -> None:
    """By dots, by a link, or under a name that the next reading would leave out or Windows could not store."""
    (hold.site.root / "posts" / "dehors").symlink_to(hold.site.root.parent)
    before = sorted(hold.site.root.parent.rglob("*"))
    with pytest.raises(ParcError):
        create_post(hold, path, b"a")
    with pytest.raises(ParcError):
        rename_post(hold, "posts/a.md", path)
    assert sorted(hold.site.root.parent.rglob("*")) == before


def test_a_name_that_windows_could_not_store_can_be_changed(hold: Hold) -> None:
    """The remedy for such a name is to rename the post."""
    (hold.site.root / "posts" / "quoi ?.md").write_bytes(b"a")
    save_post(hold, "posts/quoi ?.md", b"b", expect=b"a")
    rename_post(hold, "posts/quoi ?.md", "posts/quoi.md")
    assert (hold.site.root / "posts" / "quoi.md").read_bytes() == b"b"


def test_a_linked_post_is_changed_where_it_is_kept(hold: Hold) -> None:
    """The link stays, and no temporary file comes to posts/."""
    root = hold.site.root
    (root / "textes").mkdir()
    (root / "textes" / "a.md").write_bytes(b"a")
    (root / "posts" / "a.md").symlink_to("../textes/a.md")
    save_post(hold, "posts/a.md", b"b", expect=b"a")
    assert (root / "posts" / "a.md").is_symlink()
    assert (root / "textes" / "a.md").read_bytes() == b"b"


def test_many_posts_are_written_and_those_that_are_right_stay(hold: Hold, add_post: Callable[..., Path]) -> None:
    """New ones, changed ones, and one that is as it should be already."""
    place = add_post("posts/b.md")
    old, before = place.read_bytes(), add_post("posts/c.md").stat()
    save_posts(
        hold,
        [
            PostWrite(path="posts/2021/a.md", data=b"a"),
            PostWrite(path="posts/b.md", data=b"b", expect=old),
            PostWrite(path="posts/c.md", data=old, expect=old),
        ],
    )
    root = hold.site.root / "posts"
    assert ((root / "2021" / "a.md").read_bytes(), place.read_bytes()) == (b"a", b"b")
    assert (root / "c.md").stat().st_ino == before.st_ino


def test_a_batch_with_a_name_that_is_taken_changes_nothing(hold: Hold, add_post: Callable[..., Path]) -> None:
    """It is seen before the first file is moved."""
    add_post("posts/b.md")
    with pytest.raises(ParcError) as caught:
        save_posts(hold, [PostWrite(path="posts/a.md", data=b"a"), PostWrite(path="posts/b.md", data=b"b")])
    assert caught.value.path == "posts/b.md"
    assert [path.name for path in (hold.site.root / "posts").iterdir()] == ["b.md"]


@pytest.mark.parametrize("act", ["create", "save", "batch"])
def test_what_a_dead_process_left_is_gone_once_another_has_the_lock(site: SiteFolder, act: str) -> None:
    """Wherever it was writing, and whatever the next one does."""
    folder = site.root / "posts" / "2021"
    folder.mkdir()
    (folder / "b.md").write_bytes(b"a")
    with locked(site) as hold:
        if act == "create":
            create_post(hold, "posts/2021/a.md", b"a")
        elif act == "save":
            save_post(hold, "posts/2021/b.md", b"b", expect=b"a")
        else:
            save_posts(hold, [PostWrite(path="posts/2021/a.md", data=b"b")])
        trace = (site.state / "unfinished").read_bytes()
    assert not (site.state / "unfinished").exists()
    (site.state / "unfinished").write_bytes(trace)
    (folder / ".parccli-0123456789abcdef.tmp").write_bytes(b"")
    with locked(site):
        assert not list(folder.glob(".*"))
