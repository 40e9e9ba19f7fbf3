"""The same posts for everyone: `posts(count)` yields French news with the sizes and the structure of real ones.

Post n depends on the seed and n alone, so that a larger corpus begins with the smaller one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final
from uuid import UUID

from bench import words
from bench.sentences import body, headline, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEDIAN: Final = 5_000  # bytes of a body, as in the posts measured; few exceed 40 KB
_SPREAD: Final = 0.7
_SMALLEST: Final = 500
_LARGEST: Final = 40_000
_FIRST_DAY: Final = date(2011, 1, 1)
_DAYS: Final = 15 * 365
_PLAIN: Final = str.maketrans({"’": "'", "«": '"', "»": '"', "\u00a0": " ", "\u202f": " "})
_SPELT: Final = str.maketrans({"’": "", "œ": "oe"})  # what decomposing does not spell out
# Of a hundred posts: so many typed without typographic signs, updated later, with a picture.
_TYPED_PLAINLY: Final = 0.4
_UPDATED: Final = 0.1
_PICTURED: Final = 0.02
PICTURES: Final = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A post in no tool's format; `body` is Markdown, `picture` the number of one of the shared pictures."""

    id: str
    slug: str
    title: str
    day: date
    updated: date | None
    summary: str
    category: str
    tags: tuple[str, ...]
    author: str
    picture: int | None
    body: str


def posts(count: int, seed: int = 1) -> Iterator[Post]:
    """Yield `count` posts, one by one."""
    slugs: list[str] = []
    for number in range(count):
        yield _post(number, Random(f"{seed}/{number}"), slugs)  # noqa: S311 - a corpus, no secret


def _post(number: int, random: Random, slugs: list[str]) -> Post:
    title = headline(random)
    slug = f"{_slug(title)}-{number + 1}"
    day = _FIRST_DAY + timedelta(days=random.randrange(_DAYS))
    size = random.lognormvariate(0, _SPREAD) * _MEDIAN
    text = body(random, int(min(max(size, _SMALLEST), _LARGEST)), day, slugs)
    summary = sentence(random)
    slugs.append(slug)
    if random.random() < _TYPED_PLAINLY:
        title, summary, text = (each.translate(_PLAIN) for each in (title, summary, text))
    return Post(
        id=f"urn:uuid:{UUID(int=random.getrandbits(128), version=4)}",
        slug=slug,
        title=title,
        day=day,
        updated=day + timedelta(days=random.randrange(1, 60)) if random.random() < _UPDATED else None,
        summary=summary,
        category=random.choice(words.CATEGORIES),
        tags=tuple(random.sample(words.TAGS, random.randrange(1, 5))),
        author=random.choice(words.AUTHORS),
        picture=random.randrange(PICTURES) if random.random() < _PICTURED else None,
        body=text,
    )


def _slug(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title.lower().translate(_SPELT)).encode("ascii", "ignore").decode()
    return "-".join("".join(each if each.isalnum() else " " for each in letters).split())
