from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site

POST = "---\nid: urn:uuid:1\ntitle: Portes ouvertes\ndate: 2021-02-26\nstatus: published\nsummary: Bref.\n---\nTexte.\n"


def codes(call: Call, *arguments: str) -> list[str]:
    """The codes that stand in brackets at the ends of lines."""
    lines = call("validate", *arguments).stdout.splitlines()
    return [line[-5:-1] for line in lines if line.endswith("]") and ": " in line]


def test_files_are_looked_for_in_the_site(call: Call, site: Site) -> None:
    """A picture that is there is none to report."""
    Image.new("RGB", (9, 9)).save(site.root / "posts" / "a.png")
    site.write(a=POST.replace("Texte.", "![Une tour](a.png) ![Une tour](b.png) [Le plan](c.pdf)"))
    assert codes(call) == ["L001", "L002"]


def test_the_last_export_is_remembered(call: Call, site: Site) -> None:
    """An id that was changed since, and a post that was published since, are both found."""
    site.write(a=POST)
    assert call("export").exit_code == 0
    assert codes(call) == []
    site.write(a=POST.replace("urn:uuid:1", "urn:uuid:2"), b=POST.replace(":1", ":3").replace("Portes", "Fenêtres"))
    assert codes(call, "--select", "P020,P023") == ["P020", "P023", "P023"]


def test_a_text_that_changed_since_the_last_export_is_named(call: Call, site: Site) -> None:
    """Until `updated` says so, or the next export."""
    site.write(a=POST)
    call("export")
    site.write(a=POST.replace("Texte.", "Un autre texte."))
    assert codes(call) == ["P027"]
    call("export")
    assert codes(call) == []


@pytest.mark.parametrize("manifest", ["", "{}", '{"version": 9, "files": {}}'])
def test_a_manifest_that_tells_nothing_changes_nothing(call: Call, site: Site, manifest: str) -> None:
    """Checks go on without it."""
    site.write(a=POST)
    (site.root / "public").mkdir()
    (site.root / "public" / "manifest.json").write_text(manifest, encoding="utf-8")
    assert codes(call) == []
