"""What a target of `export` is, and what it gives: files of public/ as bytes, which it never writes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.render.article import Edition


class Output(NamedTuple):
    """One file of public/: its path there with `/`, its bytes, and the post it comes from, if it is one post's."""

    path: str
    data: bytes
    source: str | None = None
    id: str | None = None


@runtime_checkable
class Exporter(Protocol):
    """A target of `export`: a module, or any object, with these names."""

    @property
    def NAME(self) -> str:  # noqa: N802 -- a module's constant
        """The word on the command line."""

    @property
    def SUMMARY(self) -> str:  # noqa: N802
        """What it writes, in English, marked for the catalogue."""

    @property
    def DEFAULT(self) -> bool:  # noqa: N802
        """Whether `export` without a target makes it."""

    def export(self, edition: Edition) -> Iterator[Output]:
        """Yield the files; the same edition gives the same bytes in the same order."""

    def owns(self, path: str) -> bool:
        """Tell whether this target makes the file at `path` below public/, now or for other posts than today's."""


def lasts(target: Exporter) -> bool:
    """Tell whether what a target made stays for good, as a letter that was sent: by `LASTING`, which few have."""
    return bool(getattr(target, "LASTING", False))
