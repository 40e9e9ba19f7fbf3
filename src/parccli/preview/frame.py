"""The page around what is looked at: a saved page of the site with the marker `<!-- parccli -->`, or a plain one.

Pages are bytes, in whatever encoding that has the letters of ASCII where UTF-8 has them.
"""

from __future__ import annotations

import mimetypes
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from parccli.errors import UsageError
from parccli.folder.injecting import path_of
from parccli.folder.reading import POST_LIMIT, read_bytes
from parccli.i18n import gettext as _
from parccli.preview.answers import ASSETS
from parccli.render.injection import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN: Final = (ASSETS / "plain.html").read_bytes()
_MARKER: Final = re.compile(rb"<!--\s*parccli\s*-->")


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A page with one place for what is looked at; `path` is where it was saved, if it was."""

    path: Path | None
    data: bytes

    @classmethod
    def plain(cls, language: str) -> Self:
        """A page of ours, in the language of the interface."""
        return cls(path=None, data=_PLAIN.replace(b"<html>", f'<html lang="{language}">'.encode()))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a saved page; a ParcError when it cannot be read, or its marker is missing or doubled."""
        data = read_bytes(path, str(path), limit=POST_LIMIT)
        if len(_MARKER.findall(data)) != 1:
            raise UsageError(
                _("the marker “<!-- parccli -->” must be there once"),
                hint=_("Write it in the saved page where an article of the site begins, in the article’s stead."),
                path=str(path),
            )
        return cls(path=path, data=data)

    @property
    def is_utf_8(self) -> bool:
        """Whether the page is in UTF-8; else it says itself what it is in."""
        try:
            self.data.decode()
        except UnicodeDecodeError:
            return False
        return True

    @property
    def has_places(self) -> bool:
        """Whether there are markers of fragments, too, such as an export fills in."""
        return b"parccli:" in self.data

    def around(self, content: str, fragments: Mapping[str, str] | None = None) -> bytes:
        """Put `content` in its place, and `fragments`, by path, between their own markers."""
        data = self.data
        if fragments:
            page = Page.read(str(self.path), data)
            paths = {region.name: path_of(region.name) for region in page.regions}
            data = page.filled({name: fragments[path] for name, path in paths.items() if path in fragments})
        encoded = content.encode() if self.is_utf_8 else content.encode("ascii", "xmlcharrefreplace")
        return _MARKER.sub(lambda _marker: encoded, data)

    def companion(self, path: str) -> tuple[bytes, str] | None:
        """A file that a browser saved with the page, in a folder of the page's name: its bytes and media type."""
        folder, separator, _rest = path.partition("/")
        if self.path is None or not separator or not folder.startswith(f"{self.path.stem}_") or "\0" in path:
            return None
        place = Path(os.path.realpath(self.path.parent / path))
        if not place.is_relative_to(os.path.realpath(self.path.parent / folder)) or not place.is_file():
            return None
        return read_bytes(place, path), mimetypes.guess_type(place.name)[0] or "application/octet-stream"
