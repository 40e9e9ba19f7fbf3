"""What `export newsletter` chooses: its options and the public posts in, the posts of the digest out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from parccli.build.request import Request
from parccli.build.rows import Row
from parccli.build.run import Run
from parccli.cli.flags import moment_of
from parccli.cli.invocation import Invocation
from parccli.errors import ParcError, UsageError
from parccli.exporters import newsletter
from parccli.exporters.newsletter.pictures import shows
from parccli.folder.comparing import made_in
from parccli.folder.finding import find_post, require_post
from parccli.folder.posts import read_posts
from parccli.folder.site import SiteFolder
from parccli.french.dates import format_date
from parccli.i18n import gettext as _
from parccli.i18n import ngettext
from parccli.listing import Status, status_at
from parccli.moment import Moment, begins
from parccli.post import Post
from parccli.render.article import Article


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The posts named, in the order of the digest, then those that are public since an instant."""

    posts: tuple[str, ...]
    since: Moment | None


def choice_of(
    call: Invocation, site: SiteFolder, request: Request, *, posts: Sequence[str], since: str | None
) -> Choice | None:
    """Read the options; None where no newsletter is to be made. Raises UsageError for options that do not go along."""
    if newsletter.NAME not in request.named:
        if posts or since:
            raise UsageError(
                _("--post and --since choose the posts of a newsletter"),
                hint=_("Name it: {command}").format(command="parccli export newsletter …"),
            )
        return None
    if not (posts or since):
        day = _last(request, request.at.astimezone(site.config.zone).date())
        last = _("The last one is of {day}.").format(day=format_date(day, call.language)) if day else ""
        example = _("Choose them: --since {day}, or --post SLUG, as often as needed.")
        hint = "\n".join(filter(None, (last, example.format(day=day or "2025-09-01"))))
        raise UsageError(_("which posts are for the newsletter?"), hint=hint)
    return Choice(posts=tuple(posts), since=moment_of(since) if since else None)


def digest_of(
    call: Invocation, site: SiteFolder, run: Run, public: Sequence[Row], choice: Choice | None
) -> tuple[Article, ...]:
    """Give the articles of the posts chosen; raises ParcError when one is not public, and when there is none."""
    if choice is None:
        return ()
    rows = {row.path: row for row in public}
    chosen: dict[str, Row] = {}
    files = read_posts(site).files if choice.posts else ()
    for reference in choice.posts:
        post = require_post(find_post(site, files, reference, cwd=call.cwd))
        if post.path not in rows:
            raise ParcError(
                _("it is not public, and a newsletter shows public posts only"),
                path=post.path,
                hint=_hint(call, site, run, post),
            )
        chosen[post.path] = rows[post.path]
    if choice.since:
        start = begins(choice.since, site.config.zone).timestamp()
        chosen = {**chosen, **{path: row for path, row in rows.items() if row.published >= start}}
    if not chosen:
        raise ParcError(
            _("no post is public since then: there is nothing to send"),
            hint=_("“{command}” shows the posts with their dates.").format(command="parccli list"),
        )
    articles = run.articles(list(chosen.values()))
    _warn(call, articles)
    return articles


def tell(call: Invocation, site: SiteFolder, request: Request, articles: Collection[Article]) -> None:
    """Say of which day and of how many posts the digest is that was made, if one was."""
    if articles:
        day = format_date(request.at.astimezone(site.config.zone).date(), call.language)
        count = len(articles)
        message = ngettext("Newsletter of {day}: {count} post", "Newsletter of {day}: {count} posts", count)
        call.console.say(message.format(day=day, count=count))


def _hint(call: Invocation, site: SiteFolder, run: Run, post: Post) -> str | None:
    match status_at(post, run.request.at, site.config.zone):
        case Status.DRAFT:
            return _("Publish it: {command}").format(command=f"parccli publish {post.slug}")
        case Status.SCHEDULED if post.date:
            return _("It is from {day} on.").format(day=format_date(post.date, call.language))
    return None


def _last(request: Request, today: date) -> date | None:
    """The day of the newest digest before today's, among what was exported."""
    days = (_day(path) for path in made_in(request.out).files if newsletter.owns(path))
    return max((day for day in days if day and day < today), default=None)


def _day(path: str) -> date | None:
    """The day of the digest at `path`; a manifest that someone has changed may list anything."""
    try:
        return date.fromisoformat(path.removeprefix(newsletter.FOLDER).partition(".")[0])
    except ValueError:
        return None


def _warn(call: Invocation, articles: Collection[Article]) -> None:
    for article in articles:
        if article.picture and not shows(article.picture):
            call.console.warn(
                _("the picture is left out of the newsletter: mail programs show none without https"),
                where=article.post.path,
                hint=_("“url” and “public_url” in parccli.toml should start with https://."),
            )
