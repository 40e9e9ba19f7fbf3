from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError
from parccli.folder.templates import read_templates

if TYPE_CHECKING:
    from parccli.folder.site import SiteFolder


def test_the_templates_of_the_site_are_read_by_name(site: SiteFolder) -> None:
    """Those of the folder itself; hidden files and folders are left."""
    folder = site.root / "templates"
    (folder / "archetypes").mkdir(parents=True)
    (folder / "article.html").write_bytes(b"\xef\xbb\xbf<p>{{ title }}</p>\r\n")
    (folder / ".article.html.swp").write_bytes(b"\xff")
    (folder / "archetypes" / "default.md").write_bytes(b"---\n---\n")
    assert read_templates(site) == {"article.html": "<p>{{ title }}</p>\r\n"}
    assert read_templates(site, "templates/archetypes") == {"default.md": "---\n---\n"}


def test_a_site_without_templates_uses_the_packaged_ones(site: SiteFolder) -> None:
    """An empty mapping, and no fault."""
    assert read_templates(site) == {}


def test_a_template_that_cannot_be_read_is_named_with_its_line(site: SiteFolder) -> None:
    """Not UTF-8, or led out of the site by a link."""
    folder = site.root / "templates"
    folder.mkdir()
    (folder / "latest.html").write_bytes(b"<p>\n\xe9</p>\n")
    with pytest.raises(ParcError) as caught:
        read_templates(site)
    assert caught.value.where == "templates/latest.html:2"
    (folder / "latest.html").unlink()
    (site.root.parent / "a.html").write_bytes(b"")
    (folder / "latest.html").symlink_to("../../a.html")
    with pytest.raises(ParcError, match="it leads out of the site folder"):
        read_templates(site)
