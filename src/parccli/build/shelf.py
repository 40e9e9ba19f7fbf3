"""Where the texts of posts and articles lie between being made and being used: in the cache, or else in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from parccli.build.results import Drawn
    from parccli.build.rows import Row
    from parccli.folder.cache import Cache
    from parccli.render.article import Brief

_POSTS: Final = "post"
_ARTICLES: Final = "article"
_BODIES: Final = "body"


class Shelf:
    """The texts in `cache`. Each begins with a line that says of what it is: an older one is not taken for it.

    What the cache does not take is held in memory: `is_shared` tells whether other processes see everything, too.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._held: dict[str, tuple[str, str]] = {}

    @property
    def is_shared(self) -> bool:
        """Whether all that was put can be found in the cache."""
        return not self._held

    def put(self, drawn: Sequence[Drawn]) -> None:
        """Keep what was read and drawn."""
        articles = [each for each in drawn if each.article]
        kept = (
            self._cache.put(_POSTS, ((each.row.path, f"{each.row.digest}\n{each.post}") for each in drawn if each.post))
            and self._cache.put(_ARTICLES, ((each.row.path, f"{each.row.key}\n{each.article}") for each in articles))
            and self._cache.put(_BODIES, ((each.row.path, f"{each.row.key}\n{each.body}") for each in articles))
        )
        if not kept:
            self._held |= {each.row.key: (each.article, each.body) for each in articles}

    def hold(self, brief: Brief, drawn: Drawn) -> None:
        """Hold an article that was drawn once more."""
        self._held[brief.key] = drawn.article, drawn.body

    def drop(self, paths: Iterable[str]) -> None:
        """Forget posts that are no longer there."""
        gone = list(paths)
        for kind in (_POSTS, _ARTICLES, _BODIES) if gone else ():
            self._cache.put(kind, (), gone=gone)

    def articles(self, briefs: Sequence[Brief], *, bodies: bool = True) -> list[tuple[str, str]]:
        """The text and the body of each article, in that order; LookupError when one is not there any more.

        Without `bodies`, those that are not at hand are left empty: they are most of what there is to read.
        """
        lost = {brief.path: brief.key for brief in briefs if brief.key not in self._held}
        texts = self._several(_ARTICLES, lost)
        found = self._several(_BODIES, lost) if bodies else {}
        return [
            self._held.get(brief.key) or (texts[brief.path], found[brief.path] if bodies else "") for brief in briefs
        ]

    def posts(self, rows: Iterable[Row]) -> Iterator[tuple[Row, str | None]]:
        """The text of each post, None where there is none of the file as it is."""
        texts = dict(self._cache.every(_POSTS))
        for row in rows:
            text = texts.get(row.path, "")
            yield row, text[len(row.digest) + 1 :] if text.startswith(f"{row.digest}\n") else None

    def _several(self, kind: str, keys: Mapping[str, str]) -> dict[str, str]:
        """What is kept of that kind under the paths and the keys."""
        texts = dict(self._cache.several(kind, keys))
        return {path: _cut(texts[path], key) for path, key in keys.items()}


def _cut(text: str, key: str) -> str:
    if not text.startswith(f"{key}\n"):
        raise LookupError(key)
    return text[len(key) + 1 :]
