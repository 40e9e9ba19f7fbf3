"""An output folder -> what earlier exports made in it; and, in short, what one more changes."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parccli.errors import ParcError
from parccli.folder.journal import left_behind
from parccli.folder.manifest import MANIFEST, Entry, ForeignError, read_manifest
from parccli.folder.reading import read_bytes
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Made:
    """What parccli made in an output folder, so far as is known; `warning` says why that may be too little.

    `foreign` tells that manifest.json is another program's, or of a later parccli.
    """

    files: Mapping[str, Entry] = field(default_factory=dict)
    warning: ParcError | None = None
    foreign: bool = False


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What an export does to its output folder, by sorted paths there; `blocked` are files that are not parccli's."""

    add: tuple[str, ...]
    change: tuple[str, ...]
    remove: tuple[str, ...]
    unchanged: int
    blocked: tuple[str, ...] = ()
    warning: ParcError | None = None


def made_in(out: Path) -> Made:
    """Read what the exports before have made in `out`; a manifest that is not ours, or damaged, tells nothing."""
    listed: dict[str, Entry] = {}
    warning, foreign = None, False
    if os.path.lexists(out / MANIFEST):
        try:
            listed = read_manifest(read_bytes(out / MANIFEST, MANIFEST))
        except (ParcError, ValueError) as error:
            foreign = not isinstance(error, ValueError) or isinstance(error, ForeignError)
            warning = ParcError(
                _("this is not a manifest that parccli can read: nothing that it lists is deleted"),
                path=f"{out.name}/{MANIFEST}",
                hint=_("Look in the folder for files that are no longer of use."),
            )
    return Made(files={**dict(left_behind(out)), **listed}, warning=warning, foreign=foreign)
