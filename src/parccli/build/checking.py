"""A check of all posts: what was found before, and still stands, is not looked for again; long work is shared out.

The findings are those that `rules.check_posts` gives, in the same order.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Final, Self

from parccli import i18n
from parccli.build import remarks
from parccli.build.hands import FEW, Hands, Job
from parccli.build.inspecting import Inspector, kept_codes
from parccli.build.known import Head, KnownFile
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
    from parccli.findings import Finding
    from parccli.folder.site import SiteFolder
    from parccli.rules import Rule, Site

_HEADS: Final = "checked"
_FOUND: Final = "found"
_PUT_AT_ONCE: Final = 200
_MANY: Final = 200  # posts whose findings are in memory at a time


class Check:
    """One check by `rules`, of those that come with parccli, as of the instant `at`."""

    def __init__(
        self, site: SiteFolder, rules: Sequence[Rule], *, at: datetime, processes: int = 1, cached: bool = True
    ) -> None:
        usual = kept_codes(chosen(RULES.values(), site.config))
        self._site = replace(site, warnings=())
        self._processes = processes
        self._codes = kept_codes(rules)
        self._live_codes = {rule.code for rule in rules} - self._codes
        # Kept are the findings of the rules that the settings choose: a wider choice does without them, and what a
        # narrower one finds tells nothing of the other rules.
        self._cached = cached and self._codes <= usual
        self._keeps = self._codes == usual
        self._cache = Cache.of(site.state, version_of(site.config))
        arguments = (self._site, at, self._codes)
        self._inspector = Inspector(*arguments)
        self._hands = Hands(Inspector, arguments, processes=processes)
        self._heads: dict[str, Head] = {}
        self._held: dict[str, str] = {}
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
        kept = self._remember()
        jobs = []
        for path in walked.paths:
            head, stamp = kept.get(path), walked.stamps[path]
            if head is not None and same(head.stamp, stamp):
                self._heads[path] = head
            else:
                jobs.append(Job("inspect", (path, stamp, head.digest if head else "")))
        self._inspect(jobs, kept, tick)
        self._write_down(kept)
        files = [self._file(path) for path in walked.paths]
        files += [PostFile(path=fault.path or "", error=fault) for fault in walked.faults]
        return Posts(tuple(sorted(files, key=lambda file: names.order(file.path))), walked.notices)

    def findings(self, files: Iterable[PostFile], known: Site, everyone: Iterable[PostFile]) -> Iterator[Finding]:
        """Yield what is found in `files`, post by post, in the order of the text; `known` tells of `everyone`."""
        inspector = Inspector(self._site, known.at, self._codes)
        whole = _Whole(inspector, known, {file.path: file for file in everyone})
        before = dict(self._heads)
        left = iter(files)
        while some := list(islice(left, _MANY)):
            texts = self._texts(file.path for file in some)
            for file in some:
                found = [*self._kept(file, texts.get(file.path, ""), whole), *self._live(file, known)]
                yield from sorted(found, key=lambda finding: (finding.line, finding.column, finding.code))
        if whole.fresh and self._keeps and self._cache.put(self._kind(_FOUND), whole.fresh.items()):
            self._write_down(before)

    def _kept(self, file: PostFile, text: str, whole: _Whole) -> Iterator[Finding]:
        """What the rules found whose findings are kept; they are run again where that does not stand."""
        digest, _line, found = text.partition("\n")
        alone, _line, by_text = found.partition("\n")
        if not (isinstance(file, KnownFile) and digest == file.head.digest):
            yield from _run(file.whole() if isinstance(file, KnownFile) else file, whole.known, self._codes)
            return
        if not whole.inspector.stands(file.head, whole.others, whole.known.at):
            asked, by_text, since, until = whole.inspector.inspect_text(file.whole(), whole.known, whole.others)
            self._heads[file.path] = file.head._replace(asked=asked, since=since, until=until)
            whole.fresh[file.path] = f"{digest}\n{alone}\n{by_text}"
        for part in (alone, by_text):
            yield from remarks.from_text(part, file.path, self._codes)

    def _live(self, file: PostFile, known: Site) -> Iterator[Finding]:
        # Of these alone a rule wants the body, to compare it with what was published.
        if isinstance(file, KnownFile) and _is_compared(file, known):
            file = file.whole()
        yield from _run(file, known, self._live_codes)

    def _inspect(self, jobs: Sequence[Job], kept: Mapping[str, Head], tick: Callable[[int, int], None]) -> None:
        batch: dict[str, str] = {}
        for done, result in enumerate(self._results(jobs), start=1):
            self._receive(result, kept, batch)
            tick(done, len(jobs))
            if len(batch) >= _PUT_AT_ONCE:
                self._keep(batch)
                batch = {}
        self._keep(batch)

    def _results(self, jobs: Sequence[Job]) -> Iterator[Inspected]:
        if len(jobs) < FEW or self._processes < 2 or not self._hands.start():  # noqa: PLR2004 -- a pair
            yield from (self._inspector.inspect(*job.arguments) for job in jobs)
        else:
            for results in self._hands.run(jobs):
                yield from results

    def _receive(self, result: Inspected, kept: Mapping[str, Head], batch: dict[str, str]) -> None:
        if result.head is not None:
            self._heads[result.path] = result.head
            batch[result.path] = f"{result.head.digest}\n{result.alone}\n{result.by_text}"
        elif result.unchanged:
            self._heads[result.path] = kept[result.path]._replace(stamp=result.stamp)

    def _keep(self, batch: Mapping[str, str]) -> None:
        if not (self._keeps and self._cache.put(self._kind(_FOUND), batch.items())):
            self._held |= batch

    def _texts(self, paths: Iterable[str]) -> dict[str, str]:
        wanted = list(paths)
        lost = [path for path in wanted if path not in self._held]
        texts = dict(self._cache.several(self._kind(_FOUND), lost))
        return texts | {path: self._held[path] for path in wanted if path in self._held}

    def _file(self, path: str) -> PostFile:
        head = self._heads.get(path)
        if head is None:
            return read_post(self._site, path)
        post = keeping.from_values(dict(head.values))
        return KnownFile(head, post, self._read, partial(read_source, self._site))

    def _remember(self) -> dict[str, Head]:
        """Read what the cache has kept; what cannot be read is as good as absent."""
        try:
            return {values[0]: Head(*values) for values in json.loads(self._cache.get(self._kind(_HEADS), "") or "[]")}
        except (ValueError, TypeError):
            return {}

    def _write_down(self, before: Mapping[str, Head]) -> None:
        if self._keeps and self._heads != before:
            text = json.dumps(list(self._heads.values()), ensure_ascii=False)
            self._cache.put(self._kind(_HEADS), [("", text)])
            self._cache.put(self._kind(_FOUND), (), gone=before.keys() - self._heads.keys())

    def _kind(self, kind: str) -> str:
        return f"{kind} {i18n.language()}"


@dataclass(frozen=True)
class _Whole:
    """What is known once all posts are: what rules may ask, the files by path, and `fresh` texts to keep."""

    inspector: Inspector
    known: Site
    others: Mapping[str, PostFile]
    fresh: dict[str, str] = field(default_factory=dict)


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
