"""What can be measured: a module a part, each with `measure`, which yields its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.parts import checking, export, growth, importing, listing, starting, tools

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bench.parts.plan import Plan
    from bench.ratios import Figure

PARTS: Final[Mapping[str, Callable[[Plan], Iterator[Figure]]]] = {
    "export": export.measure,
    "list": listing.measure,
    "validate": checking.measure,
    "start": starting.measure,
    "growth": growth.measure,
    "import": importing.measure,
    "tools": tools.measure,
}
