"""A check of all posts: what was found before, and still stands, is not looked for again; long work is shared out.

The findings are those that `rules.check_posts` gives, in the same order.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Final, Self

from parccli.build import remarks, sheets
from parccli.build.hands import FEW, Hands, Job
from parccli.build.inspecting import Inspector, found_text, in_order, kept_codes
from parccli.build.kept import FOUND, SHEETS, Kept
from parccli.build.known import KnownFile, Texts
from parccli.build.version import version_of
from parccli.folder import names
from parccli.folder.cache import Cache
from parccli.folder.posts import Posts, read_post, read_source
from parccli.folder.stamps import same
from parccli.folder.walking import walk
from parccli.post import PostFile, keeping
from parccli.rules import RULES, chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from types import TracebackType

    from parccli.build.inspecting import Inspected
    from parccli.build.known import Head
    from parccli.build.sheets import LayOut, Sheet
    from parccli.findings import Finding
    from parccli.folder.site import SiteFolder
    from parccli.rules import Rule, Site
    from parccli.source import Source

_PUT_AT_ONCE: Final = 200
_MANY: Final = 200  # posts whose findings are in memory at a time


class Check:
    """One check by `rules`, of those that come with parccli, as of the instant `at`.

    Where it will be asked for the `sheets` of the findings, it has to know how these are laid out.
    """

    def __init__(
        self,
        site: SiteFolder,
        rules: Sequence[Rule],
        *,
        at: datetime,
        lay_out: LayOut | None = None,
        processes: int = 1,
    ) -> None:
        usual = kept_codes(chosen(RULES.values(), site.config))
        self._site = replace(site, warnings=())
        self._processes = processes
        self._codes = kept_codes(rules)
        self._live_codes = {rule.code for rule in rules} - self._codes
        # Kept are the findings of the rules that the settings choose: a wider choice does without them, and what a
        # narrower one finds tells nothing of the other rules.
        self._cached = self._codes <= usual
        self._cache = Cache.of(site.state, version_of(site.config))
        self._past = Kept(self._cache, takes=self._codes == usual)
        self._lay_out = lay_out
        arguments = (self._site, at, self._codes, lay_out)
        self._inspector = Inspector(*arguments)
        self._hands = Hands(Inspector, arguments, processes=processes)
        self._heads: dict[str, Head] = {}
        self._stack = ExitStack()
        self._read = lru_cache(maxsize=4)(lambda path: read_post(site, path))

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            if self._cached:
                stack.enter_context(self._cache)
            stack.enter_context(self._hands)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return self._stack.__exit__(kind, error, trace)

    def read(self, tick: Callable[[int, int], None] = lambda _done, _all: None) -> Posts:
        """Find what has to be known of every post; those that can be read have a `post` without its body."""
        walked = walk(self._site.root, stamped=True)
        kept = self._past.heads()
        jobs = []
        for path in walked.paths:
            head, stamp = kept.get(path), walked.stamps[path]
            if head is not None and same(head.stamp, stamp):
                self._heads[path] = head
            else:
                jobs.append(Job("inspect", (path, stamp, head.digest if head else "")))
        self._inspect(jobs, kept, tick)
        self._past.put_heads(self._heads, kept)
        files = [self._file(path) for path in walked.paths]
        files += [PostFile(path=fault.path or "", error=fault) for fault in walked.faults]
        return Posts(tuple(sorted(files, key=lambda file: names.order(file.path))), walked.notices)

    def findings(self, files: Iterable[PostFile], known: Site, everyone: Iterable[PostFile]) -> Iterator[Finding]:
        """Yield what is found in `files`, post by post, in the order of the text; `known` tells of `everyone`."""
        whole = self._whole(known, everyone)
        for some in _few(files):
            texts = self._past.texts(FOUND, (file.path for file in some))
            for file in some:
                yield from in_order([*self._kept(file, texts.get(file.path), whole), *self._live(file, known)])
        self._write_down_again(whole)

    def sheets(self, files: Iterable[PostFile], known: Site, everyone: Iterable[PostFile]) -> Iterator[Sheet]:
        """Yield the same laid out, for each post in which something is found."""
        whole = self._whole(known, everyone)
        for some in _few(files):
            live = {file.path: list(self._live(file, known)) for file in some}
            there = self._still_there(some, live, whole)
            texts = self._past.texts(FOUND, (file.path for file in some if file.path not in there))
            for file in some:
                sheet = there.get(file.path)
                if sheet is None:
                    sheet = self._drawn(file, texts.get(file.path), live[file.path], whole)
                if sheet.text:
                    yield sheet
        self._write_down_again(whole)

    def _whole(self, known: Site, everyone: Iterable[PostFile]) -> _Whole:
        inspector = Inspector(self._site, known.at, self._codes)
        others = {file.path: file for file in everyone}
        return _Whole(inspector, known, others, before=dict(self._heads), sources=Texts(others.values()))

    def _write_down_again(self, whole: _Whole) -> None:
        """Keep what had to be found or laid out anew, now that all posts are known."""
        if self._past.takes:
            self._past.put(SHEETS, whole.drawn)
            if self._past.put(FOUND, whole.fresh):
                self._past.put_heads(self._heads, whole.before)

    def _still_there(
        self, files: Sequence[PostFile], live: Mapping[str, Sequence[Finding]], whole: _Whole
    ) -> dict[str, Sheet]:
        """The sheets that were kept of some of `files`, and are as they would be now; `live` is found each time."""
        assert self._lay_out is not None  # noqa: S101
        marks = {
            file.path: sheets.mark_of(file.head, live[file.path], self._lay_out)
            for file in files
            if isinstance(file, KnownFile) and whole.still_stands(file)
        }
        kept = self._past.texts(SHEETS, marks)
        there = {path: sheets.from_bytes(data, marks[path]) for path, data in kept.items()}
        return {path: sheet for path, sheet in there.items() if sheet is not None}

    def _drawn(self, file: PostFile, text: bytes | None, live: Sequence[Finding], whole: _Whole) -> Sheet:
        assert self._lay_out is not None  # noqa: S101
        found = in_order([*self._kept(file, text, whole), *live])
        sheet = sheets.sheet_of(found, whole.sources.get(file.path), self._lay_out)
        head = self._heads.get(file.path)
        if self._past.takes and head is not None and head.asked:
            whole.drawn[file.path] = sheets.to_bytes(sheet, sheets.mark_of(head, live, self._lay_out))
        return sheet

    def _kept(self, file: PostFile, packed: bytes | None, whole: _Whole) -> Iterator[Finding]:
        """What the rules found whose findings are kept; they are run again where that does not stand."""
        digest, _line, found = (sheets.unpack(packed) if packed else "").partition("\n")
        alone, _line, by_text = found.partition("\n")
        if not (isinstance(file, KnownFile) and digest == file.head.digest):
            yield from _run(file.whole() if isinstance(file, KnownFile) else file, whole.known, self._codes)
            return
        yield from remarks.from_text(alone, file.path, self._codes)
        if whole.still_stands(file):
            yield from remarks.from_text(by_text, file.path, self._codes)
            return
        again = whole.inspector.inspect_text(file.whole(), whole.known, whole.others)
        self._heads[file.path] = file.head._replace(asked=again.asked, since=again.since, until=again.until)
        whole.fresh[file.path] = found_text(digest, alone, remarks.to_text(again.found))
        yield from again.found

    def _live(self, file: PostFile, known: Site) -> Iterator[Finding]:
        # Of these alone a rule wants the body, to compare it with what was published.
        if isinstance(file, KnownFile) and _is_compared(file, known):
            file = file.whole()
        yield from _run(file, known, self._live_codes)

    def _inspect(self, jobs: Sequence[Job], kept: Mapping[str, Head], tick: Callable[[int, int], None]) -> None:
        batch: list[Inspected] = []
        for done, result in enumerate(self._results(jobs), start=1):
            self._receive(result, kept)
            batch.append(result)
            tick(done, len(jobs))
            if len(batch) >= _PUT_AT_ONCE:
                self._keep(batch)
                batch = []
        self._keep(batch)

    def _results(self, jobs: Sequence[Job]) -> Iterator[Inspected]:
        if len(jobs) < FEW or self._processes < 2 or not self._hands.start():  # noqa: PLR2004 -- a pair
            yield from (self._inspector.inspect(*job.arguments) for job in jobs)
        else:
            for results in self._hands.run(jobs):
                yield from results

    def _receive(self, result: Inspected, kept: Mapping[str, Head]) -> None:
        if result.head is not None:
            self._heads[result.path] = result.head
        elif result.unchanged:
            self._heads[result.path] = kept[result.path]._replace(stamp=result.stamp)

    def _keep(self, batch: Sequence[Inspected]) -> None:
        self._past.put(FOUND, {result.path: result.found for result in batch if result.found})
        self._past.put(SHEETS, {result.path: result.sheet for result in batch if result.sheet})

    def _file(self, path: str) -> PostFile:
        head = self._heads.get(path)
        if head is None:
            return read_post(self._site, path)
        post = keeping.from_values(dict(head.values))
        return KnownFile(head, post, self._read, partial(read_source, self._site))


@dataclass(frozen=True)
class _Whole:
    """What is known once all posts are: what rules may ask, the files by path and their texts, the heads `before`.

    `fresh` findings and sheets that were `drawn` are to be kept.
    """

    inspector: Inspector
    known: Site
    others: Mapping[str, PostFile]
    before: Mapping[str, Head]
    sources: Mapping[str, Source]
    fresh: dict[str, bytes] = field(default_factory=dict)
    drawn: dict[str, bytes] = field(default_factory=dict)

    def still_stands(self, file: KnownFile) -> bool:
        """Whether what the rules found that go by the text of a post is what they would find."""
        return self.inspector.stands(file.head, self.others, self.known.at)


def _few(files: Iterable[PostFile]) -> Iterator[list[PostFile]]:
    left = iter(files)
    while some := list(islice(left, _MANY)):
        yield some


def _is_compared(file: PostFile, known: Site) -> bool:
    post, last = file.post, known.last
    if post is None or post.id is None or last is None or post.id not in last.ids:
        return False
    return last.shown(file.path, post.id) is not None


def _run(file: PostFile, known: Site, codes: Iterable[str]) -> Iterator[Finding]:
    ignored = file.post.ignore if file.post else ()
    for code in codes:
        if code not in ignored:
            yield from RULES[code].run(file, known)
