"""Rows and the posts of the site -> what an import does with each row, and the bytes that it writes: the plan.

Each group of keys (see `fingerprint`) is compared three ways: the source now, the file now, and what was imported.
Only the source changed: `--update` takes it over. Only the file: it stays. Both: a conflict, and nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from parccli import frontmatter
from parccli.errors import ParcError
from parccli.french.slugs import slugify, unique
from parccli.i18n import gettext as _
from parccli.importers.fingerprint import CONTENT, GROUPS, STATUS, fingerprints, from_line, plain_body, to_line
from parccli.importers.identity import identify, reference
from parccli.post import FIELDS, Kind, Post, PostFile
from parccli.post.changes import with_body, with_values
from parccli.post.naming import path_of
from parccli.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from parccli.config import Config
    from parccli.frontmatter import Value
    from parccli.importers.identity import Identified
    from parccli.importers.row import Message, Options, Row


class Action(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What an import does with `row`. `data` is what the file at `path` must hold; None: it is not touched."""

    row: Row
    action: Action
    messages: tuple[Message, ...]
    path: str | None = None
    id: str | None = None
    data: bytes | None = None


def reconcile(
    rows: Iterable[Row],
    files: Sequence[PostFile],
    config: Config,
    options: Options,
    *,
    track: Callable[[Sequence[Row]], Iterable[Row]] = iter,
) -> list[Decision]:
    """Decide about every row, in order. `files` are all the posts of the site, broken ones too.

    `track` may watch the rows go by: it gives back what it gets, one by one.
    """
    checked = [_checked(row, options) for row in rows]
    named = iter(identify([row for row in checked if row.post], files))
    places = _Places(files, config, options)
    return [_decide(next(named), places, options) if row.post else _without_post(row) for row in track(checked)]


class _OccupiedError(ParcError):
    """A file that nobody can read stands where a new one would go, and may be the very same post."""


class _Places:
    """The slugs and paths of the site, those that this import gives included."""

    def __init__(self, files: Iterable[PostFile], config: Config, options: Options) -> None:
        self.config = config
        self.today = options.today
        self.files = {file.path.casefold(): file for file in files}
        self.taken = {file.post.slug for file in files if file.post}

    def take(self, post: Post) -> tuple[str, str]:
        """Give a slug and a path that nothing else has; raises _OccupiedError if an unreadable file stands there."""
        wanted = post.slug or slugify(post.title)
        while True:
            slug = unique(wanted, self.taken)
            path = path_of(self.config, slug, post.date or self.today)
            self.taken.add(slug)
            there = self.files.setdefault(path.casefold(), PostFile(path=path, post=post))
            if there.post is post:
                return slug, path
            if there.post is None:
                message = _("{path} stands there already and cannot be read: mend it, then import again")
                raise _OccupiedError(message.format(path=path), path=path)


def _checked(row: Row, options: Options) -> Row:
    post = row.post
    if post is None:
        return row
    if not post.title.strip():
        return row.refused("title_missing", _("the title is missing"))
    if options.status:
        row = replace(row, post=replace(post, status=options.status), says_status=True)
    if post.date is None and (row.post or post).status == "published":
        return row.refused("date_missing", _("the date is missing, and a published post needs one"))
    return (
        row
        if post.date
        else row.noting("date_missing", _("the date is missing: the post cannot be published until it has one"))
    )


def _without_post(row: Row) -> Decision:
    return Decision(row=row, action=Action.SKIPPED if row.left_out else Action.REFUSED, messages=row.messages)


def _decide(found: Identified, places: _Places, options: Options) -> Decision:
    if found.repeats:
        return _repeated(found.row, found.repeats)
    if len(found.files) > 1:
        paths = ", ".join(file.path for file in found.files)
        return _conflict(found, _("several files hold this post, and none was touched: {paths}").format(paths=paths))
    try:
        return _compare(found, found.files[0], options) if found.files else _create(found, places)
    except ParcError as error:
        told = f"{error.message}. {error.hint}" if error.hint else error.message
        if found.files or isinstance(error, _OccupiedError):
            return _conflict(found, told)
        return _without_post(found.row.refused("value_unreadable", told))


