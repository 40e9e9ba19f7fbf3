"""What an export makes -> its output folder: what differs is written, what is no longer made is removed, by plan.

The folder belongs to a person: parccli overwrites and deletes only files that its manifest, or the journal of a run
that died, tells to be its own. What the files hold is compared with what is on the disk, whatever a manifest says.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from parccli.errors import ParcError, UsageError
from parccli.folder import disk, failures, writing
from parccli.folder.comparing import Comparison, State
from parccli.folder.journal import Journal, left_behind
from parccli.folder.manifest import MANIFEST, write_journal, write_manifest
from parccli.folder.reading import is_regular, read_bytes
from parccli.folder.site import POSTS
from parccli.i18n import gettext as _
from parccli.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from parccli.folder.comparing import Changes, Output
    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder


def anything(_path: str) -> bool:
    """Own every path: an export of all targets."""
    return True


def plan(site: SiteFolder, out: Path, outputs: Iterable[Output], *, owns: Callable[[str], bool] = anything) -> Changes:
    """Tell what `write_outputs` would do, and do none of it."""
    comparison = Comparison(output_folder(site, out), owns)
    for _output, _state in comparison.of(outputs):
        pass
    return comparison.changes()


def write_outputs(
    hold: Hold, out: Path, outputs: Iterable[Output], *, owns: Callable[[str], bool] = anything, force: bool = False
) -> Changes:
    """Bring the folder `out` to hold `outputs`; a ParcError, before anything has changed, when that cannot be.

    Of the files made before, only those whose path `owns` accepts are removed; the others stay listed.
    A file that is not parccli's is overwritten only with `force`.
    """
    real = output_folder(hold.site, out)
    comparison = Comparison(real, owns)
    written: list[str] = []
    with Journal(real) as journal, writing.Batch(real.parent) as batch:
        for output, state in comparison.of(outputs):
            if state in {State.ADD, State.CHANGE} or (state is State.BLOCKED and force):
                journal.begin()
                batch.stage(writing.Write(path=real / output.path, data=output.data))
                written.append(output.path)
        changes = comparison.changes()
        if changes.blocked and not force:
            raise _blocked(real, changes.blocked)
        _publish(real, comparison, written, journal, batch)
    return changes


def output_folder(site: SiteFolder, out: Path) -> Path:
    """The real place of the output folder; a UsageError when it would mix with the site's own files."""
    real = Path(os.path.realpath(out))
    forbidden = (Path(os.path.realpath(site.root / POSTS)), site.state)
    if site.root.is_relative_to(real) or any(real.is_relative_to(folder) for folder in forbidden):
        raise UsageError(
            _("an export cannot go into the site folder itself, into posts/, or above them"),
            path=site.relative(real) if real != site.root else str(real),
            hint=_("Name a folder of its own, such as public."),
        )
    if os.path.lexists(real) and not real.is_dir():
        raise UsageError(_("it is a file, not a folder"), path=site.relative(real))
    return real


def _publish(out: Path, comparison: Comparison, written: list[str], journal: Journal, batch: writing.Batch) -> None:
    """Give what is staged its names: media first, feeds after what they tell of, removals, the manifest last."""
    manifest, listed = out / MANIFEST, comparison.listed()
    data = write_manifest(listed)
    if not (is_regular(manifest) and read_bytes(manifest, MANIFEST) == data):
        journal.begin()
        batch.stage(writing.Write(path=manifest, data=data))
    if written:
        ours = (*left_behind(out), *((path, comparison.made[path]) for path in written))
        batch.stage(writing.Write(path=journal.path, data=write_journal(ours)))
    batch.seal()
    if written:
        batch.place([journal.path])
        batch.place(out / path for path in sorted(written, key=_turn))
    _remove(out, comparison.changes().remove, [path for path in comparison.before.files if path not in listed])
    batch.place()


def _turn(path: str) -> tuple[int, str]:
    first = path.split("/", 1)[0]
    return {"media": 0, "feeds": 2}.get(first, 1), path


def _remove(out: Path, paths: Iterable[str], gone: Iterable[str]) -> None:
    """Remove the files of `paths`, and the folders that those of `gone` leave empty, from this run or one that died."""
    for path in paths:
        with failures.writing(f"{out.name}/{path}"):
            disk.persist((out / path).unlink)
    for folder in {(out / path).parent for path in gone}:
        with failures.writing(f"{out.name}/{folder.relative_to(out).as_posix()}"):
            disk.sync_folder(_prune(folder, out))


def _prune(folder: Path, out: Path) -> Path:
    """Remove the folder and those above it that are left empty; return the lowest that stays."""
    while folder != out:
        if folder.is_dir():
            if any(folder.iterdir()):
                break
            folder.rmdir()
        folder = folder.parent
    return folder


def _blocked(out: Path, paths: tuple[str, ...]) -> ParcError:
    others = len(paths) - 1
    message = _("parccli did not make this file, and would overwrite it")
    if others:
        message = ngettext(
            "parccli did not make this file and {number} other, and would overwrite them",
            "parccli did not make this file and {number} others, and would overwrite them",
            others,
        ).format(number=others)
    return ParcError(
        message, path=f"{out.name}/{paths[0]}", hint=_("Move it elsewhere, or overwrite it with “--force”.")
    )
