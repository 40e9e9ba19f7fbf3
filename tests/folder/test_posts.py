from __future__ import annotations

import os
from typing import TYPE_CHECKING

from parccli.folder.posts import read_post, read_posts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from parccli.folder.site import SiteFolder


def test_posts_are_read_in_the_order_of_their_paths(site: SiteFolder, add_post: Callable[..., Path]) -> None:
    """With their slug, which falls back on the file's name."""
    add_post("posts/2021/2021-02-26-fibre.md", title="La fibre arrive")
    add_post("posts/2020/navette.md", slug="navette-du-matin")
    files, notices = read_posts(site)
    assert [(file.path, file.post.slug if file.post else None) for file in files] == [
        ("posts/2020/navette.md", "navette-du-matin"),
        ("posts/2021/2021-02-26-fibre.md", "fibre"),
    ]
    assert notices == ()


def test_a_file_that_cannot_be_read_does_not_hide_the_others(site: SiteFolder, add_post: Callable[..., Path]) -> None:
    """Each has its error, with the line where there is one, and all are broken: an export stops at them."""
    posts = site.root / "posts"
    add_post("posts/d.md")
    (posts / "a.md").write_bytes(b"---\ntitle: Une soir\xe9e\n---\n")
    (posts / "b.md").write_bytes(b"a" * 10_000_001)
    (posts / "c.md").symlink_to("../textes/c.md")
    (posts / os.fsdecode(b"\xff.md")).write_bytes(b"")
    errors = [(file.path, file.error.where, file.error.message) for file in read_posts(site).files if file.error]
    assert errors == [
        ("posts/\\udcff.md", "posts/\\udcff.md", "its name is not in UTF-8"),
        ("posts/a.md", "posts/a.md:2", "the file is not UTF-8 text (byte 0xe9)"),
        ("posts/b.md", "posts/b.md", "it has 11 MB, and may have 10"),
        ("posts/c.md", "posts/c.md", "it cannot be read: it is not there"),
    ]
    assert [file.path for file in read_posts(site).files if not file.is_broken] == ["posts/d.md"]


def test_the_limit_can_be_lifted(site: SiteFolder) -> None:
    """For who insists."""
    (site.root / "posts" / "a.md").write_bytes(b"---\ntitle: Un titre\n---\n" + b"a" * 10_000_000)
    assert read_posts(site, limit=None).files[0].error is None


def test_a_post_that_is_gone_is_an_error_of_its_file(site: SiteFolder) -> None:
    """It may be deleted between the listing and the reading."""
    error = read_post(site, "posts/a.md").error
    assert error is not None
    assert error.message == "it cannot be read: it is not there"
