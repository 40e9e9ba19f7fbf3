"""A post without an id of its own, or with a wrong one -> the fix that writes the right one."""

from __future__ import annotations

from os.path import commonprefix
from typing import TYPE_CHECKING

from parccli.errors import ParcError
from parccli.findings import Fix, Safety
from parccli.i18n import gettext as _
from parccli.post.changes import with_values
from parccli.rules.fidelity import keeps_its_sense
from parccli.source import Edit

if TYPE_CHECKING:
    from parccli.post import PostFile
    from parccli.rules.rule import Site


def id_fix(file: PostFile, site: Site, safety: Safety) -> Fix | None:
    """Write a new id, where the site has any to give and the front matter can take it."""
    if site.new_id is None:
        return None
    return written(file, site.new_id(), safety, _("write a new id"))


def written(file: PostFile, post_id: str, safety: Safety, title: str) -> Fix | None:
    """Write `post_id`, where the front matter can take it."""
    if file.document is None:
        return None
    try:
        after = with_values(file, {"id": post_id})
    except ParcError:
        return None
    edit = _difference(file.document.source.text, after.text, header_end=file.document.header_end)
    if keeps_its_sense(file.document, [edit]) is None:
        return None
    return Fix(safety=safety, title=title, edits=(edit,))


def _difference(before: str, after: str, *, header_end: int) -> Edit:
    """The one edit, of the front matter, that makes `after` of `before`."""
    old, new = before[:header_end], after[: header_end + len(after) - len(before)]
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return Edit(start=start, end=len(old) - end, text=new[start : len(new) - end])


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return len(commonprefix((one, other)))  # noqa: RUF071 -- characters are meant, not parts of a path
