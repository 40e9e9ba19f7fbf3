"""What `import` does around its plan: the files it reads, what it writes, and what it tells."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeVar

from parccli import importers
from parccli.cli.invocation import Invocation
from parccli.cli.named import STDIN, named_bytes
from parccli.config import Config
from parccli.errors import ParcError, UsageError
from parccli.folder import writing
from parccli.folder.importing import save_import
from parccli.folder.lock import Hold
from parccli.folder.reading import MEGABYTE, read_bytes
from parccli.folder.saving import PostWrite
from parccli.folder.site import POSTS, SiteFolder
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.i18n import ngettext
from parccli.importers import Action, Attachment, Decision, Importer, Material, Row
from parccli.post import PostFile

_Item = TypeVar("_Item")

SOURCE_LIMIT: Final = 200 * MEGABYTE
ATTACHMENT_LIMIT: Final = 20 * MEGABYTE
HEAD: Final = 4096
SHOWN: Final = 20
NOT_DONE: Final = frozenset({Action.REFUSED, Action.CONFLICT})
_ACTIONS: Final = {
    Action.CREATED: N_("created"),
    Action.UPDATED: N_("updated"),
    Action.UNCHANGED: N_("unchanged"),
    Action.SKIPPED: N_("skipped"),
    Action.REFUSED: N_("refused"),
    Action.CONFLICT: N_("conflict"),
}


def batch(call: Invocation, sources: Sequence[str], origin: str) -> list[tuple[Importer, Material]]:
    """Read the sources, and pair each with what can read it; raises UsageError for one that nothing can."""
    known, broken = importers.discovered()
    for name in broken:
        call.console.warn(_("the plug-in “{name}” cannot be loaded").format(name=name))
    if origin != "auto" and origin not in known:
        message = _("no importer is called “{name}”").format(name=origin)
        raise UsageError(message, hint=_("There are: {names}.").format(names=", ".join(["auto", *known])))
    readers = [known[origin]] if origin in known else list(known.values())
    claimed = frozenset(suffix for reader in readers for suffix in reader.SUFFIXES)
    materials = [material for source in sources for material in _sources(call, source, claimed)]
    return [(known[origin] if origin in known else _detected(material, known), material) for material in materials]


def _sources(call: Invocation, source: str, claimed: frozenset[str]) -> Iterator[Material]:
    """The file, or what the folder has of files whose names end as in `claimed`; the others are named, and left out."""
    path = call.cwd / source
    if source == STDIN:
        yield Material(name=source, data=named_bytes(call, source, limit=SOURCE_LIMIT))
        return
    if not path.is_dir():
        data = named_bytes(call, source, limit=SOURCE_LIMIT)
        yield Material(name=source, data=data, beside=partial(_beside, path.parent, call.cwd))
        return
    names = [place.relative_to(path) for place in sorted(path.rglob("*")) if place.is_file()]
    shown = [name for name in names if not _is_hidden(name)]
    wanted = [name for name in shown if name.suffix.lower() in claimed]
    if not wanted:
        raise UsageError(_("the folder has no file that can be imported"), path=source)
    for name in wanted:
        data = named_bytes(call, str(path / name), limit=SOURCE_LIMIT)
        yield Material(name=name.as_posix(), data=data, beside=partial(_beside, path, path))
    if others := [name.as_posix() for name in shown if name.suffix.lower() not in claimed]:
        told = ngettext("{count} file is no post by itself", "{count} files are no posts by themselves", len(others))
        call.console.say(f"{told.format(count=len(others))}: {_some(others)}")


def _beside(folder: Path, start: Path, name: str) -> bytes | None:
    """The bytes of a file that a source names, as long as it is in `folder` and of a reasonable size."""
    try:
        place = (start / name).resolve()
        return read_bytes(place, name, limit=ATTACHMENT_LIMIT) if place.is_relative_to(folder.resolve()) else None
    except (ParcError, OSError, ValueError):
        return None


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) or part.casefold() in {"thumbs.db", "desktop.ini"} for part in path.parts)


def _detected(material: Material, known: dict[str, Importer]) -> Importer:
    found = importers.detect(material.name, material.data[:HEAD], known)
    if found is None:
        raise UsageError(
            _("it is not clear what this file is"),
            path=material.name,
            hint=_("Say it with --from: {names}.").format(names=", ".join(known)),
        )
    return found


def read(
    call: Invocation, batch: Sequence[tuple[Importer, Material]], config: Config, options: importers.Options
) -> list[Row]:
    """Read every row; UsageError if --sheet has no sheets to name."""
    if options.sheets and not any(importer.NAME in importers.WITH_SHEETS for importer, _material in batch):
        raise UsageError(_("--sheet is for spreadsheets, and none is among the sources"))
    return list(importers.read(batch, config, options, track=tracked(call, _("Reading"))))


def tracked(call: Invocation, label: str) -> Callable[[Sequence[_Item]], Iterable[_Item]]:
    """What shows on a terminal how far a long list has come."""
    return lambda items: call.console.progress(items, total=len(items), label=label)


def localised(
    call: Invocation, site: SiteFolder, rows: Sequence[Row], fetch: Callable[[str], bytes] | None
) -> list[Row]:
    """Put remote images beside their posts: those that are there from an earlier import, and what `fetch` gives."""
    find = _Images(site, fetch).find
    if fetch is None:
        return [importers.localised(row, find) for row in rows]
    return [importers.localised(row, find) for row in tracked(call, _("Downloading"))(rows)]


class _Images:
    """The images of the site that were downloaded once, and those of this import; each is asked for once."""

    def __init__(self, site: SiteFolder, fetch: Callable[[str], bytes] | None) -> None:
        self._site = site
        self._fetch = fetch
        self._found: dict[str, Attachment | ParcError | None] = {}

    def find(self, address: str) -> Attachment | None:
        if address not in self._found:
            try:
                self._found[address] = self._look(address)
            except ParcError as error:
                self._found[address] = error
        found = self._found[address]
        if isinstance(found, ParcError):
            raise found
        return found

    def _look(self, address: str) -> Attachment | None:
        if place := self._there.get(importers.digest_of(address)):
            return Attachment(name=place.name, data=read_bytes(place, place.name, limit=ATTACHMENT_LIMIT))
        return importers.attachment_of(address, self._fetch(address)) if self._fetch else None

    @cached_property
    def _there(self) -> dict[str, Path]:
        places = (self._site.root / POSTS).rglob("*-????????.*")
        return {place.stem[-8:]: place for place in places if place.suffix in importers.IMAGES and place.is_file()}


def write(call: Invocation, hold: Hold, decisions: Sequence[Decision], files: Sequence[PostFile]) -> None:
    """Write what the plan says, all of it made durable together; `files` are the posts that the plan looked at."""
    before = {file.path: file.source.encode() for file in files if file.source}
    done = [decision for decision in decisions if decision.path and decision.data is not None]
    posts = {
        decision.id or "": PostWrite(
            path=decision.path or "", data=decision.data or b"", expect=before.get(decision.path or "")
        )
        for decision in done
    }
    save_import(hold, posts, list(_media(call, hold.site, done)), track=tracked(call, _("Writing")))


def _media(call: Invocation, site: SiteFolder, decisions: Iterable[Decision]) -> Iterator[PostWrite]:
    """The new files that come with posts; one whose place another file has is told, and that one stays."""
    given: set[str] = set()
    for decision in decisions:
        for attachment in decision.row.attachments:
            path = PurePosixPath(decision.path or "").with_name(attachment.name).as_posix()
            if path in given:
                continue
            given.add(path)
            if not os.path.lexists(site.root / path):
                yield PostWrite(path=path, data=attachment.data)
            elif read_bytes(site.root / path, path) != attachment.data:
                call.console.warn(_("another file stands there, and stays"), where=path)


def tell(call: Invocation, decisions: Sequence[Decision], report: dict[str, Any], *, as_json: bool, plan: bool) -> None:
    """Show the plan as a table, or the report as JSON; then what came, and what was left out and why."""
    if as_json:
        call.console.result(json.dumps(report, ensure_ascii=False, indent=2))
    elif plan:
        columns = (_("row"), _("action"), _("path"), _("remarks"))
        call.console.table(columns, (_row(decision) for decision in decisions))
    else:
        for path in (decision.path for decision in decisions if decision.data is not None and decision.path):
            call.console.result(path)
    _tell_remarks(call, decisions)
    counts = Counter(decision.action for decision in decisions)
    told = [_counted(action, counts[action]) for action in _ACTIONS if counts[action]]
    call.console.say(", ".join(told) or _("nothing to import"))


def _counted(action: Action, count: int) -> str:
    forms = {
        Action.CREATED: ngettext("{count} created", "{count} created", count),
        Action.UPDATED: ngettext("{count} updated", "{count} updated", count),
        Action.UNCHANGED: ngettext("{count} unchanged", "{count} unchanged", count),
        Action.SKIPPED: ngettext("{count} skipped", "{count} skipped", count),
        Action.REFUSED: ngettext("{count} refused", "{count} refused", count),
        Action.CONFLICT: ngettext("{count} conflict", "{count} conflicts", count),
    }
    return forms[action].format(count=count)


def _tell_remarks(call: Invocation, decisions: Iterable[Decision]) -> None:
    """Tell every remark by its row, and of remarks that are alike by the hundred, how many there are."""
    told: Counter[str] = Counter()
    for decision in decisions:
        notice = call.console.warn if decision.action in NOT_DONE else call.console.say
        for message in decision.messages:
            told[message.code] += 1
            if told[message.code] <= SHOWN:
                remark = _("row {number}: {message}")
                notice(remark.format(number=decision.row.number, message=message.message))
    for code, count in told.items():
        if count > SHOWN:
            rest = _("… and {count} more remarks of this kind ({code}): --report FILE writes them all")
            call.console.say(rest.format(count=count - SHOWN, code=code))


def _row(decision: Decision) -> tuple[str, ...]:
    remarks = " · ".join(message.message for message in decision.messages)
    return (str(decision.row.number), _(_ACTIONS[decision.action]), decision.path or "", remarks)


def write_aside(call: Invocation, name: str, data: bytes) -> None:
    """Write a report where the command line says."""
    writing.save(call.cwd / name, data)
