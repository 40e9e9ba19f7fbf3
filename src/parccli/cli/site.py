"""The site that a command works on: opened from where the person stands, its warnings told, its posts read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from parccli.errors import UsageError
from parccli.findings import Severity
from parccli.folder.names import composed
from parccli.folder.site import find_root, open_site
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from parccli.cli.invocation import Invocation
    from parccli.folder.posts import Posts
    from parccli.folder.site import SiteFolder
    from parccli.folder.walking import Walk
    from parccli.post import PostFile


def opened(call: Invocation) -> SiteFolder:
    """Open the site around the folder of `call`, and tell the warnings of its settings; UsageError if there is none."""
    site = open_site(find_root(call.directory))
    for warning in site.warnings:
        call.console.warn(warning.message, where=warning.where, hint=warning.hint)
    return site


def read(call: Invocation, site: SiteFolder, *, bodies: bool = True, walked: Walk | None = None) -> list[PostFile]:
    """Read every post, with its body or without, and name those that cannot be read on standard error.

    Without bodies, `walked` is what posts/ was seen to hold.
    """
    from parccli.folder.posts import read_posts

    files, notices = read_posts(site) if bodies else _heads(site, walked)
    for file in files:
        if file.error:
            call.console.warn(file.error.message, where=file.error.where, hint=file.error.hint)
    for notice in notices:
        call.console.detail(f"{notice.path}: {notice.message}")
    return list(files)


def _heads(site: SiteFolder, walked: Walk | None) -> Posts:
    # The cache is a database, and slow to import.
    from parccli.build.heads import read_heads

    return read_heads(site, walked)


def found(call: Invocation, site: SiteFolder, reference: str) -> PostFile:
    """Find one post by its slug, id or path; it may be one that cannot be read."""
    from parccli.folder.finding import find_post
    from parccli.folder.posts import read_posts

    return find_post(site, read_posts(site).files, reference, cwd=call.cwd)


def chosen(call: Invocation, site: SiteFolder, references: Iterable[str]) -> tuple[list[PostFile], list[PostFile]]:
    """All posts, and those of them that `references` name, each once."""
    from parccli.folder.finding import find_post
    from parccli.folder.posts import read_posts

    files = list(read_posts(site).files)
    wanted = [find_post(site, files, reference, cwd=call.cwd) for reference in references]
    return files, list({file.path: file for file in wanted}.values())


def surveyed(
    call: Invocation,
    site: SiteFolder,
    paths: Sequence[Path],
    read_all: Callable[[SiteFolder], Posts] | None = None,
) -> tuple[list[PostFile], list[PostFile]]:
    """All posts, and those at or below `paths`, which start from the working directory; without paths, all again.

    Where paths are named, of the other posts no more is read than has changed, until it is asked for. A slug or an id
    will do for a path. What was left out of posts/ is named on standard error. Raises UsageError for a path where there
    is no post.
    """
    from parccli.build.lazily import read_lazily, whole
    from parccli.folder.posts import read_posts

    files, notices = (read_lazily if paths else read_all or read_posts)(site)
    for notice in notices:
        if notice.severity is Severity.WARNING:
            call.console.warn(notice.message, where=notice.path)
        else:
            call.console.detail(f"{notice.path}: {notice.message}")
    if not paths:
        return list(files), list(files)
    # A disk that tells é from e with an accent may have a file of each.
    by_name: dict[str, list[PostFile]] = {}
    for file in files:
        by_name.setdefault(composed(file.path), []).append(file)
    wanted = {file.path for path in paths for file in _below(site, by_name, path, call.cwd)}
    everyone = [whole(file) if file.path in wanted else file for file in files]
    return everyone, [file for file in everyone if file.path in wanted]


def _below(site: SiteFolder, files: Mapping[str, Sequence[PostFile]], path: Path, cwd: Path) -> list[PostFile]:
    typed = Path(os.path.normpath(cwd / path))
    # The site may be reached by another name than its real one.
    names = {composed(site.relative(place)) for place in (typed, Path(os.path.realpath(typed)))}
    # pre-commit names thousands of posts: only a folder is looked for among all of them.
    held = [name for name in names if name in files] or [name for name in files if _is_below(name, names)]
    if held:
        return [file for name in held for file in files[name]]
    # What every other command takes for a post.
    everyone = (file for some in files.values() for file in some)
    if called := [file for file in everyone if file.post and str(path) in {file.post.slug, file.post.id}]:
        return called
    if not typed.exists():
        raise UsageError(_("there is no such file or folder"), path=str(path), hint=_("Paths start where you are."))
    raise UsageError(_("there is no post of this site"), path=str(path), hint=_("Posts are the *.md files in posts/."))


def _is_below(name: str, folders: Iterable[str]) -> bool:
    return any(folder == "." or name.startswith(f"{folder}/") for folder in folders)
