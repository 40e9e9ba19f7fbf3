"""posts/ -> every post without its body, by what was read before: enough to list them, in a tenth of the time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from parccli.folder import names
from parccli.folder.posts import Posts, read_post
from parccli.folder.stamps import UNSURE, same
from parccli.folder.walking import walk
from parccli.post import PostFile, keeping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parccli.folder.site import SiteFolder
    from parccli.folder.walking import Walk

_KIND: Final = "heads"
_FEW: Final = 200
"""So many posts are read sooner than a database is opened."""


def read_heads(site: SiteFolder, walked: Walk | None = None) -> Posts:
    """Read what `read_posts` reads, but for bodies, sources and problems: `post` and `error` are those of each file.

    `walked` is what posts/ was seen to hold, with stamps.
    """
    walked = walked or walk(site.root, stamped=True)
    files = _kept(site, walked) if len(walked.paths) > _FEW else [read_post(site, path) for path in walked.paths]
    files += [PostFile(path=fault.path or "", error=fault) for fault in walked.faults]
    return Posts(tuple(sorted(files, key=lambda file: names.order(file.path))), walked.notices)


def _kept(site: SiteFolder, walked: Walk) -> list[PostFile]:
    from parccli.build.version import version_of  # noqa: PLC0415 -- a small site does without, and sooner
    from parccli.folder.cache import Cache  # noqa: PLC0415

    with Cache.of(site.state, version_of(site.config)) as cache:
        known = _known(cache.get(_KIND, ""))
        files, is_new = [], len(known) != len(walked.paths)
        for path in walked.paths:
            stamp, values = known.get(path, (UNSURE, None))
            if same(stamp, walked.stamps[path]) and values is not None:
                files.append(PostFile(path=path, post=keeping.from_values(values)))
            else:
                files.append(read_post(site, path))
                is_new = True
        if is_new:
            rows = [[file.path, walked.stamps[file.path], keeping.values_of(file.post)] for file in files if file.post]
            cache.put(_KIND, [("", json.dumps(rows, default=keeping.plain, ensure_ascii=False))])
    return files


def _known(text: str | None) -> Mapping[str, tuple[str, dict[str, Any] | None]]:
    try:
        return {path: (stamp, values) for path, stamp, values in json.loads(text)} if text else {}
    except (ValueError, TypeError):
        return {}
