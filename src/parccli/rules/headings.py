"""A post's body → its headings, in Markdown or raw HTML, with their level, words and place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli.markdown import Edge, Event, Kind
from parccli.rules.prose import opened
from parccli.rules.tags import Body, Tag, Words, body_of, steps_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parccli.post import PostFile
    from parccli.rules.tags import Step

_NAMES: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Heading(NamedTuple):
    """One heading: `body[start:end]` is the whole line or lines in Markdown, the opening tag in raw HTML."""

    level: int
    words: str
    start: int
    end: int
    is_html: bool

    def written_at(self, level: int) -> str:
        """How the heading would begin at another level."""
        return f"<h{level}>" if self.is_html else "#" * level


def headings_of(file: PostFile) -> Sequence[Heading]:
    """The headings of the body in order."""
    if not (opened(file, Kind.HEADING) or tags_of(file)):
        return ()
    return _headings(body_of(file))


@lru_cache(maxsize=8)
def _headings(body: Body) -> tuple[Heading, ...]:
    return tuple(_read(body))


def _read(body: Body) -> Iterator[Heading]:
    found: Heading | None = None
    words: list[str] = []
    for step in steps_of(body.file):
        if isinstance(step, Event) and step.kind is Kind.HEADING:
            opening = _markdown(step, body.text)
        elif isinstance(step, Tag) and step.name in _NAMES:
            opening = _html(step)
        else:
            if found is not None:
                words.append(_word(step))
            continue
        if found is not None:
            yield found._replace(words="".join(words))
        found, words = opening, []


def _word(step: Step) -> str:
    match step:
        case Words(text=text) | Event(kind=Kind.TEXT | Kind.CODE, text=text):
            return text
        case Event(kind=Kind.SOFT_BREAK | Kind.HARD_BREAK):
            return " "
        case _:
            return ""


def _markdown(event: Event, body: str) -> Heading | None:
    if event.edge is Edge.CLOSES:
        return None
    end = event.start + len(body[event.start : event.end].rstrip())
    return Heading(event.level, "", event.start, end, is_html=False)


def _html(tag: Tag) -> Heading | None:
    return None if tag.closes else Heading(int(tag.name[1]), "", tag.start, tag.end, is_html=True)
