from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site

POST = "---\nid: urn:uuid:1\ntitle: a  # note\ndate: 2025-09-01\nstatus: published\n---\nCorps"


def test_the_slug_and_the_file_change_and_the_id_stays(call: Call, site: Site) -> None:
    """The redirect that the site needs is printed alone."""
    (site.root / "posts/2025-09-01-ancien.md").write_text(POST, encoding="utf-8")
    done = call("rename", "ancien", "nouveau")
    assert (done.exit_code, done.stdout) == (0, "Redirect 301 /ancien/ https://www.example.org/nouveau/\n")
    assert [path.name for path in (site.root / "posts").iterdir()] == ["2025-09-01-nouveau.md"]
    text = (site.root / "posts/2025-09-01-nouveau.md").read_text(encoding="utf-8")
    assert text == POST.replace("status: published\n", "status: published\nslug: nouveau\n")


@pytest.mark.parametrize("slug", ["", "slug: ancien\n"])
def test_the_same_command_finishes_what_was_cut_short(call: Call, site: Site, slug: str) -> None:
    """A run that died after the file had its new name: the post is still found by its old slug, if that was written."""
    (site.root / "posts/nouveau.md").write_text(POST.replace("id:", f"{slug}id:", 1), encoding="utf-8")
    done = call("rename", "ancien" if slug else "nouveau", "nouveau")
    assert done.exit_code == (0 if slug else 1)
    assert ("Redirect 301 /ancien/" in done.stdout) == bool(slug)
    assert [path.name for path in (site.root / "posts").iterdir()] == ["nouveau.md"]


def test_a_file_that_is_not_named_for_its_slug_keeps_its_name(call: Call, site: Site) -> None:
    """Only the slug's line changes."""
    site.write(note=POST.replace("id:", "slug: ancien\nid:", 1))
    assert call("rename", "ancien", "nouveau").exit_code == 0
    assert "slug: nouveau\nid:" in (site.root / "posts/note.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("slug", "exit_code", "told"),
    [("Été 2025", 2, "Write ete-2025."), ("../x", 2, "is not a slug"), ("pris", 1, "is taken"), ("con", 2, "con-1")],
)
def test_a_slug_that_cannot_be_is_refused(call: Call, site: Site, slug: str, exit_code: int, told: str) -> None:
    """And nothing changes."""
    site.write(ancien=POST, pris=POST.replace("uuid:1", "uuid:2"))
    done = call("rename", "ancien", slug)
    assert done.exit_code == exit_code
    assert told in done.stderr
    assert (site.root / "posts/ancien.md").read_text(encoding="utf-8") == POST


def test_posts_that_link_to_the_old_file_are_named(call: Call, site: Site) -> None:
    """Their links would lead nowhere."""
    site.write(ancien=POST, autre="---\ntitle: b\n---\n[lien](ancien.md)\n")
    assert "posts/autre.md" in call("rename", "ancien", "nouveau").stderr
