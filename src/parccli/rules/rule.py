"""What a rule is, and what it may look at besides the post: values only, gathered by the caller."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from parccli.findings import Finding, Fix, Severity, locate
from parccli.source import Source

if TYPE_CHECKING:
    from datetime import datetime

    from parccli.config import Config
    from parccli.post import Post, PostFile
    from parccli.render.article import FileLookup
    from parccli.rules.outline import Outline

_FIRST_LINE = (0, 3)


class Shown(Protocol):
    """A post as the last export shows it: when it says that the post changed last, and the content in HTML."""

    @property
    def updated(self) -> datetime: ...  # noqa: D102
    @property
    def content(self) -> str: ...  # noqa: D102


def _outline_of(file: PostFile) -> Outline:
    # Most rules that an export goes by ask for none, and it is slow to import.
    from parccli.rules.outline import outline_of  # noqa: PLC0415

    return outline_of(file)


def _nothing(_path: str, _post_id: str) -> Shown | None:
    return None


@dataclass(frozen=True, kw_only=True)
class LastExport:
    """The ids under which the last export published its posts, by the path of the file and by the slug.

    `shown` gives what it shows of the post at a path, under its id, if the post was touched since.
    """

    by_path: Mapping[str, str] = field(default_factory=dict)
    by_slug: Mapping[str, str] = field(default_factory=dict)
    shown: Callable[[str, str], Shown | None] = _nothing

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that it published."""
        return frozenset(self.by_path.values())


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an address outside the site said: a status of HTTP, or None and the reason why there was no answer."""

    status: int | None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Site:
    """What is known of the whole site: its settings, the instant of the check, and who else has an id or a slug.

    `ids`, `slugs` and `titles` (folded) map each to the paths of the posts that have it; `posts` has every file by
    path, with None for one that cannot be read. `look_up` knows the site's pictures and documents, `last` the last
    export, `answers` what the addresses outside said: checks that need what was not gathered find nothing. `new_id`
    gives a fresh id to the fixes that need one, which are not offered without it. `outline` tells of the body of one
    of `files`, which are by path too, what rules of the site go by: a caller that remembers it spares reading the body.
    """

    config: Config
    at: datetime
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    slugs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    posts: Mapping[str, Post | None] = field(default_factory=dict)
    look_up: FileLookup | None = None
    last: LastExport | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    new_id: Callable[[], str] | None = None
    files: Mapping[str, PostFile] = field(default_factory=dict)
    outline: Callable[[PostFile], Outline] = _outline_of


PostCheck = Callable[["Rule", "PostFile", "Config"], Iterable[Finding]]
SiteCheck = Callable[["Rule", "PostFile", Site], Iterable[Finding]]


@dataclass(frozen=True)
class Rule(ABC):
    """A stable `code`, the `name` of the fault and how much it matters; a PostRule or a SiteRule has the check.

    `page` is the docstring of the rule's module, in English: its paragraphs are messages of the catalogue.
    """

    code: str
    name: str
    severity: Severity
    page: str = field(kw_only=True)

    @abstractmethod
    def run(self, file: PostFile, site: Site) -> Iterable[Finding]:
        """Check one post."""

    def finding(
        self,
        file: PostFile,
        span: tuple[int, int] | None,
        message: str,
        *,
        severity: Severity | None = None,
        fix: Fix | None = None,
    ) -> Finding:
        """A finding of this rule at the offsets `span` of the post's source; None points at its first line."""
        start, end = span or _FIRST_LINE
        source = file.source or Source(file.path, "---")
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            path=file.path,
            message=message,
            fix=fix,
            **locate(source, start, end),
        )


@dataclass(frozen=True)
class PostRule(Rule):
    """A rule that goes by the post's path and text and by the settings, and by nothing else in the world.

    As long as those are the same, and so are the language of the interface and the version, so are its findings:
    they can be kept.
    """

    check: PostCheck

    def run(self, file: PostFile, site: Site) -> Iterable[Finding]:
        """Check one post."""
        return self.check(self, file, site.config)


@dataclass(frozen=True)
class SiteRule(Rule):
    """A rule that asks for more than the post itself: other posts, files, the last export, the instant.

    It sees of a body what `site.outline` tells, so that it need not be read again when only the site has changed.
    """

    check: SiteCheck

    def run(self, file: PostFile, site: Site) -> Iterable[Finding]:
        """Check one post."""
        return self.check(self, file, site)


def value_span(file: PostFile, key: str) -> tuple[int, int] | None:
    """Where the value of the canonical `key` stands; its key where the value is empty, None where neither is."""
    entry = file.entry(key)
    if entry is None:
        return None
    node = entry.node
    return (node.start, node.end) if node.end > node.start else (entry.start, entry.end)


def reported(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """The problems of the rule's name that were met while the post was read."""
    for problem in file.problems:
        if problem.name == rule.name:
            span = (problem.start, problem.end)
            yield rule.finding(file, span, problem.message, severity=problem.severity, fix=problem.fix)
