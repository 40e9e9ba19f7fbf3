"""A post -> what the rules find in it, as far as it stands for as long as what they went by: any process can do it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli import post as posts
from parccli.build import asking, remarks, sheets
from parccli.build.known import Head, KnownFile, digest_of
from parccli.errors import ParcError
from parccli.folder.files import facts
from parccli.folder.names import is_post_name
from parccli.folder.reading import POST_LIMIT, read_bytes
from parccli.folder.stamps import same, stamp_at
from parccli.listing import microseconds, span_of
from parccli.post import keeping
from parccli.rules import RULES, PostRule, Site
from parccli.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from parccli.build.sheets import LayOut
    from parccli.findings import Finding
    from parccli.folder.site import SiteFolder
    from parccli.post import Post, PostFile
    from parccli.render.article import FileFacts, FileLookup
    from parccli.rules import Rule

BY_TEXT: Final = ("L001", "L002", "L003", "L005", "L007", "L008", "L011")
"""The site's rules that take a post's text apart, for its links and pictures: what they find is kept."""
BY_HEAD: Final = ("P012", "P013", "P014", "P019", "P020", "P023", "P024", "P027", "P028", "L009")
"""Those that are run each time: front matter is enough for them, but for a few posts."""

_NEVER: Final = 1 << 62


class Inspected(NamedTuple):
    """A post's head, what the rules `found` in it (see `found_text`), and the `sheet` of that if one was wanted.

    There is no head of a file that cannot be read as a post, nor of one that is `unchanged` but for its `stamp`.
    """

    path: str
    stamp: str = ""
    unchanged: bool = False
    head: Head | None = None
    found: bytes = b""
    sheet: bytes = b""


class Asked(NamedTuple):
    """What the rules `BY_TEXT` asked, what they found, since when and until when it stands, in microseconds.

    `asked` is empty where the findings cannot be kept, as while other posts are not known.
    """

    asked: str
    found: list[Finding]
    since: int
    until: int


@dataclass(frozen=True)
class Inspector:
    """One who runs the rules `codes` over posts of `site`, as of the instant `at`, and lays out what they find."""

    site: SiteFolder
    at: datetime
    codes: frozenset[str]
    lay_out: LayOut | None = None

    def inspect(self, path: str, stamp: str, known: str) -> Inspected:
        """Read and check a post, unless its digest is still the `known` one."""
        try:
            data = read_bytes(f"{self.site.root}/{path}", path, limit=POST_LIMIT)
            digest = digest_of(data)
            if digest == known:
                return Inspected(path, stamp, unchanged=True)
            file = posts.read(Source.decode(path, data))
        except ParcError:
            return Inspected(path)
        if file.post is None:
            return Inspected(path)
        site = Site(config=self.site.config, at=self.at)
        codes = [code for code in self.codes if isinstance(RULES[code], PostRule) and code not in file.post.ignore]
        alone = [finding for code in codes for finding in RULES[code].run(file, site)]
        by_text = self.inspect_text(file, site, None)
        values = json.loads(keeping.to_text(file.post))
        head = Head(path, stamp, digest, values, bool(file.problems), by_text.asked, by_text.since, by_text.until)
        found = found_text(digest, remarks.to_text(alone), remarks.to_text(by_text.found))
        sheet = b""
        if self.lay_out and head.asked:
            drawn = sheets.sheet_of(in_order([*alone, *by_text.found]), file.source, self.lay_out)
            sheet = sheets.to_bytes(drawn, sheets.mark_of(head, (), self.lay_out))
        return Inspected(path, stamp, head=head, found=found, sheet=sheet)

    def inspect_text(self, file: PostFile, site: Site, others: Mapping[str, PostFile] | None) -> Asked:
        """Run the rules `BY_TEXT`, which may ask about the `others`, if these are known."""
        answers = _Posts(others)
        files = _Files(self.site.root, self._look_up, self._stamps)
        within = replace(site, at=self.at, posts=answers, files=_PostFiles(answers), look_up=files)
        codes = [code for code in BY_TEXT if code in self.codes and not (file.post and code in file.post.ignore)]
        try:
            found = [finding for code in codes for finding in RULES[code].run(file, within)]
        except _UnknownError:
            return Asked("", [], 0, 0)
        asked = json.dumps([answers.asked, files.asked]) if answers.is_settled and files.is_settled else ""
        turns = [turn for post in (file.post, *answers.met) if post for turn in self._turns(post)]
        now = microseconds(self.at)
        since = max((turn for turn in turns if turn <= now), default=-_NEVER)
        until = min((turn for turn in turns if turn > now), default=_NEVER)
        return Asked(asked, found, since, until)

    def stands(self, head: Head, others: Mapping[str, PostFile], at: datetime) -> bool:
        """Whether what the rules `BY_TEXT` found in a post is still what they would find."""
        if not head.asked or not head.since <= microseconds(at) < head.until:
            return False
        linked, files = json.loads(head.asked)
        return all(_state(others.get(path)) == state for path, state in linked.items()) and all(
            self._is_still(path, stamp) for path, stamp in files.items()
        )

    def _is_still(self, path: str, stamp: str | None) -> bool:
        if stamp is not None:
            return same(stamp, stamp_at(f"{self.site.root}/{path}"))
        try:
            return self._look_up(path) is None
        except ParcError:
            return False

    def _turns(self, post: Post) -> tuple[int, int]:
        span = span_of(post, self.site.config.zone)
        return span.begins, span.ends

    @cached_property
    def _look_up(self) -> FileLookup:
        return facts(self.site.root)

    @cached_property
    def _stamps(self) -> dict[str, str]:
        return {}


class _UnknownError(Exception):
    """Another post was asked for before it was known."""


class _Posts(Mapping[str, "Post | None"]):
    """The posts of the site by path, which notes what it is asked."""

    def __init__(self, files: Mapping[str, PostFile] | None) -> None:
        self._files = files
        self.asked: dict[str, str | None] = {}
        self.met: list[Post | None] = []
        self.is_settled = True

    def __getitem__(self, path: str) -> Post | None:
        if not is_post_name(path):
            raise KeyError(path)
        if self._files is None:
            raise _UnknownError
        file = self._files.get(path)
        state = self.asked[path] = _state(file)
        self.is_settled &= state != _UNKNOWN
        if file is None:
            raise KeyError(path)
        self.met.append(file.post)
        return file.post

    def file(self, path: str) -> PostFile:
        """The file of a post that was asked for."""
        return (self._files or {})[path]

    def __iter__(self) -> Iterator[str]:
        if self._files is None:
            raise _UnknownError
        self.is_settled = False
        return iter(self._files)

    def __len__(self) -> int:
        return sum(1 for _path in self)


class _PostFiles(Mapping[str, "PostFile"]):
    """The files of the posts: asking for one is asking for its post."""

    def __init__(self, posts: _Posts) -> None:
        self._posts = posts

    def __getitem__(self, path: str) -> PostFile:
        self._posts[path]
        return self._posts.file(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._posts)

    def __len__(self) -> int:
        return len(self._posts)


class _Files(asking.Files):
    """A lookup that notes what it is asked; what a file is like that cannot be looked at is not settled."""

    is_settled = True

    def __call__(self, path: str) -> FileFacts | None:
        """Look a file up, and note it."""
        try:
            return super().__call__(path)
        except ParcError:
            self.is_settled = False
            raise


_UNKNOWN: Final = ""


def _state(file: PostFile | None) -> str | None:
    """What stands for a file that was asked for: None for one that is not there."""
    if file is None:
        return None
    return file.head.digest if isinstance(file, KnownFile) else _UNKNOWN


def found_text(digest: str, alone: str, by_text: str) -> bytes:
    """What is kept of the findings of a file with that digest: those of the post alone, and those `BY_TEXT`."""
    return sheets.pack(f"{digest}\n{alone}\n{by_text}")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one post in the order of its text."""
    return sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code))


def kept_codes(rules: Iterable[Rule]) -> frozenset[str]:
    """Those of `rules` whose findings are kept."""
    return frozenset(rule.code for rule in rules if isinstance(rule, PostRule) or rule.code in BY_TEXT)
