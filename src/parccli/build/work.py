"""The work that an export shares out: reading and drawing posts, and pressing sheets. Any process can do it.

What comes in and goes out can be sent from one process to another; whoever works writes temporary files at most.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b, sha256
from itertools import takewhile
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from parccli import post as posts
from parccli.build import asking
from parccli.build.results import Drawn, Pressed
from parccli.build.rows import Row
from parccli.errors import ParcError
from parccli.exporters import IN_SHEETS, AmendingExporter, Output
from parccli.exporters.feeds.selection import is_subscription
from parccli.findings import Severity
from parccli.folder.files import facts, read_media
from parccli.folder.reading import POST_LIMIT, read_bytes
from parccli.listing import Status, place_of, span_of, status_at
from parccli.post import keeping as keeping_posts
from parccli.render import keeping
from parccli.render.addresses import target_of
from parccli.render.article import Edition, brief_of
from parccli.render.rendering import render
from parccli.rules import Site, rule
from parccli.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping
    from datetime import datetime

    from parccli.build.shelf import Shelf
    from parccli.config import Config
    from parccli.exporters.target import Sheet
    from parccli.findings import Finding
    from parccli.folder.site import SiteFolder
    from parccli.folder.staging import Place, Stager
    from parccli.post import Post, PostFile
    from parccli.render.article import Article, FileFacts, FileLookup, Target

DECISIVE: Final = ("P001", "P003", "P004", "P007", "P008", "P011", "P012", "P013", "P014", "P028")
"""The rules whose errors leave open whether, when or as what a post is public."""
STATUS_UNKNOWN: Final = "P015"
_MAY_LINK: Final = ".md"
"""Where this is, a link to another post is likely: to begin drawing what then has to wait would be done in vain."""
MEDIA: Final = "media"
"""The name, among the targets, of the pictures and documents that articles use."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What whoever works must know: the site, the instant, the targets by name, and where the files are to go.

    Without `writes`, nothing is written. `wanted` are outputs whose bytes are asked for.
    """

    site: SiteFolder
    at: datetime
    place: Place
    drafts: bool = False
    targets: tuple[str, ...] = ()
    templates: Mapping[str, str] = field(default_factory=dict)
    writes: bool = True
    wanted: Container[str] = ()


@dataclass(frozen=True)
class Wanted:
    """The paths whose bytes an export looks at itself: some `paths`, and feeds, in which posts must not come again."""

    paths: frozenset[str]

    def __contains__(self, path: object) -> bool:
        return path in self.paths or (isinstance(path, str) and is_subscription(path))


@dataclass(frozen=True, kw_only=True)
class Worker:
    """One who works on an order. `stager` compares and writes what is made; `shelf` gives articles drawn before.

    `links` are the public posts by path; None while they are not known.
    """

    order: Order
    stager: Stager
    shelf: Shelf
    links: Mapping[str, Target] | None = None

    def draw(self, path: str, stamp: str, old: Row | None) -> Drawn:
        """Read a post and, if it is to be seen, make its article; `old` is its row when it was read last."""
        try:
            data = read_bytes(f"{self.order.site.root}/{path}", path, limit=POST_LIMIT)
            digest = sha256(data).hexdigest()
            if old is not None and old.digest == digest and self.stands(old):
                return Drawn(old._replace(stamp=stamp))
            file = posts.read(Source.decode(path, data))
        except ParcError as error:
            return Drawn(Row(path, stamp), error=error)
        if file.post is None:
            return Drawn(Row(path, stamp, digest))
        shown = shown_at(file.post, self.order.at, self.order.site.config, drafts=self.order.drafts)
        row = self._row(file, shown or file.post, stamp, digest)
        text = keeping_posts.to_text(file.post)
        if shown is None or row.flawed:
            return Drawn(row, text)
        return self._drawn(row, text, shown)

    def press(self, target: str, sheet: Sheet) -> Pressed:
        """Make the files of a sheet; LookupError when an article of it is not kept any more."""
        return self._press(target, sheet, self._articles(sheet))

    def amend(self, target: str, sheet: Sheet, changed: Container[str], standing: Callable[[str], bytes]) -> Pressed:
        """Make the files of a sheet of which only the articles of the keys `changed` have; raises like `press`.

        `standing` gives the file at a path as it is.
        """
        exporter = IN_SHEETS[target]
        part = sheet._replace(briefs=[brief for brief in sheet.briefs if brief.key in changed])
        if not isinstance(exporter, AmendingExporter) or len(part.briefs) == len(sheet.briefs):
            return self.press(target, sheet)
        (output,) = exporter.press(part, replace(self.edition, articles=self._articles(part)))
        try:
            data = exporter.amended(standing(output.path), output.data, sheet)
        except ValueError:
            data = None
        if data is None:
            return self.press(target, sheet)
        return Pressed(target, sheet.name, (self.stager.stage(output._replace(data=data)),))

    def copy(self, path: str, file: FileFacts) -> Pressed:
        """Make the published copy of a picture or document."""
        output = Output(path, read_media(self.order.site, file))
        return Pressed(MEDIA, path, (self.stager.stage(output),))

    @cached_property
    def edition(self) -> Edition:
        """What all sheets have in common."""
        order = self.order
        return Edition(config=order.site.config, at=order.at, articles=(), templates=order.templates)

    @cached_property
    def _look_up(self) -> FileLookup:
        """The site's pictures and documents, each looked at once."""
        return facts(self.order.site.root)

    @cached_property
    def _stamps(self) -> dict[str, str]:
        """What the disk said of each, just before."""
        return {}

    def stands(self, old: Row) -> bool:
        """Whether the article of a post whose file is what it was still is, too."""
        seen = self.order.drafts or old.span.at(self.order.at) is Status.PUBLISHED
        return not seen or bool(
            old.key and asking.still_answered(old.asked, self.order.site.root, self._look_up, self._stamps)
        )

    def _row(self, file: PostFile, post: Post, stamp: str, digest: str) -> Row:
        config = self.order.site.config
        span, target = span_of(post, config.zone), target_of(post, config)
        return Row(
            path=file.path,
            stamp=stamp,
            digest=digest,
            flawed=any(flaws(file, Site(config=config, at=self.order.at))),
            status=span.status,
            begins=span.begins,
            ends=span.ends,
            place=place_of(post, config.zone)[0],
            id=post.id or "",
            slug=post.slug,
            **target._asdict(),
        )

    def _drawn(self, row: Row, text: str, post: Post) -> Drawn:
        if self.links is None and _MAY_LINK in post.body:
            return Drawn(row, text, waits=True)
        config = self.order.site.config
        files = asking.Files(self.order.site.root, self._look_up, self._stamps)
        try:
            article = render(post, config, lookup=files, links=asking.Links(self.links))
            kept = keeping.to_text(article)
            row = _with_article(row, article, kept, asking.to_text(article.linked, files))
            return Drawn(row, text, kept, article.body, tuple(self._singles(row, article)))
        except asking.UnansweredError:
            return Drawn(row, text, waits=True)
        except ParcError as error:
            return Drawn(row, text, error=error)

    def _singles(self, row: Row, article: Article) -> Iterator[Pressed]:
        """The files that tell of one article alone, made while it is at hand."""
        brief = brief_of(article, key=row.key)
        for target in self.order.targets:
            sheets = IN_SHEETS[target].sheets(self.order.site.config, (brief,))
            for sheet in takewhile(lambda sheet: sheet.single, sheets):
                yield self._press(target, sheet, (article,))

    def _articles(self, sheet: Sheet) -> tuple[Article, ...]:
        texts = self.shelf.articles(sheet.briefs, bodies=sheet.bodies)
        zone = self.order.site.config.zone
        return tuple(keeping.from_text(text, body, zone) for text, body in texts)

    def _press(self, target: str, sheet: Sheet, articles: tuple[Article, ...]) -> Pressed:
        outputs = IN_SHEETS[target].press(sheet, replace(self.edition, articles=articles))
        return Pressed(target, sheet.name, tuple(self.stager.stage(Output(*output)) for output in outputs))


