"""File names, by their letters alone: what may be written everywhere, what is a post, what is another program's."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import Final

from parccli.i18n import gettext as _

_LONGEST: Final = 255
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: with any extension, and with ¹²³ for 1–3.
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
# Posts, and the files made of each.
_USUAL: Final = re.compile(
    r"[a-z]{5,99}/(?:(?:[0-9]{4}|head|[a-z]{5,99})/)?[0-9-]{0,11}[a-z0-9-]{6,160}\.(?:md|html|body\.html|jsonld)"
)
_USUAL_POST: Final = re.compile(r"[a-z0-9-]{1,200}\.md")
_CONFLICT: Final = re.compile(
    r"""
      \([^()]*(conflicted\ copy|case\ conflict|copie\ en\ conflit|conflit\ de\ casse|sfconflict)[^()]*\)
    | \.sync-conflict-\d{8}-\d{6}
    | [._]conflict\.md$ | \[conflicted\]
    """,
    re.IGNORECASE | re.VERBOSE,
)


class Kind(Enum):
    """What a name in posts/ tells of its file."""

    POST = "post"
    CONFLICT_COPY = "conflict copy of a synchronised folder"
    OFFICE_LOCK = "lock of an open document"
    SYSTEM = "the file manager's own"
    OTHER = "picture, document, hidden file, editor's backup"


def kind_of(name: str) -> Kind:
    """Judge a name; those of Dropbox, Nextcloud, Syncthing, Seafile, Synology and others mark conflict copies."""
    if name.startswith("~$"):
        return Kind.OFFICE_LOCK
    if name.casefold() in {"thumbs.db", "desktop.ini"}:
        return Kind.SYSTEM
    if not is_post_name(name):
        return Kind.OTHER
    return Kind.CONFLICT_COPY if _CONFLICT.search(name) else Kind.POST


def is_post_name(name: str) -> bool:
    """Whether a file of that name holds a post, or a copy of one."""
    return name[-3:].lower() == ".md" and not name.startswith(".")


def is_usual_post(name: str) -> bool:
    """Whether a file is a post, and no other program's, seen at one look: as parccli itself names posts."""
    return _USUAL_POST.fullmatch(name) is not None


def fault_of(path: str) -> str | None:
    """Why `path`, relative and with `/`, cannot be written below a folder on every system; None when it can."""
    # One look at what nearly all are.
    if _USUAL.fullmatch(path):
        return None
    return next((fault for part in path.split("/") if (fault := _fault_of_part(part))), None)


def _fault_of_part(part: str) -> str | None:
    if part in {"", ".", ".."}:
        return _("it would leave its folder")
    if _FORBIDDEN.search(part) or part.endswith((".", " ")):
        printable = part.encode("unicode_escape").decode()
        return _("“{name}” is not a name that every system can store").format(name=printable)
    if _RESERVED.fullmatch(part):
        return _("“{name}” is a name that Windows keeps for itself").format(name=part)
    if not is_text(part):
        return _("“{name}” is not a name in UTF-8").format(name=legible(part))
    if len(part.encode()) > _LONGEST:
        return _("“{name}…” is a name of more than 255 bytes").format(name=part[:40])
    return None


def is_text(path: str) -> bool:
    """Whether a name is Unicode: on Linux any bytes may be a name, and Python keeps odd ones as surrogates."""
    return path.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in path)


def legible(path: str) -> str:
    """The path with what is not Unicode in it escaped, so that it can be printed."""
    return path if is_text(path) else path.encode("utf-8", "backslashreplace").decode()


def order(path: str) -> tuple[str, str]:
    """Sort by this: the same order whether the disk keeps accents composed or not."""
    return composed(path), path


def composed(path: str) -> str:
    """The path in NFC, in which names are compared."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)
