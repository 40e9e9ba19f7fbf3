"""Values by name, kept in a cache as a few texts: one that changes is written with its neighbours, not with all."""

from __future__ import annotations

from binascii import crc32
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from parccli.folder.cache import Cache

_COUNT: Final = 64
"""Of ten thousand posts, a text has as many as are written in a millisecond."""

_Value = TypeVar("_Value")


def bucket_of(name: str) -> int:
    """Which text a value is in; the same in every process, and on every machine."""
    return crc32(name.encode("utf-8", "surrogatepass")) % _COUNT


def changed(
    before: Mapping[str, _Value], now: Mapping[str, _Value], to_text: Callable[[Iterable[_Value]], str]
) -> Iterator[tuple[str, str]]:
    """Yield the texts that are others than before, by the names that they have in the cache.

    A value that is kept as it was is the very same object.
    """
    touched = {bucket_of(name) for name, value in now.items() if before.get(name) is not value}
    touched |= {bucket_of(name) for name in before.keys() - now.keys()}
    if not touched:
        return
    values: dict[int, list[_Value]] = {bucket: [] for bucket in sorted(touched)}
    for name, value in now.items():
        if (bucket := bucket_of(name)) in touched:
            values[bucket].append(value)
    for bucket, some in values.items():
        yield _name(bucket), to_text(some)


def kept(cache: Cache, kind: str, from_text: Callable[[str], Iterable[_Value]]) -> Iterator[_Value]:
    """Yield what the cache has of a kind; a text that is lost, or damaged, takes its values with it."""
    for _bucket, text in cache.every(kind):
        try:
            values = list(from_text(text))
        except (ValueError, TypeError):
            continue
        yield from values


class Few(Generic[_Value]):
    """The values of a kind by name, each text read when one of its values is asked for."""

    def __init__(self, cache: Cache, kind: str, from_text: Callable[[str], Iterable[tuple[str, _Value]]]) -> None:
        self._cache = cache
        self._kind = kind
        self._from_text = from_text
        self._texts: dict[int, dict[str, _Value]] = {}

    def __getitem__(self, name: str) -> _Value:
        return self._text(bucket_of(name))[name]

    def __setitem__(self, name: str, value: _Value) -> None:
        self._text(bucket_of(name))[name] = value

    def keep(self, names: Iterable[str], to_text: Callable[[Iterable[_Value]], str]) -> None:
        """Keep what the values of these names are now."""
        touched = sorted({bucket_of(name) for name in names})
        self._cache.put(self._kind, [(_name(bucket), to_text(self._text(bucket).values())) for bucket in touched])

    def _text(self, bucket: int) -> dict[str, _Value]:
        if bucket not in self._texts:
            text = self._cache.get(self._kind, _name(bucket))
            try:
                self._texts[bucket] = dict(self._from_text(text)) if text else {}
            except (ValueError, TypeError):
                self._texts[bucket] = {}
        return self._texts[bucket]


def _name(bucket: int) -> str:
    return f"{bucket:02}"
