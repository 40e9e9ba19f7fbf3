"""A drawing (SVG) -> its size as a page shows it, and whether it is one and does nothing but show.

A drawing is a document: opened by itself from the site's own address, it would run what stands in it. Nothing that it
names is read: neither entities nor files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat

from parccli.render.article import Unfit

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMN: Final = 768
"""Pixels: the width that a page gives to a drawing without one, that of parc.css's text column."""

_SVG: Final = "http://www.w3.org/2000/svg"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_ACTING: Final = frozenset({"script", "foreignobject", "handler", "listener", "iframe", "object", "embed"})
_PROGRAM: Final = re.compile(r"(?:java|vb)script:|data:(?!image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
_HREF: Final = frozenset({"href", "from", "to", "values", "by"})
_IGNORED: Final = re.compile(r"[\s\x00-\x1f]+")
_LENGTH: Final = re.compile(r"\s*(\d{1,6}(?:\.\d+)?|\.\d+)\s*(px|pt|pc|mm|cm|in)?\s*")
_PIXELS: Final = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_MOST: Final = 99_999


class Drawing(NamedTuple):
    """Width and height in pixels; neither when the drawing does not tell its proportions."""

    width: int | None
    height: int | None


class _Acts(Exception):  # noqa: N818 -- it ends the reading, and is no error
    """The drawing would run something."""


def look_at(data: bytes) -> Drawing | Unfit:
    """Read a drawing whole; tell why when it is none to publish."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.element
    parser.ProcessingInstructionHandler = reader.instruction
    parser.EntityDeclHandler = reader.entity
    try:
        parser.Parse(data, True)  # noqa: FBT003 -- expat's own parameter: this is all
    except _Acts:
        return Unfit.ACTS
    except (expat.ExpatError, LookupError, ValueError):
        return Unfit.NO_PICTURE
    return size_of(reader.root) if reader.root is not None else Unfit.NO_PICTURE


def size_of(root: Mapping[str, str]) -> Drawing:
    """The size that the attributes of `svg` give; one without a width fills the column, as browsers have it."""
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    box = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", root.get("viewBox", ""))]
    ratio = box[3] / box[2] if len(box) == 4 and box[2] > 0 and box[3] > 0 else None  # noqa: PLR2004 -- x, y, width, height
    if width is None and height is None and ratio:
        width = COLUMN
    if width and height is None and ratio:
        height = width * ratio
    elif height and width is None and ratio:
        width = height / ratio
    if not width or not height or max(width, height) > _MOST:
        return Drawing(None, None)
    return Drawing(max(1, round(width)), max(1, round(height)))


class _Reader:
    """What expat tells of: `root` are the attributes of an `svg` that stands around everything."""

    def __init__(self) -> None:
        self.root: dict[str, str] | None = None
        self._begun = False

    def element(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _space, local = name.rpartition(" ")
        if not self._begun and (namespace, local) == (_SVG, "svg"):
            self.root = attributes
        self._begun = True
        if namespace == _XHTML or local.lower() in _ACTING:
            raise _Acts
        for attribute, value in attributes.items():
            key = attribute.rpartition(" ")[2].lower()
            if key.startswith("on") or (key in _HREF and _PROGRAM.search(_IGNORED.sub("", value))):
                raise _Acts

    def instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            raise _Acts

    def entity(self, *_declaration: object) -> None:
        raise _Acts


def _pixels(length: str | None) -> float | None:
    match = _LENGTH.fullmatch(length or "")
    return float(match[1]) * _PIXELS[match[2] or "px"] or None if match else None
