"""A post's body → its links and images, whether Markdown or raw HTML, with the text a reader gets and their places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from parccli.markdown import Edge, Event, Kind
from parccli.rules.prose import opened, span_of
from parccli.rules.tags import Body, Tag, Words, body_of, steps_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parccli.post import PostFile
    from parccli.rules.tags import Step

_Place = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """An image. `alt` is None where raw HTML has none; `caption` is its title; `decorates` tells of a link with words.

    `tag` is that of raw HTML; `body[start:end]` is the whole image.
    """

    address: str
    alt: str | None
    caption: str
    decorates: bool
    start: int
    end: int
    tag: Tag | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link. `text` holds the alternative texts of its `images` too; `label` is its title, or what stands for it.

    `form` is the engine's word for how it is written, or `html`, which has a `tag`.
    """

    address: str
    text: str
    label: str
    images: int
    form: str
    start: int
    end: int
    tag: Tag | None = None


def links_of(file: PostFile) -> tuple[Link, ...]:
    """The links of the body in order."""
    return _references(body_of(file))[0]


def images_of(file: PostFile) -> tuple[Image, ...]:
    """The images of the body in order."""
    return _references(body_of(file))[1]


def references_of(file: PostFile) -> Iterator[Link | Image]:
    """The links of the body, then its images."""
    yield from links_of(file)
    yield from images_of(file)


def address_span(file: PostFile, item: Link | Image) -> _Place:
    """Where the address of `item` is written, if it stands there as it is; else the whole of `item`."""
    body = file.document.body if file.document else ""
    start, end = (item.tag.start, item.tag.end) if item.tag else (item.start, item.end)
    # What ends so refers to a definition elsewhere: the text may look like the address, and is not it.
    refers = body[start:end].endswith("]")
    at = body.rfind(item.address, start, end) if item.address and not refers else -1
    return span_of(file, at, at + len(item.address)) if at >= 0 else span_of(file, start, end)


@lru_cache(maxsize=8)
def _references(body: Body) -> tuple[tuple[Link, ...], tuple[Image, ...]]:
    if not (opened(body.file, Kind.LINK) or opened(body.file, Kind.IMAGE) or tags_of(body.file)):
        return (), ()
    steps = steps_of(body.file)
    links, pictures = list(_pairs(steps, Kind.LINK, "a")), list(_pairs(steps, Kind.IMAGE, ""))
    pictures += [
        (at, at) for at, step in enumerate(steps) if isinstance(step, Tag) and step.name == "img" and not step.closes
    ]
    pictures.sort()
    inside = {link: _inside(link, pictures) for link in links}
    decorating = {picture for link in links if _text(steps, link, inside[link]) for picture in inside[link]}
    return (
        tuple(_link(steps, link, len(inside[link])) for link in links),
        tuple(_image(steps, picture, decorates=picture in decorating) for picture in pictures),
    )


def _inside(outer: _Place, places: Sequence[_Place]) -> Sequence[_Place]:
    """Those of `places`, which are sorted, that stand between the two steps of `outer`."""
    first, last = bisect_right(places, outer), bisect_left(places, (outer[1], 0))
    return [place for place in places[first:last] if place[1] < outer[1]]


def _pairs(steps: Sequence[Step], kind: Kind, name: str) -> Iterator[_Place]:
    """Where each element of this kind, or each `<name href>`, opens and closes."""
    event: int | None = None
    tag: int | None = None
    for at, step in enumerate(steps):
        if isinstance(step, Event) and step.kind is kind:
            if step.edge is Edge.OPENS and event is None:
                event = at
            elif event is not None and step.start == steps[event].start and step.edge is Edge.CLOSES:
                yield event, at
                event = None
        elif isinstance(step, Tag) and step.name == name:
            if step.closes and tag is not None:
                yield tag, at
            tag = at if not step.closes and "href" in step.attributes else None


def _link(steps: Sequence[Step], place: _Place, images: int) -> Link:
    opening, closing = steps[place[0]], steps[place[1]]
    tag = opening if isinstance(opening, Tag) else None
    given = tag.attributes if tag else {}
    return Link(
        address=given.get("href", "").strip() if tag else getattr(opening, "destination", ""),
        text=_text(steps, place),
        label=given.get("aria-label") or given.get("title", "") if tag else getattr(opening, "title", ""),
        images=images,
        form="html" if tag else getattr(opening, "link", ""),
        start=opening.start,
        end=closing.end,
        tag=tag,
    )


def _image(steps: Sequence[Step], place: _Place, *, decorates: bool) -> Image:
    step = steps[place[0]]
    tag = step if isinstance(step, Tag) else None
    given = tag.attributes if tag else {}
    return Image(
        address=given.get("src", "").strip() if tag else getattr(step, "destination", ""),
        alt=given.get("alt") if tag else _text(steps, place),
        caption=given.get("title", "") if tag else getattr(step, "title", ""),
        decorates=decorates,
        start=step.start,
        end=step.end,
        tag=tag,
    )


def _text(steps: Sequence[Step], place: _Place, leave_out: Iterable[_Place] = ()) -> str:
    """What is read between two steps, with white space as it shows."""
    silent = {at for first, last in leave_out for at in range(first, last + 1)}
    inside = range(place[0] + 1, place[1])
    return " ".join("".join(_word(steps[at]) for at in inside if at not in silent).split())


def _word(step: Step) -> str:
    match step:
        case Words(text=text) | Event(kind=Kind.TEXT | Kind.CODE, text=text):
            return text
        case Event(kind=Kind.SOFT_BREAK | Kind.HARD_BREAK):
            return " "
        case Tag(name="img", attributes=attributes):
            return attributes.get("alt", "")
        case _:
            return ""
