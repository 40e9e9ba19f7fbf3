"""The sample site at the top of the repository → what an export of it makes, at a fixed instant."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from parccli.build.request import Request
from parccli.build.whole import edition, outputs_of
from parccli.exporters import EXPORTERS
from parccli.folder.posts import read_posts
from parccli.folder.site import open_site

if TYPE_CHECKING:
    from parccli.folder.site import SiteFolder
    from parccli.render.article import Edition

ROOT = Path(__file__).parents[2]


@cache
def sample_site() -> dict[str, bytes]:
    """Every file of its export by its path, pictures and documents included; nothing is written."""
    site = open_site(ROOT)
    return {output.path: output.data for output in outputs_of(site, sample_edition(), _request(site))}


@cache
def sample_edition() -> Edition:
    """What its exporters get."""
    site = open_site(ROOT)
    return edition(site, read_posts(site).files, _request(site))


@cache
def sample_fragments() -> dict[str, str]:
    """The fragments among them, as text, JSON-LD left out."""
    return {path: data.decode() for path, data in sample_site().items() if path.endswith(".html")}


def _request(site: SiteFolder) -> Request:
    return Request(at=datetime(2026, 12, 1, tzinfo=UTC), out=site.output, targets=EXPORTERS, named=("html",))
