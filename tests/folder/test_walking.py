from __future__ import annotations

import os
import socket
import unicodedata
from typing import TYPE_CHECKING

from parccli.findings import Severity
from parccli.folder.walking import Notice, walk

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from parccli.folder.site import SiteFolder


def _touch(site: SiteFolder, *paths: str) -> None:
    for path in paths:
        place = site.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"---\ntitle: Un titre\n---\n")


def _notices(site: SiteFolder) -> list[tuple[str, str]]:
    return [(notice.path, notice.message) for notice in walk(site.root).notices]


def test_posts_are_found_at_any_depth_in_one_order(site: SiteFolder) -> None:
    """By path, whatever order the disk gives."""
    _touch(site, "posts/z.md", "posts/2021/b.MD", "posts/2021/02/a.md", "posts/2020/c.md", "posts/2020/c.jpg")
    assert walk(site.root).paths == ("posts/2020/c.md", "posts/2021/02/a.md", "posts/2021/b.MD", "posts/z.md")


def test_hidden_files_and_backups_are_no_posts(site: SiteFolder) -> None:
    """They are not worth a word either."""
    _touch(site, "posts/.a.md", "posts/.obsidian/a.md", "posts/.#a.md", "posts/a.md~", "posts/#a.md#")
    assert walk(site.root) == walk(site.root).__class__(paths=(), notices=(), faults=())


def test_what_other_programs_leave_is_named(site: SiteFolder) -> None:
    """A conflict copy may hold her work: a warning; the others are information."""
    _touch(site, "posts/~$a.md", "posts/Thumbs.db", "posts/a (Copie en conflit de ACCUEIL 2024-05-02).md")
    walked = walk(site.root)
    assert walked.paths == ()
    assert [(notice.path, notice.severity) for notice in walked.notices] == [
        ("posts/Thumbs.db", Severity.INFO),
        ("posts/a (Copie en conflit de ACCUEIL 2024-05-02).md", Severity.WARNING),
        ("posts/~$a.md", Severity.INFO),
    ]


