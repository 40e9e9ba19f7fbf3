"""`validate --fix`: posts and their check -> the posts with fixes made, to be written, or shown as a unified diff."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from parccli import post
from parccli.cli.gathering import gathered
from parccli.cli.site import surveyed
from parccli.findings import Finding
from parccli.folder.lock import locked
from parccli.folder.saving import PostWrite, save_posts
from parccli.i18n import gettext as _
from parccli.i18n import ngettext
from parccli.post import PostFile
from parccli.rules import Site
from parccli.rules.fixing import fix
from parccli.source import Source

if TYPE_CHECKING:
    from parccli.cli.invocation import Invocation
    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder

Check = Callable[[Sequence[PostFile], Site], Iterable[Finding]]

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, kw_only=True)
class Mended:
    """A post as it was and as it is now, and how many fixes make the difference."""

    before: Source
    after: PostFile
    fixes: int


def mend(
    call: Invocation, site: SiteFolder, paths: Sequence[Path], check: Check, *, unsafe: bool, write: bool
) -> tuple[list[PostFile], list[PostFile], list[Mended]]:
    """Read all posts and those of `paths`, and fix the latter; what is written is read under the lock.

    Returns both lists as they are afterwards, and what changed.
    """
    with locked(site, announce=call.console.say) if write else nullcontext() as hold:
        everyone, wanted = surveyed(call, site, paths)
        known = known_of(call, site, everyone)
        shown = call.console.progress(wanted, total=len(wanted), label=_("Fixing"))
        changes = list(mended(shown, lambda file: check([file], known), unsafe=unsafe))
        if hold is not None:
            _save(hold, changes)
    return _with_changes(everyone, changes), _with_changes(wanted, changes), changes


def known_of(call: Invocation, site: SiteFolder, files: Sequence[PostFile]) -> Site:
    """What the checks may know, fresh ids included."""
    return replace(gathered(call, site, files), new_id=call.new_id)


def mended(
    files: Iterable[PostFile], check: Callable[[PostFile], Iterable[Finding]], *, unsafe: bool
) -> Iterator[Mended]:
    """Fix each post; those that stay as they are are left out."""
    for file in files:
        if file.source is not None:
            source, number = fix(file.source, lambda source: check(post.read(source)), unsafe=unsafe)
            if number:
                yield Mended(before=file.source, after=post.read(source), fixes=number)


def _with_changes(files: Sequence[PostFile], changes: Iterable[Mended]) -> list[PostFile]:
    """The posts as they are now."""
    new = {change.after.path: change.after for change in changes}
    return [new.get(file.path, file) for file in files]


def diff_text(changes: Iterable[Mended]) -> str:
    """What `patch -p1` and `git apply` take; lines end where editors end them."""
    return "".join(line for change in changes for line in _diff(change))


def fixes_made(changes: Sequence[Mended], *, written: bool) -> str | None:
    """How many fixes were made, or would be, in how many posts; None if none."""
    if not changes:
        return None
    number = sum(change.fixes for change in changes)
    if written:
        text = ngettext("{count} fix made in {posts}", "{count} fixes made in {posts}", number)
    else:
        text = ngettext("{count} fix to make in {posts}", "{count} fixes to make in {posts}", number)
    posts = ngettext("{count} post", "{count} posts", len(changes)).format(count=len(changes))
    return text.format(count=number, posts=posts)


def fixes_left(number: int) -> str | None:
    """How many findings `--fix` would mend; None if it would none."""
    text = ngettext("“--fix” mends {count} of them", "“--fix” mends {count} of them", number)
    return text.format(count=number) if number else None


def _save(hold: Hold, changes: Iterable[Mended]) -> None:
    writes = (
        PostWrite(path=change.after.path, data=change.after.source.encode(), expect=change.before.encode())
        for change in changes
        if change.after.source is not None
    )
    save_posts(hold, writes)


def _diff(change: Mended) -> Iterator[str]:
    if change.after.source is None:
        return
    path = change.after.path
    before, after = (_LINE.findall(source.encode().decode()) for source in (change.before, change.after.source))
    for line in unified_diff(before, after, f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
