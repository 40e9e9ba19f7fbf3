"""Build hook: every `locale/<language>/LC_MESSAGES/parccli.po` becomes the `.mo` beside it, editable installs too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Compile the catalogues before hatchling collects the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling's signature
        """Write each catalogue's binary form, which is git-ignored and named in `artifacts`."""
        for source in sorted(Path(self.root, "src/parccli/locale").glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as text:
                catalogue = read_po(text, locale=source.parts[-3])
            with source.with_suffix(".mo").open("wb") as binary:
                write_mo(binary, catalogue)
