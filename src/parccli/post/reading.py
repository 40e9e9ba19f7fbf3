"""A file's source -> PostFile: the post, its document and every problem met; one bad key never hides the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from parccli import frontmatter
from parccli.findings import Severity
from parccli.french.slugs import slugify
from parccli.i18n import gettext as _
from parccli.post.fields import FATEFUL, Field, Kind, canonical_key, field_named, nearest_key
from parccli.post.model import Post
from parccli.post.problems import Problem
from parccli.post.values import FieldError, read_text, read_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from parccli.errors import ParcError
    from parccli.frontmatter import Document, Entry, Node
    from parccli.source import Source

_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_DATE_PREFIX = re.compile(r"^\d{4}-\d{2}-\d{2}-(?=.)")


@dataclass(frozen=True, kw_only=True)
class PostFile:
    """A file of posts/ as read. `error` is set, and the others are not, when it cannot be read as a post at all."""

    path: str
    source: Source | None = None
    document: Document | None = None
    post: Post | None = None
    problems: tuple[Problem, ...] = ()
    error: ParcError | None = None

    @property
    def is_broken(self) -> bool:
        """Whether nobody can tell if this post should be public: an export must not go on as if it were not there."""
        return self.post is None or self.post.undecided

    def entry(self, name: str) -> Entry | None:
        """Find where the canonical key `name` is written, under whichever of its names."""
        entries = self.document.entries if self.document else ()
        return next((entry for entry in entries if canonical_key(entry.key) == name), None)


def read(source: Source) -> PostFile:
    """Read one post; what is wrong with it comes back as `error` or `problems`, nothing is raised."""
    try:
        document = frontmatter.parse(source)
    except frontmatter.FrontMatterError as error:
        return PostFile(path=source.path, source=source, error=error)
    groups, problems = _group(document.entries)
    values: dict[str, Any] = {}
    for name, entries in groups.items():
        value, faults = _read_field(field_named(name), entries, source)
        problems += faults
        if value is not None:
            values[name] = value
    if "slug" not in values:
        values["slug"] = slug_of_path(source.path)
    undecided = _is_undecided(values.get("status"), problems)
    post = Post(**values, body=document.body, path=source.path, undecided=undecided)
    return PostFile(path=source.path, source=source, document=document, post=post, problems=tuple(problems))


def _is_undecided(status: str | None, problems: Iterable[Problem]) -> bool:
    # A word that is no status decides: the post is not public. Two that disagree, or a list, decide nothing.
    faults = {problem.key for problem in problems if problem.key in FATEFUL and problem.name != "status_unknown"}
    return "status" in faults or (status == "published" and bool(faults))


def slug_of_path(path: str) -> str:
    """The slug that a file's name gives: its name without date and extension."""
    stem = PurePosixPath(path).stem
    return slugify(_DATE_PREFIX.sub("", stem), keep_underscore=True)


def from_values(values: Mapping[str, object]) -> tuple[Post, list[tuple[str, FieldError]], list[str]]:
    """Read a row of a table or an object of JSON, under any known name of each key.

    Returns the post (its slug empty when none is given), the faults with the keys as written, and the keys that
    nobody knows. Empty values count as absent.
    """
    read_so_far: dict[str, Any] = {}
    faults: list[tuple[str, FieldError]] = []
    unknown: list[str] = []
    for key, raw in values.items():
        name = canonical_key(key)
        if name is None:
            unknown.append(key)
            continue
        try:
            value = _from_object(name, key, raw)
        except FieldError as fault:
            faults.append((key, fault))
            continue
        if value is not None and read_so_far.setdefault(name, value) != value:
            message = _("“{key}” and another column both give “{name}”, and disagree").format(key=key, name=name)
            faults.append((key, FieldError(message, rule="keys_disagree")))
    return Post(**read_so_far), faults, unknown


def _from_object(name: str, key: str, raw: object) -> Any:  # noqa: ANN401 -- one type a kind
    if raw is None or raw in ("", []):
        return None
    if name == "body":
        return str(raw)
    kind = field_named(name).kind
    if kind is Kind.MAPPING:
        return {str(part): str(value) for part, value in raw.items()} if isinstance(raw, dict) else None
    if kind is Kind.LIST and isinstance(raw, list):
        return tuple(read_text(str(item)) for item in raw if str(item).strip())
    if isinstance(raw, (list, dict)):
        raise FieldError(_("“{key}” should be a single text").format(key=key), rule="value_kind")
    text = str(raw).lower() if isinstance(raw, bool) else str(raw)
    return read_value(kind, key, text) if text.strip() else None


