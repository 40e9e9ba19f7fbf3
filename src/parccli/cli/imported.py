"""What `import` does around its plan: the rows that it takes in one by one, and what it writes of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Self, TypeVar

from parccli import importers
from parccli.build.ahead import ahead
from parccli.cli.invocation import Invocation
from parccli.cli.sources import ATTACHMENT_LIMIT, Readings
from parccli.errors import ParcError, UsageError
from parccli.folder.importing import Import
from parccli.folder.lock import Hold
from parccli.folder.posts import read_post
from parccli.folder.reading import read_bytes
from parccli.folder.saving import PostWrite
from parccli.folder.site import POSTS, SiteFolder
from parccli.folder.walking import walk
from parccli.i18n import gettext as _
from parccli.importers import Attachment, Decision, Importer, Intake, Material, Options, Outline, Row, Spool
from parccli.post import PostFile

_Item = TypeVar("_Item")


def read(
    call: Invocation,
    site: SiteFolder,
    batch: Sequence[tuple[Importer, Material]],
    options: Options,
    readings: Readings,
    *,
    fetch: Callable[[str], bytes] | None,
) -> Iterator[Row]:
    """Read the rows one by one, with their images if these can be fetched."""
    read_ahead = importers.read(batch, site.config, options, ahead=partial(ahead, processes=call.processes))
    rows = localised(site, read_ahead, fetch)
    label = _("Downloading") if fetch else _("Reading")
    return call.console.progress(rows, total=readings.total, label=label, done=lambda: readings.done)


def require_sheets(batch: Sequence[tuple[Importer, Material]], options: Options) -> None:
    """Raise UsageError if --sheet has no sheets to name."""
    if options.sheets and not any(importer.NAME in importers.WITH_SHEETS for importer, _material in batch):
        raise UsageError(_("--sheet is for spreadsheets, and none is among the sources"))


def localised(site: SiteFolder, rows: Iterable[Row], fetch: Callable[[str], bytes] | None) -> Iterator[Row]:
    """Put remote images beside their posts: those that are there from an earlier import, and what `fetch` gives."""
    with Spool[Attachment]() as kept:
        find = _Images(site, fetch, kept).find
        for row in rows:
            yield importers.localised(row, find)


class _Images:
    """The images of the site that were downloaded once, and those of this import; each is asked for once."""

    def __init__(self, site: SiteFolder, fetch: Callable[[str], bytes] | None, kept: Spool[Attachment]) -> None:
        self._site = site
        self._fetch = fetch
        self._kept = kept
        self._found: dict[str, int | ParcError | None] = {}

    def find(self, address: str) -> Attachment | None:
        if address not in self._found:
            try:
                self._found[address] = self._keep(self._look(address))
            except ParcError as error:
                self._found[address] = error
        found = self._found[address]
        if isinstance(found, ParcError):
            raise found
        return None if found is None else self._kept[found]

    def _keep(self, image: Attachment | None) -> int | None:
        if image is None:
            return None
        self._kept.append(image, weight=len(image.data))
        return len(self._kept) - 1

    def _look(self, address: str) -> Attachment | None:
        if place := self._there.get(importers.digest_of(address)):
            return Attachment(name=place.name, data=read_bytes(place, place.name, limit=ATTACHMENT_LIMIT))
        return importers.attachment_of(address, self._fetch(address)) if self._fetch else None

    @cached_property
    def _there(self) -> dict[str, Path]:
        places = (self._site.root / POSTS).rglob("*-????????.*")
        return {place.stem[-8:]: place for place in places if place.suffix in importers.IMAGES and place.is_file()}


def plan(call: Invocation, site: SiteFolder, intake: Intake, options: Options, told: Spool[Outline]) -> None:
    """Decide about every row, and write nothing."""
    decisions = _decisions(site, intake, options)
    for decision in call.console.progress(decisions, total=len(intake), label=_("Comparing")):
        told.append(decision.outline())


def carry_out(call: Invocation, hold: Hold, intake: Intake, options: Options, told: Spool[Outline]) -> None:
    """Decide about every row, and write what was decided, all of it made durable together."""
    site = hold.site
    media = _Media(call, site)
    with Import(hold) as under_way:
        prepared = ahead(map(_Prepared.of, _decisions(site, intake, options)), processes=call.processes)
        for each in call.console.progress(prepared, total=len(intake), label=_("Preparing")):
            if each.post is not None:
                under_way.add(each.post, each.outline.id, media.of(each.post.path, each.attachments))
            told.append(each.outline)
        under_way.finish(track=tracked(call, _("Writing")))


class _Prepared(NamedTuple):
    """What a decision comes to: the post to write, with the files that come with it, if any, and what to tell."""

    post: PostWrite | None
    attachments: tuple[Attachment, ...]
    outline: Outline

    @classmethod
    def of(cls, decision: Decision) -> Self:
        if decision.path is None or decision.data is None:
            return cls(None, (), decision.outline())
        post = PostWrite(path=decision.path, data=decision.data, expect=decision.before)
        return cls(post, decision.row.attachments, decision.outline())


def _decisions(site: SiteFolder, intake: Intake, options: Options) -> Iterator[Decision]:
    return importers.reconcile(intake, standing(site), site.config, options, reread=partial(read_post, site))


def standing(site: SiteFolder) -> Iterator[PostFile]:
    """The posts of the site one by one, those that cannot be read too."""
    walked = walk(site.root)
    yield from (read_post(site, path) for path in walked.paths)
    yield from (PostFile(path=fault.path or "", error=fault) for fault in walked.faults)


def tracked(call: Invocation, label: str) -> Callable[[Sequence[_Item]], Iterable[_Item]]:
    """What shows on a terminal how far a long list has come."""
    return lambda items: call.console.progress(items, total=len(items), label=label)


class _Media:
    """The new files that come with posts; one whose place another file has is told, and that one stays."""

    def __init__(self, call: Invocation, site: SiteFolder) -> None:
        self._call = call
        self._site = site
        self._given: set[str] = set()

    def of(self, post: str, attachments: Iterable[Attachment]) -> Iterator[PostWrite]:
        """Give those of the post at that path that no other brought yet."""
        for attachment in attachments:
            path = PurePosixPath(post).with_name(attachment.name).as_posix()
            if path in self._given:
                continue
            self._given.add(path)
            if not os.path.lexists(self._site.root / path):
                yield PostWrite(path=path, data=attachment.data)
            elif read_bytes(self._site.root / path, path) != attachment.data:
                self._call.console.warn(_("another file stands there, and stays"), where=path)
