"""What a target of `export` is, and what it gives: files of public/ as bytes, which it never writes itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from parccli.french.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from parccli.config import Config
    from parccli.render.article import Brief, Edition, Term


class Output(NamedTuple):
    """One file of public/: its path there with `/`, its bytes, and the post it comes from, if it is one post's."""

    path: str
    data: bytes
    source: str | None = None
    id: str | None = None


class Sheet(NamedTuple):
    """Files of public/ that a target makes together, from the articles of `briefs` and from `details` alone.

    The same name, details and articles under the same settings and templates give the same files, so that they need
    not be made again. `single`: they tell of one article, whatever the others are. Without `bodies`, they show none of
    the articles' bodies, which need not be there.
    """

    name: str
    briefs: Sequence[Brief] = ()
    details: tuple[str | int | None, ...] = ()
    single: bool = False
    bodies: bool = True


@runtime_checkable
class Exporter(Protocol):
    """A target of `export`: a module, or any object, with these names."""

    @property
    def NAME(self) -> str:  # noqa: N802 -- a module's constant
        """The word on the command line."""

    @property
    def SUMMARY(self) -> str:  # noqa: N802
        """What it writes, in English, marked for the catalogue."""

    @property
    def DEFAULT(self) -> bool:  # noqa: N802
        """Whether `export` without a target makes it."""

    def export(self, edition: Edition) -> Iterator[Output]:
        """Yield the files; the same edition gives the same bytes in the same order."""

    def owns(self, path: str) -> bool:
        """Tell whether this target makes the file at `path` below public/, now or for other posts than today's."""


def lasts(target: Exporter) -> bool:
    """Tell whether what a target made stays for good, as a letter that was sent: by `LASTING`, which few have."""
    return bool(getattr(target, "LASTING", False))


@runtime_checkable
class SheetExporter(Exporter, Protocol):
    """A target that says beforehand what each of its files is made of: only what has changed is then made again."""

    def sheets(self, config: Config, briefs: Sequence[Brief]) -> Iterator[Sheet]:
        """Yield what there is to make of the articles of `briefs`, newest first: single sheets come before others."""

    def press(self, sheet: Sheet, edition: Edition) -> Iterator[Output]:
        """Make the files of one sheet from an edition of its articles alone."""


@runtime_checkable
class AmendingExporter(SheetExporter, Protocol):
    """A target that can put articles that have changed into a file as it stands, where that is a long one."""

    def amended(self, before: bytes, part: bytes, sheet: Sheet) -> bytes | None:
        """The one file of a sheet, `part` being what `press` makes of those of its articles that have changed alone.

        None, or a ValueError, where it has to be pressed of all.
        """


def in_sheets(
    sheets: Callable[[Config, Sequence[Brief]], Iterator[Sheet]],
    press: Callable[[Sheet, Edition], Iterator[Output]],
    edition: Edition,
) -> Iterator[Output]:
    """Make all files of an edition, sheet by sheet: the `export` of such a target."""
    briefs = edition.briefs
    articles = {brief.key: article for brief, article in zip(briefs, edition.articles, strict=True)}
    for sheet in sheets(edition.config, briefs):
        part = tuple(articles[brief.key] for brief in sheet.briefs)
        yield from press(sheet, replace(edition, articles=part))


def by_category(config: Config, briefs: Sequence[Brief]) -> Iterator[tuple[Term, Sequence[Brief]]]:
    """Yield each category with its articles: the site's own in their order, then any others that posts have."""
    from parccli.render.article import Term  # noqa: PLC0415 -- an export that changes nothing comes this far only

    own = dict.fromkeys(map(slugify, config.categories))
    names = {slugify(name): name for name in reversed(config.categories)}
    members: dict[str, list[Brief]] = {slug: [] for slug in own}
    for brief in briefs:
        for term in brief.terms:
            members.setdefault(term.slug, []).append(brief)
            names.setdefault(term.slug, term.name)
    for slug in (*own, *sorted(members.keys() - own.keys())):
        yield Term(names[slug], slug), members[slug]