def flaws(file: PostFile, site: Site) -> Iterator[Finding]:
    """The errors that leave it open what is to become of a post."""
    for code in (*DECISIVE, STATUS_UNKNOWN):
        yield from (finding for finding in rule(code).run(file, site) if finding.severity is Severity.ERROR)


def shown_at(post: Post, at: datetime, config: Config, *, drafts: bool) -> Post | None:
    """The post if it is to be seen at that instant; with `drafts`, a draft gets for the occasion what it may lack."""
    match status_at(post, at, config.zone):
        case Status.PUBLISHED:
            return post
        case Status.DRAFT if drafts and not post.undecided:
            identity = post.id or uuid5(NAMESPACE_URL, f"parccli:draft:{post.path}").urn
            return replace(post, id=identity, date=post.date or at.astimezone(config.zone).date())
        case _:
            return None


def _with_article(row: Row, article: Article, text: str, asked: str) -> Row:
    """The row with what is to be known of the article, which `text` and its body are kept of."""
    return row._replace(
        key=blake2b(f"{text}\n{article.body}".encode(), digest_size=16).hexdigest(),
        year=article.published.year,
        terms=json.dumps(article.categories, ensure_ascii=False) if article.categories else "",
        asked=asked,
        media=keeping.media_to_text(article.media),
        missing=json.dumps([(path, article.unfit.get(path)) for path in article.missing], ensure_ascii=False)
        if article.missing
        else "",
    )
