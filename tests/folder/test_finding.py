from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError, UsageError
from parccli.folder.finding import find_post, require_post
from parccli.folder.posts import read_posts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from parccli.folder.site import SiteFolder

FIBRE = "posts/2021/2021-02-26-fibre.md"


@pytest.fixture
def _three_posts(site: SiteFolder, add_post: Callable[..., Path]) -> None:
    add_post(FIBRE, post_id="urn:uuid:0b7f8a52-3c1e-4a55-9f0e-2a3d5a1c7e11")
    add_post("posts/2021/navette.md", slug="navette-du-matin")
    add_post("posts/2022/navette.md", slug="navette-du-soir")
    add_post("posts/" + unicodedata.normalize("NFD", "été.md"))
    (site.root / "posts" / "casse.md").write_bytes(b"---\ntitle: [\n---\n")


@pytest.mark.usefixtures("_three_posts")
@pytest.mark.parametrize(
    ("reference", "folder"),
    [
        ("fibre", "."),
        ("urn:uuid:0b7f8a52-3c1e-4a55-9f0e-2a3d5a1c7e11", "."),
        (FIBRE, "."),
        ("./" + FIBRE, "."),
        ("2021/2021-02-26-fibre.md", "."),
        ("2021-02-26-fibre.md", "."),
        ("posts\\2021\\2021-02-26-fibre.md", "."),
        ("2021-02-26-fibre.md", "posts/2021"),
        ("../2021/2021-02-26-fibre.md", "posts/2022"),
        (FIBRE, "posts/2022"),
    ],
)
def test_a_post_is_named_by_slug_id_or_path(site: SiteFolder, reference: str, folder: str) -> None:
    """The path counts from where the person is, from the site, or from posts/."""
    assert find_post(site, read_posts(site).files, reference, cwd=site.root / folder).path == FIBRE


@pytest.mark.usefixtures("_three_posts")
def test_an_absolute_path_and_a_link_to_the_site_lead_to_the_post(site: SiteFolder) -> None:
    """The shell completes either."""
    link = site.root.parent / "lien"
    link.symlink_to(site.root)
    files = read_posts(site).files
    assert find_post(site, files, str(site.root / FIBRE), cwd=site.root).path == FIBRE
    assert find_post(site, files, "2021/2021-02-26-fibre.md", cwd=link / "posts").path == FIBRE


@pytest.mark.usefixtures("_three_posts")
def test_the_nearest_path_wins_over_one_that_only_ends_alike(site: SiteFolder) -> None:
    """In posts/2022, navette.md is the one there."""
    found = find_post(site, read_posts(site).files, "navette.md", cwd=site.root / "posts" / "2022")
    assert found.path == "posts/2022/navette.md"


@pytest.mark.usefixtures("_three_posts")
def test_an_accent_typed_composed_finds_the_file_that_has_it_apart(site: SiteFolder) -> None:
    """Disks spell names differently; the keyboard has one way."""
    found = find_post(site, read_posts(site).files, "posts/été.md", cwd=site.root)
    assert unicodedata.normalize("NFC", found.path) == "posts/été.md"


@pytest.mark.usefixtures("_three_posts")
@pytest.mark.parametrize(
    ("reference", "hint"),
    [
        ("nav", "Did you mean one of these? navette-du-matin, navette-du-soir"),
        ("soir", "Did you mean “navette-du-soir”?"),
        ("fibres", "Did you mean “fibre”?"),
        ("xyz", "“parccli list” shows the posts; give a slug, an id or a path."),
    ],
)
def test_what_is_near_is_offered(site: SiteFolder, reference: str, hint: str) -> None:
    """Slugs that begin as typed, or have it in them, then the one that resembles it most."""
    with pytest.raises(UsageError) as caught:
        find_post(site, read_posts(site).files, reference, cwd=site.root)
    assert caught.value.hint == hint


@pytest.mark.usefixtures("_three_posts")
def test_an_unknown_post_is_a_usage_error_with_the_nearest(site: SiteFolder) -> None:
    """The command line is at fault, and the remedy is in the hint."""
    with pytest.raises(UsageError) as caught:
        find_post(site, read_posts(site).files, "navete-du-soir", cwd=site.root)
    assert caught.value.message == "no post is called “navete-du-soir”"
    assert caught.value.hint == "Did you mean “navette-du-soir”?"
    with pytest.raises(UsageError) as caught:
        find_post(site, read_posts(site).files, "xyz", cwd=site.root)
    assert "parccli list" in str(caught.value.hint)


@pytest.mark.usefixtures("_three_posts")
def test_a_name_that_several_posts_have_is_refused_with_their_paths(
    site: SiteFolder, add_post: Callable[..., Path]
) -> None:
    """None is chosen for the person."""
    add_post("posts/2023/fibre.md")
    with pytest.raises(ParcError) as caught:
        find_post(site, read_posts(site).files, "fibre", cwd=site.root)
    assert caught.value.exit_code == 1
    assert caught.value.message == f"“fibre” names several posts: {FIBRE}, posts/2023/fibre.md"


@pytest.mark.usefixtures("_three_posts")
def test_a_broken_post_is_found_and_required_in_vain(site: SiteFolder) -> None:
    """`edit` must open it; what needs its values is told why it cannot have them."""
    found = find_post(site, read_posts(site).files, "casse", cwd=site.root)
    assert found.path == "posts/casse.md"
    with pytest.raises(UsageError) as caught:
        require_post(found)
    assert caught.value.path == "posts/casse.md"


@pytest.mark.usefixtures("_three_posts")
def test_a_post_that_reads_well_is_given(site: SiteFolder) -> None:
    """The value itself."""
    assert require_post(find_post(site, read_posts(site).files, "fibre", cwd=site.root)).slug == "fibre"
