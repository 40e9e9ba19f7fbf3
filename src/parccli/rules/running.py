"""Run rules over posts: choose them by code, leave out what a post or the site ignores, order what they find."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from parccli.listing import folded
from parccli.moment import begins
from parccli.rules.rule import Rule, Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from parccli.config import Config
    from parccli.findings import Finding
    from parccli.post import Post, PostFile
    from parccli.render.article import FileLookup
    from parccli.rules.rule import LastExport

ENTRY_POINTS = "parccli.rules"


def discovered(packaged: Mapping[str, Rule]) -> tuple[dict[str, Rule], list[str]]:
    """The packaged rules and those of installed third parties; the names of plug-ins that do not load come second."""
    from importlib.metadata import entry_points  # noqa: PLC0415 -- as slow as a post, and only checks ask for plug-ins

    rules = dict(packaged)
    broken: list[str] = []
    for entry_point in entry_points(group=ENTRY_POINTS):
        try:
            rule = entry_point.load()
        except Exception:  # noqa: BLE001 -- a stranger's module may raise anything, and must not end a check
            broken.append(entry_point.name)
            continue
        rules.setdefault(rule.code, rule)
    return rules, broken


def survey(
    files: Iterable[PostFile],
    config: Config,
    at: datetime,
    *,
    look_up: FileLookup | None = None,
    last: LastExport | None = None,
) -> Site:
    """Gather what rules may know of the whole site; the posts of one id, slug or title are ordered oldest first."""
    ids: dict[str, list[PostFile]] = {}
    slugs: dict[str, list[PostFile]] = {}
    titles: dict[str, list[PostFile]] = {}
    posts: dict[str, Post | None] = {}
    by_path: dict[str, PostFile] = {}
    for file in files:
        posts[file.path], by_path[file.path] = file.post, file
        if file.post is not None:
            slugs.setdefault(file.post.slug, []).append(file)
            titles.setdefault(folded(file.post.title), []).append(file)
            if file.post.id is not None:
                ids.setdefault(file.post.id, []).append(file)
    return Site(
        config=config,
        at=at,
        ids=_paths(ids, config, last.by_path if last else {}),
        slugs=_paths(slugs, config),
        titles=_paths(titles, config),
        posts=posts,
        look_up=look_up,
        last=last,
        files=by_path,
    )


def chosen(
    rules: Iterable[Rule], config: Config, *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> list[Rule]:
    """The rules to run: `select` and `ignore` hold codes or their beginnings.

    Without `select`, the site's own selection applies.
    """
    settings = config.rules
    wanted = tuple(select) or settings.select
    left_out = (*settings.ignore, *ignore)
    return [rule for rule in rules if _has(rule, wanted, default=True) and not _has(rule, left_out, default=False)]


def check_posts(
    files: Iterable[PostFile],
    site: Site,
    rules: Iterable[Rule],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Iterator[Finding]:
    """Yield the findings of the rules that are `chosen`, post by post, in the order of the text."""
    wanted = chosen(rules, site.config, select=select, ignore=ignore)
    for file in files:
        ignored = file.post.ignore if file.post else ()
        found = (finding for rule in wanted if rule.code not in ignored for finding in rule.run(file, site))
        yield from sorted(found, key=lambda finding: (finding.line, finding.column, finding.code))


def _has(rule: Rule, codes: Sequence[str], *, default: bool) -> bool:
    return rule.code.startswith(tuple(codes)) if codes else default


def _paths(
    groups: Mapping[str, list[PostFile]], config: Config, published: Mapping[str, str] = MappingProxyType({})
) -> dict[str, tuple[str, ...]]:
    """The paths of each group: first who was `published` under the id that it has, then the oldest."""

    def age(file: PostFile) -> tuple[bool, float, str]:
        date = file.post.date if file.post else None
        is_copy = published.get(file.path) != (file.post.id if file.post else None)
        return (is_copy, begins(date, config.zone).timestamp() if date else float("inf"), file.path)

    # Nearly all are alone, and nobody asks how old they are.
    return {
        key: tuple(file.path for file in (sorted(files, key=age) if len(files) > 1 else files))
        for key, files in groups.items()
    }
