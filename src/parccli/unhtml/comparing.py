"""What a tree says, as one text: its words with their blanks, its links, pictures and blocks, but no spelling of them.

Two trees of the same text here read the same, whatever the ways in which they were written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from parccli.unhtml.tree import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_SAME: Final = {"th": "td", "b": "strong", "i": "em", "s": "del", "div": "p"}
_UNSEEN: Final = frozenset({"span", "tbody", "thead", "tfoot"})
_COMPARED: Final = {
    "a": ("href", "title"),
    "img": ("src", "alt", "title"),
    "ol": ("start",),
    "td": ("colspan", "rowspan"),
}
_ADDRESSES: Final = frozenset({"href", "src"})
_OPEN, _CLOSE = "\x02", "\x03"
_PARAGRAPH: Final = f"{_OPEN}p{_CLOSE}"
_NOTE: Final = "\x04note\x05"
_BLOCK: Final = f"{_OPEN}[^{_CLOSE}]*{_CLOSE}"


def signature(root: HtmlElement) -> str:
    """What `root` says; white space that does not show, and edges of paragraphs beside other blocks, do not count."""
    return _normalised("".join(_inside(root)))


def block_signature(block: HtmlElement) -> str:
    """What `signature` says of a tree of nothing but `block`."""
    return _normalised("".join(_whole(block)))


def _normalised(told: str) -> str:
    text = re.sub(r"[ \t\r\n\f]+", " ", told)
    text = re.sub(f" ?({_BLOCK}) ?", r"\1", text)
    text = re.sub(f"(?:{_PARAGRAPH})+", _PARAGRAPH, text)
    text = re.sub(f"({_OPEN}(?!p{_CLOSE})[^{_CLOSE}]*{_CLOSE}){_PARAGRAPH}", r"\1", text)
    text = re.sub(f"{_PARAGRAPH}({_BLOCK})", r"\1", text)
    return text.strip(" ").removeprefix(_PARAGRAPH).removesuffix(_PARAGRAPH).strip(" ")


def _inside(element: HtmlElement) -> Iterator[str]:
    yield _text(element.text, element)
    for child in element:
        yield from _whole(child)
        yield _text(child.tail, element)


def _whole(element: HtmlElement) -> Iterator[str]:
    tag = _SAME.get(str(element.tag), str(element.tag))
    if tag == "sup" and element.get("class") == "footnote-reference":
        yield _NOTE
    elif tag in {"br", "hr"}:
        yield f"{_OPEN}{tag}{_CLOSE}"
    elif tag in {"img", "note"}:
        yield f"\x04{tag}{_attributes(element, tag)}\x05"
    elif tag in _UNSEEN or (tag == "code" and _is_in_pre(element)):
        yield from _inside(element)
    elif tag == "p":
        yield _PARAGRAPH
        yield from _inside(element)
        yield _PARAGRAPH
    else:
        before, after = (_OPEN, _CLOSE) if element.tag in BLOCKS else ("\x04", "\x05")
        yield f"{before}{tag}{_attributes(element, tag)}{after}"
        yield from _inside(element)
        yield f"{before}/{tag}{after}"


def _text(text: str | None, around: HtmlElement) -> str:
    if not text:
        return ""
    if not _is_in_pre(around):
        return text
    return re.sub("[ \n]", lambda blank: "\x06" if blank[0] == " " else "\x07", text.strip("\n"))


def _is_in_pre(element: HtmlElement) -> bool:
    return element.tag == "pre" or any(around.tag == "pre" for around in element.iterancestors())


def _attributes(element: HtmlElement, tag: str) -> str:
    found = [(name, element.get(name)) for name in _COMPARED.get(tag, ())]
    return "".join(
        f" {name}={quote(unquote(value)) if name in _ADDRESSES else value}" for name, value in found if value
    )
