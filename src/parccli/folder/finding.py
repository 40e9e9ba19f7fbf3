"""What a person typed for a post, a slug, an id or a path -> the file meant, or an error that says what is near."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError, UsageError
from parccli.folder.names import composed
from parccli.i18n import gettext as _
from parccli.post.reading import slug_of_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parccli.folder.site import SiteFolder
    from parccli.post import Post, PostFile

_FEW: Final = 5
"""As many slugs as a person reads through."""


def find_post(site: SiteFolder, files: Sequence[PostFile], reference: str, *, cwd: Path) -> PostFile:
    """Find the one file that `reference` names: its id, its slug, or its path from `cwd`, the site or posts/.

    A UsageError when there is none, a ParcError when there are several. The file may be a broken one.
    """
    wanted = composed(reference.strip())
    for matches in (_by_id(files, wanted), _by_slug(files, wanted), _by_path(site, files, wanted, cwd)):
        found = list(matches)
        if len(found) > 1:
            raise ParcError(
                _("“{reference}” names several posts: {paths}").format(
                    reference=reference, paths=", ".join(file.path for file in found)
                ),
                hint=_("Give the path of the one you mean."),
            )
        if found:
            return found[0]
    raise UsageError(_("no post is called “{reference}”").format(reference=reference), hint=_hint(files, wanted))


def require_post(file: PostFile) -> Post:
    """The post of a file named on the command line; a UsageError when it cannot be read."""
    if file.post is not None:
        return file.post
    error = file.error or ParcError(_("it cannot be read"), path=file.path)
    raise UsageError(
        error.message, hint=error.hint, path=error.path or file.path, line=error.line, column=error.column
    ) from error


def _by_id(files: Iterable[PostFile], wanted: str) -> Iterable[PostFile]:
    return (file for file in files if file.post is not None and file.post.id == wanted)


def _by_slug(files: Iterable[PostFile], wanted: str) -> Iterable[PostFile]:
    return (file for file in files if _slug(file) == wanted)


def _by_path(site: SiteFolder, files: Iterable[PostFile], wanted: str, cwd: Path) -> Iterable[PostFile]:
    if not wanted.lower().endswith(".md"):
        return []
    typed = Path(os.path.normpath(cwd / wanted))
    # The folder may be known by another name than its real one.
    real = Path(os.path.realpath(typed.parent)) / typed.name
    exact = [composed(site.relative(real)), composed(site.relative(typed))]
    found = [file for file in files if composed(file.path) in exact]
    ending = "/" + wanted.replace("\\", "/").removeprefix("./")
    return found or [file for file in files if f"/{composed(file.path)}".endswith(ending)]


def _slug(file: PostFile) -> str:
    return file.post.slug if file.post is not None else slug_of_path(file.path)


def _hint(files: Iterable[PostFile], wanted: str) -> str:
    near = _near(slug_of_path(wanted), sorted({_slug(file) for file in files}))
    if len(near) == 1:
        return _("Did you mean “{nearest}”?").format(nearest=near[0])
    if near:
        return _("Did you mean one of these? {slugs}").format(slugs=", ".join(near))
    return _("“parccli list” shows the posts; give a slug, an id or a path.")


def _near(wanted: str, slugs: Sequence[str]) -> list[str]:
    """Slugs that begin or go on as typed, if they are few, else the one that most resembles it."""
    for matches in (lambda slug: slug.startswith(wanted), lambda slug: f"-{wanted}" in slug):
        begun = [slug for slug in slugs if wanted and matches(slug)]
        if 0 < len(begun) <= _FEW:
            return begun
    return get_close_matches(wanted, slugs, n=1)
