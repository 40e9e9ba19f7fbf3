"""`export` with [inject]: pages of the site show what public/ does, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Call, Site

POST = "---\nid: urn:x:{slug}\ntitle: Titre {slug}\ndate: 2025-09-01\nslug: {slug}\nstatus: {status}\n---\n\nTexte.\n"
PAGE = "<main>\r\n<!-- parccli:latest -->\r\n<!-- /parccli:latest -->\r\n</main>"


def write(site: Site, slug: str, status: str = "published") -> None:
    """Write a post."""
    site.write(**{slug: POST.format(slug=slug, status=status)})


@pytest.fixture
def page(site: Site) -> Path:
    """A page of the site with a place for the latest news."""
    write(site, "vu")
    with (site.root / "parccli.toml").open("a", encoding="utf-8") as settings:
        settings.write('[inject]\nfiles = ["accueil.html"]\n')
    place = site.root / "accueil.html"
    place.write_bytes(PAGE.encode())
    return place


def test_the_plan_tells_of_the_page_and_the_export_fills_it_in(call: Call, page: Path) -> None:
    """Once: a second export finds nothing to do."""
    planned = json.loads(call("export", "--dry-run", "--format", "json").stdout)
    assert planned["change"] == ["accueil.html"]
    assert page.read_bytes() == PAGE.encode()
    assert json.loads(call("export", "--format", "json").stdout) == planned
    made = page.read_bytes()
    assert made.startswith(b"<main>\r\n<!-- parccli:latest -->\r\n<section ")
    assert b"Titre vu" in made
    assert made.count(b"\n") == made.count(b"\r\n")
    again = json.loads(call("export", "--format", "json").stdout)
    assert (again["change"], again["unchanged"]) == ([], planned["unchanged"] + len(planned["add"]) + 1)
    assert page.read_bytes() == made


def test_a_post_that_leaves_the_public_leaves_the_page(call: Call, site: Site, page: Path) -> None:
    """Nothing of it is left there."""
    page.write_bytes(PAGE.encode() + b"<!-- parccli:articles/vu --><!-- /parccli:articles/vu -->")
    call("export")
    assert page.read_bytes().count(b"Titre vu") >= 2
    write(site, "vu", "draft")
    done = call("export")
    assert b"Titre vu" not in page.read_bytes()
    assert "warning: there is no fragment “articles/vu” now" in done.stderr


def test_what_is_not_public_never_gets_into_a_page(call: Call, site: Site, page: Path) -> None:
    """Drafts, and the future, go to a folder of their own."""
    write(site, "secret", "draft")
    assert call("export", "--drafts", "--out", "brouillons").exit_code == 0
    assert call("export", "--at", "2999-01-01", "--out", "futur").exit_code == 0
    assert call("export", "--out", "ailleurs").exit_code == 0
    assert page.read_bytes() == PAGE.encode()


def test_the_feeds_alone_leave_a_page_as_it_is(call: Call, page: Path) -> None:
    """They make no fragment."""
    assert call("export", "rss").exit_code == 0
    assert page.read_bytes() == PAGE.encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<main>\n</main>", "accueil.html: there is no marker"),
        (b"<main>\n<!-- parccli:latest -->", "accueil.html:2: “latest” begins here and never ends"),
        (b"<!-- parccli:latst --><!-- /parccli:latst -->", "accueil.html:1: there is no fragment “latst”"),
    ],
)
def test_a_page_at_fault_stops_the_export(call: Call, site: Site, page: Path, data: bytes, message: str) -> None:
    """Before anything is written."""
    page.write_bytes(data)
    for arguments in ([], ["--dry-run"]):
        done = call("export", *arguments)
        assert done.exit_code == 1
        assert message in done.stderr
    assert page.read_bytes() == data
    assert not (site.root / "public").exists()
