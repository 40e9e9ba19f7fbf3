"""The local files that one post uses: an address as written → the file's facts and its place below public/.

A file that is missing, outside the site folder, hidden, a post or the settings is none to publish: it is noted as
missing, by the path as it was written, and never shown.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from parccli.i18n import gettext as _
from parccli.render.addresses import public_url
from parccli.render.article import Unfit

if TYPE_CHECKING:
    from parccli.config import Config
    from parccli.render.article import FileFacts, FileLookup

_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]|file:", re.IGNORECASE)
_NEVER: Final = re.compile(r"(?:^|/)\.|\.(?:md|markdown)$|^parccli\.toml$|[\x00-\x1f\x7f]", re.IGNORECASE)
_SHOWN: Final = frozenset(
    {"image/avif", "image/bmp", "image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"}
)
"""The pictures that browsers show."""
_PAGES: Final = frozenset({"", ".html", ".htm", ".php", ".asp", ".aspx", ".jsp"})
# Fits a text column of the usual width; a theme that knows better overrides the template or the style.
SIZES: Final = "(max-width: 48rem) 100vw, 48rem"


def media_path(path: str) -> str:
    """The place below public/ of the site's file `path`: the same for as long as the file stays where it is."""
    return f"media/{path.removeprefix('posts/')}"


def is_page(path: str) -> bool:
    """Tell an address of the site, `../contact`, from a document, `plan.pdf`."""
    return PurePosixPath(path).suffix.lower() in _PAGES


def left_out(path: str, unfit: Unfit | None) -> str:
    """Say that a file is not published, and what to do."""
    templates = {
        None: _("{file} is not there, or may not be published: it is left out"),
        Unfit.NO_PICTURE: _(
            "{file} is damaged, or no picture that browsers show, and is left out: save it as JPEG, PNG or WebP"
        ),
        Unfit.ACTS: _("{file} is a drawing that may run a program, and is left out: save it as plain SVG, or as PNG"),
    }
    return templates[unfit].format(file=path)


class Media:
    """What one post uses, gathered while it is rendered: `used` by path below public/, and `missing` as written.

    `unfit` tells why a file that is there is missing all the same.
    """

    def __init__(self, folder: str, config: Config, lookup: FileLookup) -> None:
        self.folder = folder
        self.config = config
        self.lookup = lookup
        self.used: dict[str, FileFacts] = {}
        self.missing: list[str] = []
        self.unfit: dict[str, Unfit] = {}

    def path_of(self, address: str) -> str | None:
        """The path from the site folder that a relative address means; None when it is no relative path.

        It may lead out of the folder (`../…`): `find` refuses that.
        """
        if _DRIVE.match(address):
            return address
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return None
        return posixpath.normpath(posixpath.join(self.folder, unquote(parts.path).replace("\\", "/")))

    def find(self, path: str, *, as_picture: bool = False) -> FileFacts | None:
        """The facts of a file that may be published, noted as used; else None, and it is noted as missing.

        `as_picture`, browsers must be able to show it.
        """
        inside = not (path.startswith(("../", "/")) or path in {"..", "."} or _DRIVE.match(path) or _NEVER.search(path))
        facts = self.lookup(path) if inside else None
        unfit = facts.unfit if facts else None
        if facts and as_picture and facts.media_type not in _SHOWN:
            unfit = Unfit.NO_PICTURE
        if unfit:
            self.unfit[path] = unfit
        if facts is None or unfit:
            self.missing.append(path)
            return None
        self.used[media_path(facts.path)] = facts
        return facts

    def url(self, facts: FileFacts) -> str:
        """The public address of a file that is used."""
        return public_url(media_path(facts.path), self.config)

    def responsive(self, facts: FileFacts) -> str | None:
        """The `srcset` of a picture that has smaller copies, which are noted as used; None without."""
        if not facts.copies or not facts.width:
            return None
        original = PurePosixPath(media_path(facts.path))
        candidates = [(self.url(facts), facts.width)]
        for copy in facts.copies:
            path = str(original.with_name(f"{original.stem}-{copy.width}w{PurePosixPath(copy.path).suffix}"))
            self.used[path] = copy
            candidates.append((public_url(path, self.config), copy.width or 0))
        return ", ".join(f"{url} {width}w" for url, width in sorted(candidates, key=lambda candidate: candidate[1]))
