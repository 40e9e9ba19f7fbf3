"""Posts at hand -> what an export makes of them, in memory and all at once: for a preview, and for a look at it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parccli.build.work import DECISIVE, STATUS_UNKNOWN, shown_at
from parccli.exporters import Output
from parccli.findings import Severity
from parccli.folder.comparing import made_in
from parccli.folder.files import facts, read_media
from parccli.folder.templates import read_templates
from parccli.listing import newest_first
from parccli.render.addresses import target_of
from parccli.render.article import Edition
from parccli.render.rendering import render
from parccli.rules import rule, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from parccli.build.request import Request
    from parccli.findings import Finding
    from parccli.folder.site import SiteFolder
    from parccli.post import PostFile
    from parccli.render.article import Article, FileLookup
    from parccli.rules import Site


def standing_against(files: Sequence[PostFile], site: SiteFolder, at: datetime) -> list[Finding]:
    """Errors in what decides a post's fate, for posts that are or may be public: an export must not go on with them.

    A draft that shares the id of a public post counts; of two public posts with one slug, only the later does. A
    status that is not known decides that a post is not public, but not that one which was public may leave.
    """
    if not files:
        return []
    were_public = {entry.source for entry in made_in(site.output).files.values() if entry.id}
    surveyed = survey(files, site.config, at)
    public = survey([file for file in files if may_be_public(file)], site.config, at)
    found: list[Finding] = []
    for file in files:
        known = replace(surveyed, slugs=public.slugs)
        for code in (*DECISIVE, STATUS_UNKNOWN):
            if file.path in were_public if code == STATUS_UNKNOWN else _concerns(code, file, known):
                found += [finding for finding in rule(code).run(file, known) if finding.severity is Severity.ERROR]
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
    config, at = site.config, request.at
    posts = [
        post for file in files if file.post for post in [shown_at(file.post, at, config, drafts=request.drafts)] if post
    ]
    links = {post.path: target_of(post, config) for post in posts}
    lookup = lookup or facts(site.root)
    return Edition(
        config=config,
        at=at,
        articles=tuple(draw(post, config, lookup=lookup, links=links) for post in newest_first(posts, config.zone)),
        templates=read_templates(site),
    )


def outputs_of(site: SiteFolder, made: Edition, request: Request) -> Iterator[Output]:
    """Make the files of an edition, and the pictures and documents that its articles use."""
    for target in request.chosen:
        for output in target.export(made):
            yield Output(*output)
    media = {path: file for article in made.articles for path, file in article.media.items()}
    for path, file in sorted(media.items()):
        yield Output(path, read_media(site, file))


def may_be_public(file: PostFile) -> bool:
    """Whether the post is to be public, now or later, or nobody can tell."""
    return file.is_broken or (file.post is not None and file.post.status == "published")


def _concerns(code: str, file: PostFile, site: Site) -> bool:
    if file.post is not None and code == "P012":
        return may_be_public(file) and site.slugs.get(file.post.slug, (file.path,))[0] != file.path
    if file.post is not None and code == "P014":
        return True
    return may_be_public(file)
