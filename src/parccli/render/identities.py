"""The ids of one article: every one begins with its prefix, and none stands twice."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

from parccli.french.slugs import slugify

_LONGEST: Final = 60


class Anchors:
    """The ids given so far. They read `<prefix>--<name>`: slugs have single hyphens, so no other article's agrees."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.given: set[str] = set()
        self.renamed: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def give(self, name: str, *, instead_of: str | None = None) -> str:
        """Give the id that `name` asks for, with a number if it is taken; `instead_of` is what the author wrote."""
        wanted = f"{self.prefix}--{name}"
        identity = wanted
        while identity in self.given:
            # From the last one given: a page of a thousand equal headings is not searched a million times.
            number = self._numbers[wanted] = self._numbers.get(wanted, 1) + 1
            identity = f"{wanted}-{number}"
        self.given.add(identity)
        if instead_of:
            self.renamed.setdefault(instead_of, identity)
        return identity

    def find(self, fragment: str) -> str | None:
        """The id that the `fragment` of a link means: an id as written, or a heading's own words."""
        name = unquote(fragment)
        guess = f"{self.prefix}--{name_of(name)}"
        return self.renamed.get(name) or next((found for found in (name, guess) if found in self.given), None)


def name_of(text: str) -> str:
    """The part of an id that a heading's words make."""
    return slugify(text)[:_LONGEST].strip("-")
