"""A question about all posts -> the answer that was given to it before, as long as nothing has changed since.

Programs ask the same again and again: what they are told is kept, and found by what the disk says of posts/.
"""

from __future__ import annotations

import json
from binascii import crc32
from typing import TYPE_CHECKING, Final

from parccli.folder.stamps import UNSURE
from parccli.folder.walking import posts_to_text, walk
from parccli.listing import microseconds, unchanged_between

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from parccli.folder.cache import Cache
    from parccli.folder.site import SiteFolder
    from parccli.post import Post

_KIND: Final = "answers"
_SLOTS: Final = 4
"""Answers that are kept: of ten thousand posts, one has some megabytes."""
_FEW: Final = 200
"""So many posts are read sooner than a database is opened."""


class Answers:
    """The answer to one `question`, in whatever form, about the posts of a site as they are at the instant `at`.

    `walked` is what posts/ holds.
    """

    def __init__(self, site: SiteFolder, question: str, at: datetime) -> None:
        self._site = site
        self._question = question
        self._at = at
        self.walked = walk(site.root, stamped=True)
        self._posts = self._seen() if len(self.walked.paths) > _FEW else ""

    def known(self) -> str | None:
        """The answer, if it is known."""
        if not self._posts:
            return None
        with self._cache() as cache:
            # An answer may be long: it is not read before it is known to be the one.
            return cache.get(_KIND, f"answer {self._slot}") if self._stands(cache.get(_KIND, self._slot)) else None

    def keep(self, answer: str, posts: Iterable[Post]) -> None:
        """Keep the answer, made of `posts`, which are all there are."""
        if self._posts:
            since, until = unchanged_between(posts, self._at, self._site.config.zone)
            head = json.dumps([self._question, self._posts, since, until])
            with self._cache() as cache:
                cache.put(_KIND, [(self._slot, head), (f"answer {self._slot}", answer)])

    def _stands(self, head: str | None) -> bool:
        try:
            question, posts, since, until = json.loads(head or "")
        except (ValueError, TypeError):
            return False
        return (question, posts) == (self._question, self._posts) and since <= microseconds(self._at) < until

    def _seen(self) -> str:
        from parccli.folder.listings import digest_of  # noqa: PLC0415 -- as below

        walked = self.walked
        # Where anything is to be told beside the answer, it has to be told each time.
        is_sure = not (walked.faults or walked.notices or UNSURE in walked.stamps.values())
        return digest_of(posts_to_text(walked)) if is_sure else ""

    def _cache(self) -> Cache:
        # The cache is a database, and slow to import: a small site does without.
        from parccli.build.version import version_of  # noqa: PLC0415
        from parccli.folder.cache import Cache  # noqa: PLC0415

        return Cache.of(self._site.state, version_of(self._site.config))

    @property
    def _slot(self) -> str:
        return str(crc32(self._question.encode("utf-8", "surrogatepass")) % _SLOTS)
