"""Edition -> outputs, one module a target; each yields and none writes."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Final

from parccli.exporters import atom, html, json, newsletter, rss, wxr
from parccli.exporters.target import Exporter, Output, SheetExporter, lasts

ENTRY_POINTS: Final = "parccli.exporters"

EXPORTERS: Final[dict[str, Exporter]] = {module.NAME: module for module in (rss, atom, json, html, wxr, newsletter)}
"""Every packaged target by the word that names it on the command line."""

IN_SHEETS: Final[dict[str, SheetExporter]] = {
    module.NAME: module for module in (rss, atom, json, html, wxr) if isinstance(module, SheetExporter)
}
"""Those that say beforehand what each of their files is made of."""

__all__ = ["EXPORTERS", "IN_SHEETS", "Exporter", "Output", "discovered", "lasts"]


def discovered() -> tuple[dict[str, Exporter], list[str]]:
    """The packaged targets and those of installed third parties; the names of plug-ins that do not load come second.

    An entry point names a module, or any object, that has what an `Exporter` has; a packaged target's name stays its.
    """
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
