"""What the system refused -> an error that names the file and says why in the interface's language."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.folder.names import legible
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARING_VIOLATION: Final = 32
_OF_THE_MACHINE: Final = frozenset({errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC})
_REASONS: Final = {
    errno.EACCES: N_("permission denied"),
    errno.EDQUOT: N_("the disk quota is used up"),
    errno.EEXIST: N_("there is a file of that name already"),
    errno.EFBIG: N_("it would be larger than the system allows"),
    errno.EIO: N_("the disk reports an error"),
    errno.EISDIR: N_("it is a folder, not a file"),
    errno.ELOOP: N_("a symbolic link leads back to itself"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ENFILE: N_("too many files are open"),
    errno.ENOMEM: N_("there is not enough memory"),
    errno.ENOENT: N_("it is not there"),
    errno.ENOSPC: N_("the disk is full"),
    errno.ENOTDIR: N_("a file stands where a folder is needed"),
    errno.ENXIO: N_("nobody reads from it"),
    errno.EPERM: N_("the system does not allow it"),
    errno.EROFS: N_("the disk is read-only"),
}


def in_words(error: OSError) -> str:
    """Why, in the interface's language as far as the reason is a usual one."""
    if getattr(error, "winerror", None) == SHARING_VIOLATION:
        return _("another program has it open")
    reason = _REASONS.get(error.errno or 0)
    return _(reason) if reason else str(error.strerror or error)


def of_the_machine(error: BaseException) -> ParcError | None:
    """What to say where the machine has failed, while a module was imported for example; None where it has not."""
    if isinstance(error, MemoryError):
        error = OSError(errno.ENOMEM, "")
    if not (isinstance(error, OSError) and error.errno in _OF_THE_MACHINE):
        return None
    return ParcError(
        _("the system refuses what parccli needs: {reason}").format(reason=in_words(error)),
        path=None if error.filename is None else legible(os.fsdecode(error.filename)),
        hint=_("Mend the cause, then run the command again: it ends what was begun."),
    )


@contextmanager
def reading(path: str) -> Iterator[None]:
    """Let what the system refuses come out as a ParcError that names `path`."""
    try:
        yield
    except OSError as error:
        raise ParcError(_("it cannot be read: {reason}").format(reason=in_words(error)), path=path) from error


@contextmanager
def writing(path: str) -> Iterator[None]:
    """Let what the system refuses come out as a ParcError that names `path`; what stood there is still there."""
    try:
        yield
    except OSError as error:
        raise unwritten(error, path) from error


def unwritten(error: OSError, path: str) -> ParcError:
    """What to say of a file that could not be written."""
    return ParcError(
        _("it cannot be written: {reason}").format(reason=in_words(error)),
        path=path,
        hint=_("What was there before is unchanged. Mend the cause, then run the command again."),
    )
