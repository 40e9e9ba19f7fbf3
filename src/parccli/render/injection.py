"""A page of the site as bytes, and fragments by name → the page with each fragment between its two markers.

    <!-- parccli:latest --> … <!-- /parccli:latest -->          fragments/latest.html
    <!-- parccli:articles/travaux --> … <!-- /… -->             fragments/articles/travaux.html

Nothing outside the markers changes, and a second time changes nothing: the page may be in any encoding that has the
letters of ASCII where UTF-8 has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MARKER: Final = re.compile(rb"<!--\s*(?P<closes>/\s*)?parccli\s*:\s*(?P<name>[^>]*?)\s*-->")


@dataclass(frozen=True, kw_only=True)
class Region:
    """The bytes from `start` up to `end`, between the markers of the fragment `name`; the first stands on `line`."""

    name: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page that has markers, at `path` as the person knows it."""

    path: str
    data: bytes
    regions: tuple[Region, ...]

    @classmethod
    def read(cls, path: str, data: bytes) -> Self:
        """Find the markers; a ParcError names the line of one that is missing, doubled, nested or crossed."""
        regions = tuple(_regions(path, data))
        if not regions:
            raise ParcError(
                _("there is no marker of a fragment in it"),
                hint=_("Write “<!-- parccli:latest -->” and “<!-- /parccli:latest -->” around the place for it."),
                path=path,
            )
        return cls(path=path, data=data, regions=regions)

    def filled(self, fragments: Mapping[str, str]) -> bytes:
        """Put in the fragments; a place whose fragment is not among them stays as it is."""
        newline, encode = self._newline(), self._encoding()
        parts: list[bytes] = []
        last = 0
        for region in self.regions:
            if region.name in fragments:
                text = self._fragment(region, fragments[region.name])
                parts += (self.data[last : region.start], newline, encode(text).replace(b"\n", newline))
                last = region.end
        return b"".join((*parts, self.data[last:]))

    def _fragment(self, region: Region, text: str) -> str:
        # It would be read as one of the page's the next time.
        if _MARKER.search(text.encode()):
            raise ParcError(
                _("the fragment “{name}” holds a marker itself").format(name=region.name),
                hint=_("Take the marker out of the template."),
                path=self.path,
                line=region.line,
            )
        return text

    def _outside(self) -> bytes:
        ends = [0, *(region.end for region in self.regions)]
        starts = [*(region.start for region in self.regions), len(self.data)]
        return b"".join(self.data[end:start] for end, start in zip(ends, starts, strict=True))

    def _newline(self) -> bytes:
        """How the page's own lines end."""
        return b"\r\n" if re.match(rb"[^\n]*\r\n", self._outside()) else b"\n"

    def _encoding(self) -> Callable[[str], bytes]:
        """UTF-8; in a page that is not, letters beyond ASCII are written by their numbers, which any encoding has."""
        try:
            self._outside().decode()
        except UnicodeDecodeError:
            return lambda text: text.encode("ascii", "xmlcharrefreplace")
        return str.encode


def _regions(path: str, data: bytes) -> Iterator[Region]:
    opened: re.Match[bytes] | None = None
    seen: set[bytes] = set()
    for marker in _MARKER.finditer(data):
        if marker["closes"]:
            if opened is None or marker["name"] != opened["name"]:
                raise _error(path, data, marker, _("“{name}” ends here and has not begun"))
            yield Region(name=_name(opened), start=opened.end(), end=marker.start(), line=_line(data, opened))
            opened = None
        elif opened is not None:
            raise _error(path, data, marker, _("“{name}” begins before “{other}” has ended"), other=_name(opened))
        elif marker["name"] in seen:
            raise _error(path, data, marker, _("“{name}” begins for the second time in this file"))
        else:
            opened = marker
            seen.add(marker["name"])
    if opened is not None:
        raise _error(path, data, opened, _("“{name}” begins here and never ends"))


def _error(path: str, data: bytes, marker: re.Match[bytes], message: str, **more: str) -> ParcError:
    name = _name(marker)
    return ParcError(
        message.format(name=name, **more),
        hint=_(
            "Each place has two markers: “<!-- parccli:{name} -->” and, after it, “<!-- /parccli:{name} -->”."
        ).format(name=name),
        path=path,
        line=_line(data, marker),
    )


def _name(marker: re.Match[bytes]) -> str:
    return marker["name"].decode(errors="backslashreplace")


def _line(data: bytes, marker: re.Match[bytes]) -> int:
    return data.count(b"\n", 0, marker.start()) + 1
