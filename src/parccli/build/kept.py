"""What one check leaves to the next in the cache: the heads of the posts, what was found in them, and its sheets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from parccli import i18n
from parccli.build.known import Head

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parccli.folder.cache import Cache

FOUND: Final = "found"
SHEETS: Final = "sheets"
_HEADS: Final = "checked"


class Kept:
    """The part of `cache` that is of checks; it takes nothing from one that does not run the usual rules (`takes`).

    What it does not take is held for as long as the check lasts.
    """

    def __init__(self, cache: Cache, *, takes: bool) -> None:
        self._cache = cache
        self.takes = takes
        self._held: dict[str, dict[str, bytes]] = {FOUND: {}, SHEETS: {}}

    def heads(self) -> dict[str, Head]:
        """The heads by path; what cannot be read is as good as absent."""
        try:
            return {values[0]: Head(*values) for values in json.loads(self._cache.get(_kind(_HEADS), "") or "[]")}
        except (ValueError, TypeError):
            return {}

    def put_heads(self, heads: Mapping[str, Head], before: Mapping[str, Head]) -> None:
        """Keep the heads in the place of those that were there `before`, and drop what is kept of the others."""
        if self.takes and heads != before:
            text = json.dumps(list(heads.values()), ensure_ascii=False)
            self._cache.put(_kind(_HEADS), [("", text)])
            for name in (FOUND, SHEETS):
                self._cache.put(_kind(name), (), gone=before.keys() - heads.keys())

    def put(self, name: str, texts: Mapping[str, bytes]) -> bool:
        """Keep texts of that name by path, or hold them; tell whether they are kept."""
        if texts and self.takes and self._cache.put(_kind(name), texts.items()):
            return True
        self._held[name] |= texts
        return False

    def texts(self, name: str, paths: Iterable[str]) -> dict[str, bytes]:
        """What there is of that name for `paths`; the sheets that are kept tell of the usual rules alone."""
        wanted, held = list(paths), self._held[name]
        lost = [path for path in wanted if path not in held] if self.takes or name == FOUND else []
        texts = dict(self._cache.several_packed(_kind(name), lost))
        return texts | {path: held[path] for path in wanted if path in held}


def _kind(kind: str) -> str:
    return f"{kind} {i18n.language()}"