def test_what_is_no_file_is_named_and_never_opened(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a pipe and a socket whose names end in .md."""
    (site.root / "posts" / "dossier.md").mkdir()
    _touch(site, "posts/dossier.md/a.md")
    os.mkfifo(site.root / "posts" / "tube.md")
    monkeypatch.chdir(site.root / "posts")  # a socket's path may have 100 letters
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("prise.md")
        assert walk(site.root).paths == ()
        assert _notices(site) == [
            ("posts/dossier.md", "it is a folder, not a file"),
            ("posts/prise.md", "it is a pipe, a socket or a device, not a file"),
            ("posts/tube.md", "it is a pipe, a socket or a device, not a file"),
        ]


def test_symbolic_links_inside_the_site_are_followed_once(site: SiteFolder) -> None:
    """A post or a folder kept elsewhere in the site is read; one that has its own name in posts/ is not read twice."""
    _touch(site, "posts/a.md", "textes/b.md", "textes/vieux/c.md", "fiche.md")
    (site.root / "posts" / "anciens").symlink_to("../textes")
    (site.root / "posts" / "fiche.md").symlink_to("../fiche.md")
    (site.root / "posts" / "encore.md").symlink_to("a.md")
    walked = walk(site.root)
    assert walked.paths == ("posts/a.md", "posts/anciens/b.md", "posts/anciens/vieux/c.md", "posts/fiche.md")
    assert walked.notices == (
        Notice(path="posts/encore.md", message="it is a second name of what is read under its own"),
    )


def test_links_that_leave_the_site_or_loop_are_named_and_not_followed(site: SiteFolder) -> None:
    """Nothing outside the site is ever published."""
    (site.root.parent / "prive.md").write_bytes(b"---\ntitle: Un titre\n---\n")
    (site.root.parent / "voisin").mkdir()
    posts = site.root / "posts"
    (posts / "dehors.md").symlink_to("../../prive.md")
    (posts / "voisin").symlink_to("../../voisin")
    (posts / "boucle").symlink_to(".")
    (posts / "haut").symlink_to("..")
    (posts / "moi.md").symlink_to("moi.md")
    (posts / "dehors.jpg").symlink_to("../../photo.jpg")
    assert walk(site.root).paths == ()
    assert _notices(site) == [
        ("posts/boucle", "it is a second name of what is read under its own"),
        ("posts/dehors.md", "it leads out of the site folder"),
        ("posts/haut", "it is a second name of what is read under its own"),
        ("posts/moi.md", "it is a symbolic link that leads back to itself"),
        ("posts/voisin", "it leads out of the site folder"),
    ]


def test_folders_that_link_to_each_other_end(site: SiteFolder) -> None:
    """Each folder is read once, by whatever ways it is reached."""
    _touch(site, "textes/a.md", "textes/sous/b.md")
    (site.root / "textes" / "sous" / "haut").symlink_to("..")
    (site.root / "posts" / "un").symlink_to("../textes")
    (site.root / "posts" / "deux").symlink_to("../textes/sous")
    assert walk(site.root).paths == ("posts/un/a.md", "posts/un/sous/b.md")
    assert _notices(site) == [
        ("posts/deux", "it is a second name of what is read under its own"),
        ("posts/un/sous/haut", "it is a second name of what is read under its own"),
    ]


def test_a_link_to_a_post_that_is_away_is_a_fault(site: SiteFolder) -> None:
    """Its disk may not be mounted: an export that went on would take the post from the public."""
    (site.root / "posts" / "a.md").symlink_to("../textes/a.md")
    assert [(fault.path, fault.message) for fault in walk(site.root).faults] == [
        ("posts/a.md", "it cannot be read: it is not there")
    ]


def test_posts_that_lead_out_of_the_site_are_a_fault(site: SiteFolder) -> None:
    """The folder posts/ itself is held to the same rule."""
    (site.root / "posts").rmdir()
    (site.root / "posts").symlink_to(site.root.parent)
    assert [fault.message for fault in walk(site.root).faults] == ["it leads out of the site folder"]


def test_a_site_without_posts_folder_has_no_posts(site: SiteFolder) -> None:
    """A repository keeps no empty folder; it is said."""
    (site.root / "posts").rmdir()
    assert walk(site.root).paths == ()
    assert _notices(site) == [("posts", "there is no such folder: the site has no posts")]


def test_a_name_that_is_not_utf_8_is_a_fault(site: SiteFolder) -> None:
    """It can be neither printed nor listed in JSON; its post is not silently left out."""
    (site.root / "posts" / os.fsdecode(b"caf\xe9.md")).write_bytes(b"")
    assert [(fault.path, fault.message) for fault in walk(site.root).faults] == [
        ("posts/caf\\udce9.md", "its name is not in UTF-8")
    ]


def test_names_with_their_accents_apart_keep_their_spelling(site: SiteFolder) -> None:
    """The path must open the file: it stays as the disk has it, and sorts as if composed."""
    apart = unicodedata.normalize("NFD", "posts/été.md")
    _touch(site, apart, "posts/etude.md", "posts/zoo.md")
    assert walk(site.root).paths == ("posts/etude.md", "posts/zoo.md", apart)


def test_a_folder_that_may_not_be_read_is_a_fault(
    site: SiteFolder, run_python: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """The posts in it are not taken for deleted."""
    _touch(site, "posts/2021/a.md")
    (site.root / "posts" / "2021").chmod(0)
    script = (
        "import sys; from pathlib import Path; from parccli.folder.walking import walk\n"
        "print([fault.where + ' ' + fault.message for fault in walk(Path(sys.argv[1])).faults])"
    )
    done = run_python(script, str(site.root), unprivileged=True)
    (site.root / "posts" / "2021").chmod(0o755)
    assert done.stdout == "['posts/2021 it cannot be read: permission denied']\n", (done.stderr, tmp_path)
