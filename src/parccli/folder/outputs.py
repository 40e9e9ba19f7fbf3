"""What an export makes -> its output folder: what differs is written, what is no longer made is removed, by plan."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from parccli.errors import UsageError
from parccli.folder.delivery import Delivery, anything
from parccli.folder.site import POSTS
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from parccli.folder.comparing import Changes
    from parccli.folder.lock import Hold
    from parccli.folder.site import SiteFolder
    from parccli.folder.staging import Output


def plan(site: SiteFolder, out: Path, outputs: Iterable[Output], *, owns: Callable[[str], bool] = anything) -> Changes:
    """Tell what `write_outputs` would do, and do none of it."""
    with Delivery(output_folder(site, out), owns=owns, writes=False) as delivery:
        stager = delivery.stager()
        for output in outputs:
            delivery.take(stager.stage(output))
        return delivery.changes()


def write_outputs(
    hold: Hold, out: Path, outputs: Iterable[Output], *, owns: Callable[[str], bool] = anything, force: bool = False
) -> Changes:
    """Bring the folder `out` to hold `outputs`; a ParcError, before anything has changed, when that cannot be.

    Of the files made before, only those whose path `owns` accepts are removed; the others stay listed.
    A file that is not parccli's is overwritten only with `force`.
    """
    with Delivery(output_folder(hold.site, out), owns=owns) as delivery:
        stager = delivery.stager()
        for output in outputs:
            delivery.take(stager.stage(output))
        return delivery.publish(force=force)


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
