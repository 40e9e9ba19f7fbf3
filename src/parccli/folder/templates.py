"""templates/ -> the site's own templates as text, which stand in for the packaged ones of the same name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from parccli.errors import ParcError
from parccli.folder import failures
from parccli.folder.reading import MEGABYTE, read_bytes
from parccli.folder.site import TEMPLATES
from parccli.i18n import gettext as _
from parccli.source import Source

if TYPE_CHECKING:
    from parccli.folder.site import SiteFolder


def read_templates(site: SiteFolder, folder: str = TEMPLATES) -> dict[str, str]:
    """Read the files of `folder`, by name; none when it is not there. A ParcError names one that cannot be read."""
    place = site.root / folder
    if not os.path.lexists(place):
        return {}
    with failures.reading(folder):
        found = sorted(entry.name for entry in os.scandir(place) if not entry.name.startswith(".") and entry.is_file())
    return {name: _text(site, f"{folder}/{name}") for name in found}


def _text(site: SiteFolder, path: str) -> str:
    try:
        return Source.decode(path, read_bytes(site.locate(path), path, limit=MEGABYTE)).text
    except ParcError as error:
        hint = _("Mend the template, or delete it.")
        raise ParcError(error.message, hint=hint, path=path, line=error.line) from error
