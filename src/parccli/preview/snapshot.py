"""The site folder at one instant -> what there is to see of it, each thing made when it is asked for.

There are two editions of the public posts: the files as `export` writes them; and fragments whose addresses lead to
the preview, so that links and pictures work before anything is on the site.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from parccli.build import whole
from parccli.build.request import Request
from parccli.errors import ParcError
from parccli.exporters import html
from parccli.folder.files import media_type_of, read_media
from parccli.folder.posts import read_posts
from parccli.folder.site import open_site
from parccli.folder.templates import read_templates
from parccli.listing import Status, newest_first, status_at
from parccli.preview.frame import Frame
from parccli.preview.memory import Memory
from parccli.render.addresses import permalink, target_of
from parccli.render.article import Edition
from parccli.rules import check_posts, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from parccli.exporters import Exporter
    from parccli.findings import Finding
    from parccli.folder.site import SiteFolder
    from parccli.post import PostFile
    from parccli.render.article import FileFacts, FileLookup, Target
    from parccli.rules import Rule, Site


_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What one preview works with: the site at `root`, inside the saved page `page` of it if there is one."""

    root: Path
    language: str
    now: Callable[[], datetime]
    targets: Mapping[str, Exporter]
    rules: Sequence[Rule]
    page: Path | None = None
    memory: Memory = field(default_factory=Memory)


def take(setup: Setup, origin: str) -> Snapshot | ParcError:
    """Read the site; when it cannot be read at all, the error, to be shown in its stead."""
    try:
        site = open_site(setup.root)
        frame = Frame.open(setup.page) if setup.page else Frame.plain(setup.language)
        return Snapshot(
            setup=setup, site=site, origin=origin, at=setup.now(), frame=frame, files=read_posts(site).files
        )
    except ParcError as error:
        return error


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What was in the folder; a ParcError comes from whatever an export would stop at."""

    setup: Setup
    site: SiteFolder
    origin: str
    at: datetime
    frame: Frame
    files: tuple[PostFile, ...]

    def file_at(self, path: str) -> PostFile | None:
        """The post at a path of the site."""
        return next((file for file in self.files if file.path == path), None)

    def file_of(self, address: str) -> PostFile | None:
        """The post that has the path `address` on the site."""
        return next((file for file in self.files if self._address(file) == address), None)

    def ordered(self) -> list[PostFile]:
        """Posts that cannot be read, then those that are not public yet, then the others; newest first."""
        known = {file.path: file for file in self.files}
        posts = newest_first((file.post for file in self.files if file.post), self.site.config.zone)
        read = [known[post.path] for post in posts]
        return sorted([*(file for file in self.files if not file.post), *read], key=self._turn)

    def status(self, file: PostFile) -> Status | None:
        """What a post is now; None for one that nobody can judge."""
        return None if file.post is None or file.is_broken else status_at(file.post, self.at, self.site.config.zone)

    def findings(self, files: Iterable[PostFile]) -> list[Finding]:
        """What `validate` says of some posts."""
        return list(check_posts(files, self._survey, self.setup.rules))

    @cached_property
    def standing(self) -> list[Finding]:
        """The findings that an export stops at."""
        return whole.standing_against(self.files, self.site, self.at)

    @cached_property
    def stopped(self) -> tuple[ParcError, ...]:
        """What else an export stops at: a post that cannot be rendered, a template."""
        try:
            _fragments = self.fragments
        except ParcError as error:
            return (error,)
        return tuple(self._local_edition[1])

    @cached_property
    def fragments(self) -> dict[str, str]:
        """The fragments of all public posts together, by path below public/."""
        return {output.path: output.data.decode() for output in html.export(self._local_edition[0])}

    def article(self, file: PostFile) -> str:
        """The fragment of one post, public or not; empty when it cannot be read."""
        if file.post is None:
            return ""
        config = self._local.config
        post = replace(file.post, date=file.post.date or self.at.astimezone(config.zone).date())
        article = self.setup.memory.render(post, config, lookup=self._lookup, links=self._links(file))
        self._media.update(article.media)
        alone = Edition(config=config, at=self.at, articles=(article,), templates=read_templates(self.site))
        path = f"fragments/articles/{post.slug}.html"
        return next(output.data.decode() for output in html.export(alone) if output.path == path)

    def output(self, path: str) -> tuple[bytes, str] | None:
        """The file at `path` below public/ as `export` would write it, and its media type."""
        if path.startswith("media/"):
            return self._medium(path)
        if not any(target.owns(path) for target in self.setup.targets.values()):
            return None
        # Every plain page asks for the stylesheet, which no post changes.
        data = (self._without_posts if path.startswith("assets/") else self._outputs).get(path)
        return None if data is None else (data, _TYPES.get(PurePosixPath(path).suffix) or media_type_of(path))

    def _medium(self, path: str) -> tuple[bytes, str] | None:
        used = self._media.get(path)
        if used is None:
            for article in self._local_edition[0].articles:
                self._media.update(article.media)
            used = self._media.get(path)
        return (read_media(self.site, used), used.media_type) if used else None

    def _links(self, file: PostFile) -> dict[str, Target]:
        """Where links between posts lead: from a public one as in an export, from a draft to drafts, too."""
        public = self.status(file) is Status.PUBLISHED
        others = (other for other in self._judged if not public or self.status(other) is Status.PUBLISHED)
        return {other.path: target_of(other.post, self._local.config) for other in others if other.post}

    def _turn(self, file: PostFile) -> int:
        order = (None, Status.DRAFT, Status.SCHEDULED)
        status = self.status(file)
        return order.index(status) if status in order else len(order)

    def _address(self, file: PostFile) -> str | None:
        return unquote(urlsplit(permalink(file.post, self._local.config)).path) if file.post else None

    @cached_property
    def _survey(self) -> Site:
        return survey(self.files, self.site.config, self.at, look_up=self._lookup)

    @cached_property
    def _lookup(self) -> FileLookup:
        return self.setup.memory.facts(self.site.root)

    @cached_property
    def _media(self) -> dict[str, FileFacts]:
        return {}

    @cached_property
    def _local(self) -> SiteFolder:
        return replace(self.site, config=replace(self.site.config, url=self.origin, public_url=self.origin))

    @cached_property
    def _judged(self) -> list[PostFile]:
        broken = {finding.path for finding in self.standing}
        return [file for file in self.files if file.path not in broken]

    @cached_property
    def _local_edition(self) -> tuple[Edition, list[ParcError]]:
        return self._edition(self._local, self.setup.memory)

    @cached_property
    def _without_posts(self) -> dict[str, bytes]:
        made = Edition(config=self.site.config, at=self.at, articles=(), templates=read_templates(self.site))
        return {output.path: output.data for output in html.export(made)}

    @cached_property
    def _outputs(self) -> dict[str, bytes]:
        made, _faults = self._edition(self.site, Memory())
        return {output.path: output.data for output in whole.outputs_of(self.site, made, self._request)}

    @property
    def _request(self) -> Request:
        return Request(at=self.at, out=self.site.output, targets=self.setup.targets)

    def _edition(self, site: SiteFolder, memory: Memory) -> tuple[Edition, list[ParcError]]:
        """The public posts, and what was wrong with those left out of them: one must not hide the others."""
        files, faults = self._judged, list[ParcError]()
        while True:
            try:
                return whole.edition(site, files, self._request, draw=memory.render, lookup=self._lookup), faults
            except ParcError as error:
                kept = [file for file in files if file.path != error.path]
                if len(kept) == len(files):
                    raise
                files = kept
                faults.append(error)
