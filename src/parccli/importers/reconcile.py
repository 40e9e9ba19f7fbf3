"""Rows and the posts of the site -> what an import does with each row, and the bytes that it writes: the plan.

Each group of keys (see `fingerprint`) is compared three ways: the source now, the file now, and what was imported.
Only the source changed: `--update` takes it over. Only the file: it stays. Both: a conflict, and nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli import frontmatter
from parccli.errors import ParcError
from parccli.french.slugs import slugify, unique
from parccli.i18n import gettext as _
from parccli.importers.fingerprint import CONTENT, GROUPS, STATUS, from_line, plain_body, to_line
from parccli.importers.identity import reference
from parccli.importers.recognition import Identities
from parccli.importers.standing import Known, standing_of
from parccli.post import FIELDS, Kind, Post, PostFile
from parccli.post.changes import with_body, with_values
from parccli.post.naming import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from parccli.config import Config
    from parccli.frontmatter import Value
    from parccli.importers.intake import Intake, Taken
    from parccli.importers.recognition import Identified
    from parccli.importers.row import Cells, Message, Options, Row
    from parccli.importers.standing import Standing
    from parccli.source import Source


class Action(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"
    CONFLICT = "conflict"


_WHOLES: Final = frozenset({"docx", "html", "mail", "markdown"})
"""The importers of files that are one post each."""


class Outline(NamedTuple):
    """A decision without the post: small, since there may be thousands of them.

    `is_whole` tells that the row is a file, so that its number says nothing.
    """

    number: int
    line: int
    action: Action
    messages: tuple[Message, ...]
    path: str | None
    id: str | None
    title: str
    source: str
    is_whole: bool
    original: Cells | str | None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What an import does with `row`. `data` is what the file at `path` must hold; None: it is not touched.

    `before` is what it holds now; None if there is none.
    """

    row: Row
    action: Action
    messages: tuple[Message, ...]
    path: str | None = None
    id: str | None = None
    data: bytes | None = None
    before: bytes | None = None

    def outline(self) -> Outline:
        """What a report tells of the decision, and of a refused row the row itself."""
        row = self.row
        return Outline(
            number=row.number,
            line=row.line,
            action=self.action,
            messages=self.messages,
            path=self.path,
            id=self.id,
            title=row.post.title if row.post else row.label,
            source=row.source,
            is_whole=row.importer in _WHOLES and (row.number, row.line) == (1, 1),
            original=row.original if self.action is Action.REFUSED else None,
        )


def reconcile(
    intake: Intake,
    files: Iterable[PostFile],
    config: Config,
    options: Options,
    *,
    reread: Callable[[str], PostFile],
) -> Iterator[Decision]:
    """Decide about every row, in order. `files` are all the posts of the site, broken ones too.

    `reread` gives one of them again by its path: only what tells them apart is kept of them.
    """
    known, places = Known(), _Places(config, options)
    for file in files:
        known.add(file)
        places.occupy(file)
    identities = Identities(intake, known)
    for place, taken in enumerate(intake):
        if taken.row.post is None:
            yield _without_post(taken.row)
        else:
            yield _decide(taken, identities.of(place, taken), _Site(places=places, options=options, reread=reread))


class _OccupiedError(ParcError):
    """A file that nobody can read stands where a new one would go, and may be the very same post."""


class _Places:
    """The slugs and paths of the site, those that this import gives included."""

    def __init__(self, config: Config, options: Options) -> None:
        self._config = config
        self._today = options.today
        self._readable: dict[str, bool] = {}
        self._slugs: set[str] = set()

    def occupy(self, file: PostFile) -> None:
        """Take note of a file that is there."""
        self._readable[file.path.casefold()] = file.post is not None
        if file.post:
            self._slugs.add(file.post.slug)

    def take(self, post: Post) -> tuple[str, str]:
        """Give a slug and a path that nothing else has; raises _OccupiedError if an unreadable file stands there."""
        wanted = post.slug or slugify(post.title)
        while True:
            slug = unique(wanted, self._slugs)
            path = path_of(self._config, slug, post.date or self._today)
            self._slugs.add(slug)
            is_readable = self._readable.get(path.casefold())
            if is_readable is None:
                self._readable[path.casefold()] = True
                return slug, path
            if not is_readable:
                message = _("{path} stands there already and cannot be read: mend it, then import again")
                raise _OccupiedError(message.format(path=path), path=path)


