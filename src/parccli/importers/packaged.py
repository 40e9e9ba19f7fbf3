"""An importer that comes with parccli, known by its name and by the endings of its files until more is asked of it.

Most imports need one of them, and each brings a parser along.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.config import Config
    from parccli.importers.row import Importer, Material, Options, Row, Shape


class Packaged:
    """The importer in the module `name` of this package, which says the same of itself; imported when it is used."""

    def __init__(self, name: str, *suffixes: str) -> None:
        self.NAME = name
        self.SUFFIXES = suffixes

    @cached_property
    def _module(self) -> Importer:
        return cast("Importer", import_module(f"{__package__}.{self.NAME}"))

    @property
    def SUMMARY(self) -> str:  # noqa: N802 -- a module's constant
        """What it reads, in English, marked for the catalogue."""
        return self._module.SUMMARY

    @property
    def SHAPE(self) -> Shape:  # noqa: N802
        """What its sources are made of."""
        return self._module.SHAPE

    def recognises(self, head: bytes) -> bool:
        """Tell whether a file without a telling name begins as its own do."""
        return self._module.recognises(head)

    def read(self, material: Material, config: Config, options: Options) -> Iterator[Row]:
        """Yield the rows in the order of the source."""
        return self._module.read(material, config, options)
