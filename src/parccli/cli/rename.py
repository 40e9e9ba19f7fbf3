"""`rename`: a post and a slug in, its file and its slug renamed, the redirect that the site needs out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from parccli.cli.invocation import invocation
from parccli.errors import ParcError, UsageError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import Post, PostFile


def run(
    context: typer.Context,
    post: Annotated[str, typer.Argument(metavar=_("POST"), help=_("Slug, id or path of the post"))],
    slug: Annotated[str, typer.Argument(metavar=_("SLUG"), help=_("Its new slug"))],
) -> None:
    """Give a post another slug and file name; its id stays, so that no feed reader shows it again."""
    from parccli.cli.site import chosen, opened
    from parccli.folder.finding import require_post
    from parccli.folder.lock import locked
    from parccli.folder.reading import read_bytes
    from parccli.folder.saving import rename_post, save_post
    from parccli.post.changes import with_values
    from parccli.post.naming import renamed

    call = invocation(context)
    site = opened(call)
    with locked(site, announce=call.console.say) as hold:
        files, (file,) = chosen(call, site, [post])
        old = require_post(file)
        _refuse_unusable(slug, file, files)
        before, after = file.source, with_values(file, {"slug": slug})
        path = renamed(file.path, old.slug, slug)
        # The name first: after a run that dies in between, the same command finds the post by its slug, and goes on.
        if path != file.path:
            rename_post(hold, file.path, path)
        if before:
            try:
                save_post(hold, path, after.encode(), expect=before.encode())
            except ParcError:
                # On a full disk nothing has changed in the end; where only the last sync failed, all of it has.
                if path != file.path and read_bytes(site.locate(path), path) == before.encode():
                    rename_post(hold, path, file.path)
                raise
    call.console.result(_redirect(old, slug, site.config))
    call.console.say(_("{path}: renamed; its id stays").format(path=path))
    for other in _linking(files, file.path):
        call.console.warn(_("it links to the old file: correct its link"), where=other)
    if old.status == "published":
        call.console.say(_("Give the line above to the site, so that the old address leads to the new one."))


def _redirect(post: Post, slug: str, config: Config) -> str:
    """The line that sends visitors of the old page to the new one, for Apache or WordPress's redirection plug-ins."""
    from urllib.parse import urlsplit

    from parccli.render.addresses import permalink

    return f"Redirect 301 {urlsplit(permalink(post, config)).path} {permalink(replace(post, slug=slug), config)}"


def _refuse_unusable(slug: str, file: PostFile, files: Iterable[PostFile]) -> None:
    from parccli.french.slugs import is_slug, slugify

    if not is_slug(slug) or slugify(slug, keep_underscore=True) != slug:
        hint = _("Write {slug}.").format(slug=slugify(slug))
        raise UsageError(_("“{slug}” is not a slug").format(slug=slug), hint=hint)
    if file.post and file.post.slug == slug:
        raise ParcError(_("“{slug}” is its slug already").format(slug=slug), path=file.path)
    taken = [other.path for other in files if other.post and other.post.slug == slug and other.path != file.path]
    if taken:
        raise ParcError(_("the slug “{slug}” is taken").format(slug=slug), path=taken[0], hint=_("Choose another one."))


def _linking(files: Iterable[PostFile], path: str) -> list[str]:
    name = path.rpartition("/")[2]
    return [file.path for file in files if file.post and name in file.post.body and file.path != path]
