from __future__ import annotations

from pathlib import Path

import pytest

from parccli.errors import ParcError, UsageError
from parccli.folder.site import SiteFolder, find_root, open_site, shown


def test_the_site_is_found_from_a_folder_inside_it(site: SiteFolder) -> None:
    """As git does: the nearest parccli.toml above."""
    inside = site.root / "posts" / "2021"
    inside.mkdir()
    assert find_root(inside) == site.root
    assert find_root(site.root) == site.root


def test_outside_any_site_the_error_names_init(tmp_path: Path) -> None:
    """The person learns what makes a site; the command line is at fault."""
    with pytest.raises(UsageError) as caught:
        find_root(tmp_path)
    assert caught.value.message == "no parccli.toml here, nor in a folder above"
    assert "parccli init" in str(caught.value.hint)


def test_a_folder_named_like_the_settings_is_no_site(site: SiteFolder) -> None:
    """The search goes on above it."""
    (site.root / "posts" / "parccli.toml").mkdir()
    assert find_root(site.root / "posts") == site.root


def test_settings_saved_by_notepad_are_read(site: SiteFolder) -> None:
    """A byte order mark and CRLF are no faults."""
    text = '\ufefftitle = "Parc des Terrils"\r\nurl = "https://parc.example.org"\r\ncouleur = "bleu"\r\n'
    (site.root / "parccli.toml").write_bytes(text.encode())
    again = open_site(site.root)
    assert again.config.title == "Parc des Terrils"
    assert [(warning.line, warning.message) for warning in again.warnings] == [(3, "unknown setting “couleur”")]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b'title = "Parc"\nurl = "https://\xe9"\n', 2), (b'title = "Parc"\nurl = \n', 2), (b"a" * 1_000_001, None)],
)
def test_unreadable_settings_are_a_usage_error_with_the_line(site: SiteFolder, data: bytes, line: int | None) -> None:
    """Exit 2, the file and the line."""
    (site.root / "parccli.toml").write_bytes(data)
    with pytest.raises(UsageError) as caught:
        open_site(site.root)
    assert (caught.value.path, caught.value.line) == ("parccli.toml", line)


def test_a_path_inside_the_site_is_located(site: SiteFolder) -> None:
    """A symbolic link inside the site is followed."""
    (site.root / "textes").mkdir()
    (site.root / "posts" / "anciens").symlink_to("../textes")
    assert site.locate("posts/anciens/a.md") == site.root / "textes" / "a.md"


@pytest.mark.parametrize("path", ["../a.md", "posts/../../a.md", "/etc/passwd", ".", "dehors/a.md", "a\0.md"])
def test_a_path_that_leaves_the_site_is_refused(site: SiteFolder, path: str) -> None:
    """By dots, from the root, or by a symbolic link."""
    (site.root / "dehors").symlink_to(site.root.parent)
    with pytest.raises(ParcError):
        site.locate(path)


def test_paths_are_told_from_the_site_or_from_the_working_directory(site: SiteFolder) -> None:
    """Reports tell them from the site, with `/`; a command that prints one for the shell, from where the person is."""
    place = site.root / "posts" / "2021" / "a.md"
    assert site.relative(place) == "posts/2021/a.md"
    assert site.relative(Path("/ailleurs/a.md")) == "/ailleurs/a.md"
    assert shown(place, site.root / "posts") == "2021/a.md"
    assert shown(place, site.root / "public") == "../posts/2021/a.md"
