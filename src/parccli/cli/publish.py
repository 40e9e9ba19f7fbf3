"""`publish` and `unpublish`: posts in, the lines of their status (and date) changed and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from parccli.cli.invocation import Invocation, invocation
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder
    from parccli.frontmatter import Value
    from parccli.post import Post, PostFile

Posts = Annotated[list[str], typer.Argument(metavar=_("POST"), help=_("Slugs, ids or paths of posts"))]


def publish(
    context: typer.Context,
    posts: Posts,
    *,
    at: Annotated[
        str | None, typer.Option(metavar=_("DATETIME"), help=_("Give the posts this date, or date and time"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Publish in spite of errors"))] = False,
) -> None:
    """Make posts public from their date on; nothing is written while one of them has errors."""
    from parccli.cli.checked import refuse_errors
    from parccli.cli.flags import moment_of
    from parccli.cli.site import opened
    from parccli.folder.lock import locked
    from parccli.listing import Status, status_at

    call = invocation(context)
    site = opened(call)
    now = call.now()
    when = moment_of(at) if at else None
    today = now.astimezone(site.config.zone).date()

    def values(file: PostFile, post: Post) -> Mapping[str, Value]:
        # A value that cannot be read is hers to mend, and the check below says so: it is not replaced by a guess.
        faulty = {problem.key for problem in file.problems} - {"status"} - ({"date"} if when else set())
        wanted: dict[str, Value] = {
            "id": post.id or call.new_id(),
            "date": when or post.date or today,
            "status": "published",
        }
        return {key: value for key, value in wanted.items() if key not in faulty and value != getattr(post, key)}

    with locked(site, announce=call.console.say) as hold:
        files, changes = _changed(call, site, posts, values)
        if not force:
            refuse_errors(call, site, [after for _before, after in changes], files)
        _save(hold, changes)
    for _before, after in changes:
        later = after.post is not None and status_at(after.post, now, site.config.zone) is Status.SCHEDULED
        text = _("{path}: scheduled, public from its date on") if later else _("{path}: public at the next export")
        call.console.say(text.format(path=after.path))


def unpublish(context: typer.Context, posts: Posts) -> None:
    """Make posts drafts again: the next export takes them off the site."""
    from parccli.cli.site import opened
    from parccli.folder.lock import locked

    call = invocation(context)
    site = opened(call)
    with locked(site, announce=call.console.say) as hold:
        _files, changes = _changed(call, site, posts, lambda _file, _post: {"status": "draft"})
        _save(hold, changes)
    for _before, after in changes:
        call.console.say(_("{path}: a draft again; the next export takes it off the site").format(path=after.path))


def _changed(
    call: Invocation, site: SiteFolder, references: list[str], values: Callable[[PostFile, Post], Mapping[str, Value]]
) -> tuple[list[PostFile], list[tuple[PostFile, PostFile]]]:
    """All posts, and those that `references` name, each as it was and as it will be."""
    from parccli.cli.site import chosen
    from parccli.folder.finding import require_post
    from parccli.post import read
    from parccli.post.changes import with_values

    files, wanted = chosen(call, site, references)
    return files, [(file, read(with_values(file, values(file, require_post(file))))) for file in wanted]


def _save(hold: Hold, changes: list[tuple[PostFile, PostFile]]) -> None:
    from parccli.folder.saving import save_post

    for before, after in changes:
        if before.source and after.source:
            save_post(hold, after.path, after.source.encode(), expect=before.source.encode())
