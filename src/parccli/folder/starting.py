"""What new things start from: the first files of a site, and the archetype of a post."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from parccli.folder import failures, writing
from parccli.folder.site import TEMPLATES
from parccli.folder.templates import read_templates
from parccli.starter import archetype

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from parccli.folder.site import SiteFolder


def start_site(root: Path, files: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Write `files`, texts by their path from `root`; return the paths that were made, and those that stood there."""
    with failures.writing(str(root)):
        root.mkdir(parents=True, exist_ok=True)
    standing = [path for path in files if os.path.lexists(root / path)]
    made = [path for path in files if path not in standing]
    # The settings mark a site: they come last, so that half a site is none.
    for path in sorted(made, key=lambda path: path == "parccli.toml"):
        writing.create(root / path, files[path].encode("utf-8"), root=root)
    return made, standing


def read_archetype(site: SiteFolder) -> str:
    """The front matter that `new` fills in: the site's templates/archetypes/default.md, else the packaged one."""
    own = read_templates(site, f"{TEMPLATES}/archetypes").get("default.md")
    return own if own is not None else archetype(site.config.language)