def _group(entries: Iterable[Entry]) -> tuple[dict[str, list[Entry]], list[Problem]]:
    groups: dict[str, list[Entry]] = {}
    problems: list[Problem] = []
    for entry in entries:
        name = canonical_key(entry.key)
        if name is None or name == "body":
            nearest = nearest_key(entry.key) if name is None else None
            message = _("unknown key “{key}”").format(key=entry.key)
            if nearest:
                message = _("unknown key “{key}”: did you mean “{nearest}”?").format(key=entry.key, nearest=nearest)
            problems.append(
                Problem(
                    name="key_unknown", message=message, start=entry.start, end=entry.end, severity=Severity.WARNING
                )
            )
        else:
            groups.setdefault(name, []).append(entry)
    return groups, problems


def _read_field(field: Field, entries: Sequence[Entry], source: Source) -> tuple[Any, list[Problem]]:
    problems: list[Problem] = []
    read_values: list[tuple[Entry, Any]] = []
    for entry in entries:
        try:
            value = _from_node(field, entry)
        except FieldError as fault:
            node = entry.node
            start, end = (node.start, node.end) if node.end > node.start else (entry.start, entry.end)
            problems.append(Problem(name=fault.rule, message=fault.message, start=start, end=end, key=field.name))
            continue
        if value is not None:
            read_values.append((entry, value))
        if field.kind is Kind.TEXT and (cut := _cut_by_comment(entry, source)):
            problems.append(cut)
    if any(value != read_values[0][1] for _entry, value in read_values):
        entry = read_values[-1][0]
        message = _("“{first}” and “{second}” are the same key and disagree: keep one").format(
            first=read_values[0][0].key, second=entry.key
        )
        problems.append(
            Problem(name="keys_disagree", message=message, start=entry.start, end=entry.end, key=field.name)
        )
        return None, problems
    return (read_values[0][1] if read_values else None), problems


def _from_node(field: Field, entry: Entry) -> Any:  # noqa: ANN401 -- one type a kind
    match entry.node:
        case frontmatter.Scalar(value=None):
            return None
        case frontmatter.Scalar(value=str(text)) if field.kind is not Kind.MAPPING:
            return read_value(field.kind, entry.key, text) if text.strip() or field.kind is Kind.STATUS else None
        case frontmatter.Items(items=items) if field.kind is Kind.LIST:
            return tuple(read_text(text) for text in (_item_text(item, entry.key) for item in items) if text)
        case frontmatter.Pairs(pairs=pairs) if field.kind is Kind.MAPPING:
            return {key.value or "": frontmatter.text_of(node) or "" for key, node in pairs}
    expected = {Kind.MAPPING: _("a mapping"), Kind.LIST: _("a list of texts")}.get(field.kind, _("a single text"))
    message = _("“{key}” should be {expected}").format(key=entry.key, expected=expected)
    raise FieldError(message, rule="value_kind")


def _item_text(item: Node, key: str) -> str | None:
    if isinstance(item, frontmatter.Scalar):
        return item.value
    raise FieldError(_("“{key}” should be a list of texts").format(key=key), rule="value_kind")


def _cut_by_comment(entry: Entry, source: Source) -> Problem | None:
    node = entry.node
    if not (isinstance(node, frontmatter.Scalar) and node.plain and node.value):
        return None
    rest = _COMMENT.match(source.text, node.end)
    if rest is None:
        return None
    message = _("YAML takes “{rest}” for a comment, so the text ends before it: put the whole text between quotes")
    return Problem(
        name="text_cut",
        message=message.format(rest=rest[0].strip()),
        start=node.end,
        end=rest.end(),
        key=entry.key,
        severity=Severity.WARNING,
    )


def unread(path: str, error: ParcError) -> PostFile:
    """A file whose very bytes cannot be read as text."""
    return PostFile(path=path, error=error)
