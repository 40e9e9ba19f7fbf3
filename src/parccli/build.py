"""What an export makes: what stands against it, the posts it shows, the files, and what changes for the public."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from parccli.errors import ParcError
from parccli.exporters import Output, lasts
from parccli.exporters.feeds.standing import identities, renewed
from parccli.exporters.limits import check_size, oversize
from parccli.findings import Severity
from parccli.folder.comparing import made_in
from parccli.folder.files import facts, read_media
from parccli.folder.injecting import Injection, read_pages
from parccli.folder.outputs import plan, write_outputs
from parccli.folder.templates import read_templates
from parccli.i18n import gettext as _
from parccli.listing import Status, newest_first, status_at
from parccli.render.addresses import target_of
from parccli.render.article import Edition
from parccli.render.rendering import render
from parccli.rules import RULES, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from parccli.exporters import Exporter
    from parccli.findings import Finding
    from parccli.folder.comparing import Changes
    from parccli.folder.injecting import Filled
    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder
    from parccli.post import Post, PostFile
    from parccli.render.article import Article, FileLookup
    from parccli.rules import Site

DECISIVE: Final = ("P001", "P003", "P004", "P007", "P008", "P011", "P012", "P013", "P014")
"""The rules whose errors leave open whether, when or as what a post is public."""
_STATUS_UNKNOWN: Final = "P015"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to export, to the folder `out`, as of the instant `at`: by the `named` of all `targets`, or the usual ones.

    With `drafts`, drafts are shown there too. `again` are the targets that are made only when asked for, and whose
    files stand in the folder from an export before: they would go on showing what is public no longer.
    """

    at: datetime
    out: Path
    targets: Mapping[str, Exporter]
    named: tuple[str, ...] = ()
    drafts: bool = False
    force: bool = False
    again: frozenset[str] = frozenset()

    @property
    def chosen(self) -> list[Exporter]:
        """The targets named; without any, those that are made by default, or again."""
        if self.named:
            return [target for name, target in self.targets.items() if name in self.named]
        return [target for name, target in self.targets.items() if target.DEFAULT or name in self.again]

    def over(self, standing: Iterable[str]) -> Request:
        """The same request, to a folder where earlier exports made the files at the paths `standing`."""
        paths = tuple(standing)
        asked = {name: target for name, target in self.targets.items() if not (target.DEFAULT or lasts(target))}
        return replace(self, again=frozenset(name for name, target in asked.items() if any(map(target.owns, paths))))

    def owns(self, path: str) -> bool:
        """Whether a file made before is this export's to remove: not if a target makes it that this export leaves out.

        Pictures and documents belong to all targets together. What lasts is never removed.
        """
        if any(lasts(target) and target.owns(path) for target in self.targets.values()):
            return False
        if self.named:
            return any(target.owns(path) for target in self.chosen)
        return not any(target.owns(path) for target in self.targets.values() if target not in self.chosen)


@dataclass(frozen=True, kw_only=True)
class Export:
    """What an export changes in its folder, and for the public: ids of posts, sorted, and what to warn of.

    `names` gives the path of each post, as it is or as it was last, by its id.
    """

    changes: Changes
    appearing: tuple[str, ...]
    disappearing: tuple[str, ...]
    unread_again: tuple[str, ...]
    names: Mapping[str, str]
    warnings: tuple[ParcError, ...] = ()


def standing_against(files: Sequence[PostFile], site: SiteFolder, at: datetime) -> list[Finding]:
    """Errors in what decides a post's fate, for posts that are or may be public: an export must not go on with them.

    A draft that shares the id of a public post counts; of two public posts with one slug, only the later does. A
    status that is not known decides that a post is not public, but not that one which was public may leave.
    """
    were_public = {entry.source for entry in made_in(site.output).files.values() if entry.id}
    surveyed = survey(files, site.config, at)
    public = survey([file for file in files if _may_be_public(file)], site.config, at)
    found: list[Finding] = []
    for file in files:
        known = replace(surveyed, slugs=public.slugs)
        for code in (*DECISIVE, _STATUS_UNKNOWN):
            if file.path in were_public if code == _STATUS_UNKNOWN else _concerns(code, file, known):
                found += [finding for finding in RULES[code].run(file, known) if finding.severity is Severity.ERROR]
    return found


def edition(
    site: SiteFolder,
    files: Iterable[PostFile],
    request: Request,
    *,
    draw: Callable[..., Article] = render,
    lookup: FileLookup | None = None,
) -> Edition:
    """Render the posts that are public at the request's instant, newest first.

    `draw` and `lookup` do what `render` and `facts` do, and may remember what they did.
    """
    posts = [post for file in files if file.post for post in [_shown(file.post, site, request)] if post]
    links = {post.path: target_of(post, site.config) for post in posts}
    lookup = lookup or facts(site.root)
    return Edition(
        config=site.config,
        at=request.at,
        articles=tuple(
            draw(post, site.config, lookup=lookup, links=links) for post in newest_first(posts, site.config.zone)
        ),
        templates=read_templates(site),
    )


