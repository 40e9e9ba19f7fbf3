"""A post's body → what it leads to, and where others can lead in it.

All that rules of the site need to know of a body: few enough values to be kept in its place.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from parccli.render.identities import name_of
from parccli.rules.headings import headings_of
from parccli.rules.prose import span_of
from parccli.rules.references import Image, address_span, references_of
from parccli.rules.tags import body_of

if TYPE_CHECKING:
    from parccli.post import PostFile
    from parccli.rules.tags import Body


class Reference(NamedTuple):
    """A link or an image: its address and where that is written in the file, and where the whole of it stands.

    `text` and `label` are a link's, as in Link; an image has none.
    """

    address: str
    place: tuple[int, int]
    whole: tuple[int, int]
    is_image: bool
    text: str = ""
    label: str = ""


class Outline(NamedTuple):
    """The links of a body in order, then its images; and the names of its headings, as links lead to them."""

    references: tuple[Reference, ...] = ()
    anchors: tuple[str, ...] = ()

    @property
    def links(self) -> tuple[Reference, ...]:
        """The references that are links."""
        return tuple(item for item in self.references if not item.is_image)

    @property
    def images(self) -> tuple[Reference, ...]:
        """The references that are images."""
        return tuple(item for item in self.references if item.is_image)


def outline_of(file: PostFile) -> Outline:
    """Read the outline of a post; an empty one of a file that cannot be read."""
    return _outline(body_of(file))


@lru_cache(maxsize=8)
def _outline(body: Body) -> Outline:
    file = body.file
    references = tuple(
        Reference(item.address, address_span(file, item), span_of(file, item.start, item.end), is_image=True)
        if isinstance(item, Image)
        else Reference(
            item.address,
            address_span(file, item),
            span_of(file, item.start, item.end),
            is_image=False,
            text=item.text,
            label=item.label,
        )
        for item in references_of(file)
    )
    return Outline(references=references, anchors=anchors_of(file))


def anchors_of(file: PostFile) -> tuple[str, ...]:
    """The names by which links lead to the headings of a post; the second of one name has `-2` at its end."""
    # Not by `Anchors.give`, which looks for a number that is free: a text may have ten thousand headings of one name.
    times = Counter[str]()
    found: list[str] = []
    for heading in headings_of(file):
        name = name_of(heading.words)
        times[name] += 1
        found.append(f"{name}-{times[name]}" if times[name] > 1 else name)
    return tuple(found)
