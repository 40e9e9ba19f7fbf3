"""XML -> its elements of some names, one at a time: no DOCTYPE, no entity of its own, nothing fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final, cast

from lxml import etree

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.etree import _Element as Element

# WordPress lets control characters into texts that XML does not; in UTF-16 these bytes may be halves of letters.
_CONTROLS: Final = bytes({*range(1, 32)} - set(b"\t\n\r"))
_BLANKED: Final = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
_START: Final = 1 << 16
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def elements(stream: BinaryIO, names: Container[str]) -> Iterator[Element]:
    """Yield each finished element whose name, without its namespace, is in `names`; it is emptied afterwards.

    Raises ParcError with the line where the XML breaks, after the elements before it, and for a DOCTYPE.
    """
    events = etree.iterparse(
        _Readable(stream),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    first = True
    try:
        for event, element in events:
            if first and element.getroottree().docinfo.internalDTD is not None:
                raise _doctype()
            first = False
            if event == "end" and local_name(element) in names:
                yield element
                _free(element, names)
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error


class _Readable:
    """The bytes of a stream without what keeps XML from being read and says nothing; lines stay where they are."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        start = stream.read(_START)
        self._is_bytewise = not start.startswith(_UTF16)
        self._ahead = self._opened(start.translate(_BLANKED)) if self._is_bytewise else start

    def read(self, size: int = -1) -> bytes:
        """Give some bytes, or none at the end."""
        if self._ahead:
            start, self._ahead = self._ahead, b""
            return start
        data = self._stream.read(size)
        return data.translate(_BLANKED) if self._is_bytewise else data

    def _opened(self, start: bytes) -> bytes:
        """Put blank lines after the declaration, which must come first; a bad plug-in makes WordPress print some."""
        plain = start.lstrip(b" \t\r\n")
        if not plain.strip(b"\xef\xbb\xbf \t\r\n\0"):
            raise ParcError(_("the file is empty"), line=1)
        before = b"\n" * start[: len(start) - len(plain)].count(b"\n")
        end = plain.find(b"?>") + 2 if plain.startswith(b"<?xml") else 0
        return plain[:end] + before + plain[end:]


def line_of(element: Element) -> int:
    """The line of the file where an element begins."""
    return cast("int | None", element.sourceline) or 1


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: Element) -> str:
    """The namespace of an element, in small letters; empty for none."""
    return str(element.tag).rpartition("}")[0].removeprefix("{").lower()


def text_of(element: Element | None) -> str:
    """The text of an element, its ends cut; empty for None."""
    return "".join(map(str, element.itertext())).strip(" \t\r\n") if element is not None else ""


def child(element: Element, name: str) -> Element | None:
    """The first child of a local name."""
    return next((part for part in element if local_name(part) == name), None)


def child_text(element: Element, name: str) -> str:
    """The text of the first child of a local name."""
    return text_of(child(element, name))


def _free(element: Element, names: Container[str]) -> None:
    """Forget an element, and those before it, so that memory does not grow with the file."""
    element.clear()
    parent, before = element.getparent(), element.getprevious()
    while parent is not None and before is not None and local_name(before) in names:
        parent.remove(before)
        before = element.getprevious()


def _doctype() -> ParcError:
    return ParcError(
        _("the file declares a DOCTYPE, with which an XML file can read others"),
        hint=_("Remove the line “<!DOCTYPE …>” if you trust the file, then import again."),
        line=1,
    )


def _broken(error: etree.XMLSyntaxError) -> ParcError:
    line = error.lineno or 1
    return ParcError(
        _("the XML is faulty, or breaks off, at line {line}").format(line=line),
        hint=_("Export the file again; what stands before that line was read."),
        line=line,
    )