def planned(site: SiteFolder, made: Edition, request: Request) -> Export:
    """Tell what `carry_out` would do, and do none of it."""
    request = request.over(made_in(request.out).files)
    watch, injection = _Watch(request), _injection(site, request)
    outputs = injection.over(watch.over(outputs_of(site, made, request)))
    changes = plan(site, request.out, outputs, owns=request.owns)
    return watch.export(changes, injection.plan(), made)


def carry_out(hold: Hold, made: Edition, request: Request) -> Export:
    """Bring the output folder to hold the edition; a ParcError, before anything has changed, when that cannot be."""
    request = request.over(made_in(request.out).files)
    watch, injection = _Watch(request), _injection(hold.site, request)
    outputs = injection.over(watch.over(outputs_of(hold.site, made, request)))
    changes = write_outputs(hold, request.out, outputs, owns=request.owns, force=request.force)
    return watch.export(changes, injection.write(hold), made)


def outputs_of(site: SiteFolder, made: Edition, request: Request) -> Iterator[Output]:
    """Make the files of an edition, and the pictures and documents that its articles use."""
    for target in request.chosen:
        for output in target.export(made):
            yield Output(*output)
    media = {path: file for article in made.articles for path, file in article.media.items()}
    for path, file in sorted(media.items()):
        yield Output(path, read_media(site, file))


def _may_be_public(file: PostFile) -> bool:
    return file.is_broken or (file.post is not None and file.post.status == "published")


def _concerns(code: str, file: PostFile, site: Site) -> bool:
    if file.post is not None and code == "P012":
        return _may_be_public(file) and site.slugs.get(file.post.slug, (file.path,))[0] != file.path
    if file.post is not None and code == "P014":
        return True
    return _may_be_public(file)


def _shown(post: Post, site: SiteFolder, request: Request) -> Post | None:
    """The post if it is to be seen; a draft that is asked for gets for the occasion what it may lack."""
    match status_at(post, request.at, site.config.zone):
        case Status.PUBLISHED:
            return post
        case Status.DRAFT if request.drafts and not post.undecided:
            identity = post.id or uuid5(NAMESPACE_URL, f"parccli:draft:{post.path}").urn
            return replace(post, id=identity, date=post.date or request.at.astimezone(site.config.zone).date())
        case _:
            return None


def _injection(site: SiteFolder, request: Request) -> Injection:
    """The pages of the site show what public/ does, and only that: never an export to a folder of its own."""
    if request.drafts or request.out.resolve() != site.output.resolve():
        return Injection()
    return read_pages(site, request.owns)


def _missing(made: Edition) -> Iterator[ParcError]:
    for article in made.articles:
        for path in article.missing:
            message = _("{file} is not there, or may not be published: it is left out").format(file=path)
            yield ParcError(message, path=article.post.path)


class _Watch:
    """Looks at the outputs as they pass, and at what stood in the folder before them."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.before = made_in(request.out).files
        # Now: once the export is written, the feeds on the disk are its own.
        self.public_before = self._public_before()
        self.unread: set[str] = set()
        self.warnings: list[ParcError] = []

    def over(self, outputs: Iterable[Output]) -> Iterator[Output]:
        for output in outputs:
            judgement = check_size(output.path, output.data)
            if judgement is Severity.ERROR and not self.request.force:
                raise oversize(output.path, output.data)
            if judgement is not None:
                self.warnings.append(oversize(output.path, output.data))
            if output.path in self.before:
                self.unread |= renewed(output.path, self._stood(output.path), output.data)
            yield output

    def export(self, changes: Changes, filled: Filled, made: Edition) -> Export:
        ids = {article.id for article in made.articles}
        return Export(
            changes=replace(
                changes,
                change=tuple(sorted([*changes.change, *filled.change])),
                unchanged=changes.unchanged + filled.unchanged,
            ),
            appearing=tuple(sorted(ids - self.public_before)),
            disappearing=tuple(sorted(self.public_before - ids)),
            unread_again=tuple(sorted(self.unread)),
            names={entry.id: entry.source or entry.id for entry in self.before.values() if entry.id}
            | {article.id: article.post.path for article in made.articles},
            warnings=(
                *self.warnings,
                *_missing(made),
                *filled.warnings,
                *([changes.warning] if changes.warning else []),
            ),
        )

    def _public_before(self) -> set[str]:
        """The ids of the posts that were public: those of the files made for one post each, else those in feeds."""
        listed = {entry.id for entry in self.before.values() if entry.id}
        return listed or {post for path in self.before for post in identities(path, self._stood(path))}

    def _stood(self, path: str) -> bytes:
        try:
            return (self.request.out / path).read_bytes()
        except OSError:
            return b""