@dataclass(frozen=True, kw_only=True)
class _Site:
    """What decisions look at beside the row."""

    places: _Places
    options: Options
    reread: Callable[[str], PostFile]


def _without_post(row: Row) -> Decision:
    return Decision(row=row, action=Action.SKIPPED if row.left_out else Action.REFUSED, messages=row.messages)


def _decide(taken: Taken, found: Identified, site: _Site) -> Decision:
    row = taken.row
    if found.repeats is not None:
        return _repeated(row, found.repeats, word_for_word=found.word_for_word)
    if len(found.files) > 1:
        paths = ", ".join(file.path for file in found.files)
        message = _("several files hold this post, and none was touched: {paths}").format(paths=paths)
        return _conflict(row, found, message)
    try:
        return _compare(taken, found, found.files[0], site) if found.files else _create(taken, found, site.places)
    except ParcError as error:
        told = f"{error.message}. {error.hint}" if error.hint else error.message
        if found.files or isinstance(error, _OccupiedError):
            return _conflict(row, found, told)
        return _without_post(row.refused("value_unreadable", told))


def _repeated(row: Row, number: int, *, word_for_word: bool) -> Decision:
    if word_for_word:
        row = row.noting("row_repeated", _("it repeats row {number}").format(number=number))
        return Decision(row=row, action=Action.SKIPPED, messages=row.messages)
    message = _("row {number} has the same id already: correct one of the two").format(number=number)
    row = row.refused("id_repeated", message)
    return Decision(row=row, action=Action.REFUSED, messages=row.messages)


def _create(taken: Taken, found: Identified, places: _Places) -> Decision:
    row, given = taken.row, taken.row.post or Post()
    slug, path = places.take(given)
    if given.slug and slug != given.slug:
        row = row.noting("slug_taken", _("the slug “{slug}” is taken: {new} it is").format(slug=given.slug, new=slug))
    values = _values(given) | {"id": found.id, "slug": slug, "source": _origin(row, taken.parts)}
    body = plain_body(given.body)
    header = frontmatter.compose({name: value for name, value in values.items() if value})
    data = f"{header}\n{body}\n" if body else header
    return _decision(row, found, Action.CREATED, path, data=data.encode())


def _compare(taken: Taken, found: Identified, there: Standing, site: _Site) -> Decision:
    row, theirs, options = taken.row, dict(taken.parts), site.options
    base, ours = from_line(there.imported), from_line(there.ours) or {}
    if not row.says_status:
        theirs[STATUS] = (base or ours)[STATUS]
    if base is None and ours != theirs:
        message = _("{path} was not imported, and differs: it stays as it is").format(path=there.path)
        return _conflict(row, found, message)
    changed = [group for group in GROUPS if base and theirs[group] not in {base[group], ours[group]}]
    is_stale = options.update and theirs != (base or theirs)
    if not changed and not is_stale:
        return _decision(row, found, Action.UNCHANGED, there.path)
    if row.partial:
        row = row.noting("related", _("the site has this post already: its card changes nothing"))
        return _decision(row, found, Action.SKIPPED, there.path)
    if base and any(ours[group] != base[group] for group in changed):
        message = _("the source has changed, and so has {path} since its import: it stays as it is")
        return _conflict(row, found, message.format(path=there.path))
    if not options.update:
        row = row.noting("source_changed", _("the source has changed: --update takes the changes over"))
        return _decision(row, found, Action.SKIPPED, there.path)
    return _update(row, found, site.reread(there.path), changed, theirs)


def _update(row: Row, found: Identified, file: PostFile, changed: Sequence[str], theirs: dict[str, str]) -> Decision:
    if standing_of(file) != found.files[0] or file.source is None:
        message = _("{path} has changed in the meantime: it stays as it is").format(path=file.path)
        return _conflict(row, found, message)
    after = _updated(file, row, changed, theirs)
    decision = _decision(row, found, Action.UPDATED, file.path)
    return replace(decision, data=after.encode(), before=file.source.encode())


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


def _conflict(row: Row, found: Identified, message: str) -> Decision:
    return _decision(
        row.noting("conflict", message), found, Action.CONFLICT, found.files[0].path if found.files else None
    )


def _decision(row: Row, found: Identified, action: Action, path: str | None, data: bytes | None = None) -> Decision:
    return Decision(row=row, action=action, messages=row.messages, path=path, id=found.id, data=data)