def _repeated(row: Row, first: Row) -> Decision:
    if row.partial or (row.post and first.post and fingerprints(row.post) == fingerprints(first.post)):
        row = row.noting("row_repeated", _("it repeats row {number}").format(number=first.number))
        return Decision(row=row, action=Action.SKIPPED, messages=row.messages)
    message = _("row {number} has the same id already: correct one of the two").format(number=first.number)
    row = row.refused("id_repeated", message)
    return Decision(row=row, action=Action.REFUSED, messages=row.messages)


def _create(found: Identified, places: _Places) -> Decision:
    row = found.row
    given = row.post or Post()
    slug, path = places.take(given)
    if given.slug and slug != given.slug:
        row = row.noting("slug_taken", _("the slug “{slug}” is taken: {new} it is").format(slug=given.slug, new=slug))
    post = replace(given, id=found.id, slug=slug, source=_origin(row, fingerprints(given)))
    body = plain_body(post.body)
    empty = replace(_empty(), source=Source(path, f"{_EMPTY_HEADER}\n{body}\n" if body else _EMPTY_HEADER))
    source = frontmatter.assign(empty, {name: value for name, value in _values(post).items() if value})
    return _decision(found, row, Action.CREATED, path, source.encode())


_EMPTY_HEADER: Final = "---\n---\n"


@cache
def _empty() -> frontmatter.Document:
    """The header that new posts start from: of a thousand rows, it is parsed once."""
    return frontmatter.parse(Source("", _EMPTY_HEADER))


def _compare(found: Identified, file: PostFile, options: Options) -> Decision:
    row, old, new = found.row, file.post or Post(), found.row.post or Post()
    base, ours, theirs = from_line(old.source.get("fingerprint", "")), fingerprints(old), fingerprints(new)
    if not row.says_status:
        theirs[STATUS] = (base or ours)[STATUS]
    if base is None and ours != theirs:
        return _conflict(found, _("{path} was not imported, and differs: it stays as it is").format(path=file.path))
    taken = [group for group in GROUPS if base and theirs[group] not in {base[group], ours[group]}]
    is_stale = options.update and theirs != (base or theirs)
    if not taken and not is_stale:
        return _decision(found, row, Action.UNCHANGED, file.path)
    if row.partial:
        row = row.noting("related", _("the site has this post already: its card changes nothing"))
        return _decision(found, row, Action.SKIPPED, file.path)
    if base and any(ours[group] != base[group] for group in taken):
        message = _("the source has changed, and so has {path} since its import: it stays as it is")
        return _conflict(found, message.format(path=file.path))
    if not options.update:
        row = row.noting("source_changed", _("the source has changed: --update takes the changes over"))
        return _decision(found, row, Action.SKIPPED, file.path)
    return _decision(found, row, Action.UPDATED, file.path, _updated(file, row, taken, theirs).encode())


def _updated(file: PostFile, row: Row, taken: Sequence[str], theirs: dict[str, str]) -> Source:
    """Patch the file: only the keys that differ, the fingerprint, and the body if it is one of them."""
    old, new = file.post or Post(), row.post or Post()
    before, after = _values(old), _values(new)
    names = [name for group in taken for name in GROUPS[group] if name != "body" and before[name] != after[name]]
    source = with_values(file, {name: after[name] for name in names} | {"source": _origin(row, theirs)})
    body = plain_body(new.body)
    has_new_body = CONTENT in taken and body != plain_body(old.body)
    return with_body(source, f"{body}\n" if body else "") if has_new_body else source


def _values(post: Post) -> dict[str, Value]:
    """The values of a post as front matter writes them, in the order of the table; empty for what is absent."""
    return {field.name: getattr(post, field.name) or _EMPTY.get(field.kind, "") for field in FIELDS}


_EMPTY: Final[dict[Kind, Value]] = {Kind.LIST: (), Kind.MAPPING: {}}


def _origin(row: Row, parts: dict[str, str]) -> dict[str, str]:
    return {"type": row.importer, "ref": reference(row), "fingerprint": to_line(parts)}


def _conflict(found: Identified, message: str) -> Decision:
    row = found.row.noting("conflict", message)
    return _decision(found, row, Action.CONFLICT, found.files[0].path if found.files else None)


def _decision(found: Identified, row: Row, action: Action, path: str | None, data: bytes | None = None) -> Decision:
    return Decision(row=row, action=action, messages=row.messages, path=path, id=found.id, data=data)
