"""Edition -> outputs, one module a target; each yields and none writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final

from parccli.exporters.target import AmendingExporter, Exporter, Output, SheetExporter, lasts

ENTRY_POINTS: Final = "parccli.exporters"


class _Modules(Mapping[str, Any]):
    """Modules of this package by name, imported when they are asked for: most commands need none of them."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 -- a module
        if name not in self._names:
            raise KeyError(name)
        return import_module(f"{__name__}.{name}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


EXPORTERS: Final[Mapping[str, Exporter]] = _Modules("rss", "atom", "json", "html", "wxr", "newsletter")
"""Every packaged target by the word that names it on the command line."""

IN_SHEETS: Final[Mapping[str, SheetExporter]] = _Modules("rss", "atom", "json", "html", "wxr")
"""Those that say beforehand what each of their files is made of."""

__all__ = ["EXPORTERS", "IN_SHEETS", "AmendingExporter", "Exporter", "Output", "discovered", "lasts"]


def discovered() -> tuple[dict[str, Exporter], list[str]]:
    """The packaged targets and those of installed third parties; the names of plug-ins that do not load come second.

    An entry point names a module, or any object, that has what an `Exporter` has; a packaged target's name stays its.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415 -- a sixth of a short command's time

    targets = dict(EXPORTERS)
    broken: list[str] = []
    for entry_point in sorted(entry_points(group=ENTRY_POINTS)):
        try:
            target = entry_point.load()
        except Exception:  # noqa: BLE001 -- a stranger's module may raise anything, and must not end an export
            broken.append(entry_point.name)
            continue
        if isinstance(target, Exporter):
            targets.setdefault(target.NAME, target)
        else:
            broken.append(entry_point.name)
    return targets, broken
