"""What comes back from work on an export: values that one process can send to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.build.rows import Row
    from parccli.errors import ParcError
    from parccli.folder.staging import Staged


class Pressed(NamedTuple):
    """A sheet of the target `target`, and its files."""

    target: str
    sheet: str
    staged: tuple[Staged, ...]


class Drawn(NamedTuple):
    """A post as read: its row, and, once drawn, the texts of its article and the single sheets made of it.

    `waits`: it could not be drawn before all addresses are known. `error` is why it cannot be drawn at all.
    """

    row: Row
    post: str = ""
    article: str = ""
    body: str = ""
    pressed: tuple[Pressed, ...] = ()
    waits: bool = False
    error: ParcError | None = None


def staged_in(result: object) -> Iterator[Staged]:
    """The outputs that came with the result of a job."""
    if isinstance(result, Drawn):
        for pressed in result.pressed:
            yield from pressed.staged
    elif isinstance(result, Pressed):
        yield from result.staged
