"""A paragraph that is only bold stands for a heading.

It looks like a heading, and is none for a screen reader, which passes from heading to heading (RGAA 4.1, criterion
9.1). A sentence in bold, with its full stop, is not reported; `<p><b>…</b></p>` is.

    **Un chantier sans coupure**
    ## Un chantier sans coupure

Fix: none, since the level is the author's to choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.markdown import Edge, Event, Kind
from parccli.rules.prose import opened, span_of
from parccli.rules.rule import PostRule, Rule
from parccli.rules.tags import Tag, Words, steps_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parccli.config import Config
    from parccli.post import PostFile
    from parccli.rules.tags import Step

_CONTAINERS: Final = frozenset({Kind.LIST, Kind.BLOCK_QUOTE, Kind.FOOTNOTE_DEFINITION})
_HTML_CONTAINERS: Final = frozenset({"aside", "blockquote", "figure", "li", "table"})
_BOLD: Final = frozenset({"b", "strong"})
_LONGEST: Final = 100


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report short paragraphs in bold, without a full stop, that another block follows."""
    # Most posts have none that begins in bold.
    first = {event.start for event in opened(file, Kind.PARAGRAPH)}
    bold = any(event.start in first for event in opened(file, Kind.STRONG))
    if not bold and _BOLD.isdisjoint(tag.name for tag in tags_of(file)):
        return
    for inside in _paragraphs(steps_of(file)):
        if _is_a_heading(inside):
            if isinstance(inside[0], Tag):
                message = _("a paragraph in bold stands for a heading (RGAA 9.1): make it <h2> and leave <{name}> out")
                text = message.format(name=inside[0].name)
            else:
                text = _("a paragraph in bold stands for a heading (RGAA 9.1): begin it with “##” and no asterisks")
            yield rule.finding(file, span_of(file, inside[0].start, inside[-1].end), text)


def _paragraphs(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    """What each paragraph of the text itself holds, in Markdown or raw HTML; not of lists and quotations, nor the last.

    A picture's caption and the like are none of the text itself.
    """
    last = next((at for at in reversed(range(len(steps))) if _shows(steps[at])), -1)
    depth = begins = 0
    for at, step in enumerate(steps):
        if isinstance(step, Event) and step.kind in _CONTAINERS:
            depth += 1 if step.edge is Edge.OPENS else -1
        elif isinstance(step, Tag) and step.name in _HTML_CONTAINERS:
            depth = max(0, depth + (-1 if step.closes else 1))
        elif (edge := _edge(step)) is Edge.OPENS:
            begins = at + 1
        elif edge is Edge.CLOSES and begins and depth == 0 and at < last:
            yield _without_blanks(steps[begins:at])
            begins = 0


def _edge(step: Step) -> Edge | None:
    """Which end of a paragraph it is, if it is one."""
    if isinstance(step, Event):
        return step.edge if step.kind is Kind.PARAGRAPH else None
    if isinstance(step, Tag) and step.name == "p":
        return Edge.CLOSES if step.closes else Edge.OPENS
    return None


def _shows(step: Step) -> bool:
    """Whether it is something that may follow a heading."""
    if isinstance(step, Event):
        return step.kind is not Kind.HTML_BLOCK
    return isinstance(step, Words) and bool(step.text.strip())


def _without_blanks(inside: Sequence[Step]) -> Sequence[Step]:
    shown = [at for at, step in enumerate(inside) if not (isinstance(step, Words) and not step.text.strip())]
    return inside[shown[0] : shown[-1] + 1] if shown else ()


def _is_a_heading(inside: Sequence[Step]) -> bool:
    match inside:
        case [Event(kind=Kind.STRONG) as first, *_, Event(edge=Edge.CLOSES) as last]:
            whole = first.end == last.end
        case [Tag(name=name, closes=False), *between, Tag(name=other, closes=True)] if name == other and name in _BOLD:
            whole = all(not (isinstance(step, Tag) and step.name == name) for step in between)
        case _:
            return False
    text = "".join(step.text for step in inside if isinstance(step, Event | Words)).strip()
    return whole and 0 < len(text) <= _LONGEST and text[-1] not in ".!…,;:»"


RULE = PostRule("M103", "heading_bold", Severity.WARNING, check, page=__doc__)
