"""Articles -> the sheets of every target, and of them only those made that are not what they were."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from parccli.build.hands import Job
from parccli.build.ledger import Entry, is_writable
from parccli.build.results import Pressed
from parccli.build.rows import media_of
from parccli.build.work import MEDIA
from parccli.exporters import IN_SHEETS, Output
from parccli.exporters.target import Sheet
from parccli.folder.stamps import UNSURE, stamp_at
from parccli.render import keeping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from parccli.build.crew import Crew
    from parccli.build.ledger import Ledger
    from parccli.build.request import Request
    from parccli.build.rows import Row
    from parccli.folder.delivery import Delivery
    from parccli.render.article import Brief, Edition, FileFacts

_LISTED: Final = 20  # articles are put into a list or feed in the time that a post takes
_SCALED: Final = 20  # posts are drawn in the time that a smaller copy of a picture takes; of a large photo, a hundred
_NEVER: Final = ""
"""The digest of a sheet that is made each time."""


@dataclass(kw_only=True)
class Making:
    """The sheets of one export into a delivery. `sheets` has those that are part of it, by target and name.

    `last` is what stands in the folder, `moved` the files that are no longer what they were, `pressed` the sheets
    that came with the reading of posts. `of_many` are, once made, the sheets that are not of one article alone, with
    their targets.
    """

    request: Request
    delivery: Delivery
    last: Ledger
    moved: set[str]
    crew: Crew
    pressed: Mapping[str, Pressed]
    sheets: dict[str, Entry] = field(default_factory=dict)
    of_many: list[tuple[str, Sheet]] = field(default_factory=list)
    _digests: dict[str, str] = field(default_factory=dict)

    def make(self, public: Sequence[Row], briefs: Sequence[Brief], tick: Callable[[int, int], None]) -> list[Job]:
        """Bring all sheets of `public` into the delivery; return the jobs whose articles are not kept any more."""
        sheets = list(self._sheets(briefs))
        self.of_many = [(name, sheet) for name, sheet in sheets if not sheet.single]
        jobs = [
            Job("press", (name, sheet), 1 + len(sheet.briefs) // _LISTED)
            for name, sheet in sheets
            if not self._is_there(name, sheet, digest_of(sheet, self._shape))
        ]
        jobs += [
            Job("copy", (path, file), _SCALED if file.copy_of else 1)
            for path, file in media_of(public).items()
            if not self._is_there(MEDIA, Sheet(path), self._digest_of_file(file))
        ]
        # The longest first: nobody waits long for the last.
        jobs.sort(key=lambda job: -job.weight)
        lost = []
        for done, result in enumerate(self.crew.run(jobs), start=1):
            tick(done, len(jobs))
            if isinstance(result, Job):
                lost.append(result)
            else:
                self.take(result)
        return lost

    def take(self, pressed: Pressed) -> None:
        """Let the files of a sheet be part of the delivery."""
        name = f"{pressed.target}/{pressed.sheet}"
        for staged in pressed.staged:
            self.delivery.take(staged)
        self.sheets[name] = Entry(
            name, self._digests.get(name, _NEVER), tuple(staged.path for staged in pressed.staged)
        )

    def take_whole(self, edition: Edition) -> None:
        """Let targets that do not say what their files are made of make them all."""
        for name, target in self.request.targets.items():
            if target in self.request.chosen and name not in IN_SHEETS:
                outputs = [Output(*output) for output in target.export(edition)]
                staged = tuple(self.crew.worker.stager.stage(output) for output in outputs)
                self.take(Pressed(name, "", staged))

    def written(self) -> dict[str, Entry]:
        """What a ledger is to say: this export's sheets, and those of the targets that it leaves out."""
        others = {name: entry for name, entry in self.last.sheets.items() if self._is_left_out(name)}
        sheets = others | self.sheets
        # Those that stand as they were have been written down before.
        return {
            name: entry
            for name, entry in sheets.items()
            if entry is self.last.sheets.get(name) or all(map(is_writable, (name, *entry.paths)))
        }

    def whole_targets(self) -> bool:
        """Whether there are targets for `take_whole`."""
        return any(
            target in self.request.chosen and name not in IN_SHEETS for name, target in self.request.targets.items()
        )

    @cached_property
    def _shape(self) -> str:
        return shape_of(self.crew.worker.order.templates)

    def _sheets(self, briefs: Sequence[Brief]) -> Iterator[tuple[str, Sheet]]:
        config = self.crew.worker.order.site.config
        for name, target in self.request.targets.items():
            if target in self.request.chosen and name in IN_SHEETS:
                for sheet in IN_SHEETS[name].sheets(config, briefs):
                    yield name, sheet

    def _is_there(self, target: str, sheet: Sheet, digest: str) -> bool:
        """Take a sheet that is made, or stands in the folder as it is to be."""
        name = f"{target}/{sheet.name}"
        self._digests[name] = digest
        known = self.last.sheets.get(name)
        if known is not None and known.digest == digest != _NEVER and self.moved.isdisjoint(known.paths):
            for path in known.paths:
                self.delivery.keep(path)
            self.sheets[name] = known
            return True
        if name in self.pressed:
            self.take(self.pressed[name])
            return True
        return False

    def _digest_of_file(self, file: FileFacts) -> str:
        stamp = stamp_at(f"{self.crew.worker.order.site.root}/{file.copy_of or file.path}")
        return _NEVER if stamp == UNSURE else f"{stamp} {keeping.media_to_text({file.path: file})}"

    def _is_left_out(self, name: str) -> bool:
        target = name.partition("/")[0]
        if target == MEDIA:
            return bool(self.request.named)
        return self.request.targets.get(target) not in self.request.chosen


def shape_of(templates: Mapping[str, str]) -> str:
    """What stands for what the site's own templates make of everything."""
    return blake2b(repr(sorted(templates.items())).encode(), digest_size=8).hexdigest()


def digest_of(sheet: Sheet, shape: str) -> str:
    """What stands for the files of a sheet, of a site of that shape."""
    if sheet.single:
        return f"{shape}{sheet.briefs[0].key}"
    keys = "".join([brief.key for brief in sheet.briefs])
    return shape + blake2b(f"{sheet.details!r}{keys}".encode(), digest_size=16).hexdigest()
