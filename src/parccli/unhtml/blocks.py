"""Blocks in shape -> Markdown; each is read back, and written as HTML when it would not read the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli import markdown
from parccli.unhtml.comparing import block_signature, signature
from parccli.unhtml.escaping import escape_start
from parccli.unhtml.inline import Style, inline
from parccli.unhtml.serialising import to_html
from parccli.unhtml.tables import table
from parccli.unhtml.tree import HEADINGS, is_blank, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_STYLES: Final = (Style(), Style(tags=True))
_LANGUAGE: Final = re.compile(r"(?:language|lang)-(\S+)")
_NO_MARKDOWN: Final = ("dl", "details", "figure", "div")


class _StaysHtmlError(Exception):
    """A block that Markdown has no way to write."""


def write(root: HtmlElement) -> str:
    """Write the blocks of `root` with a blank line between them."""
    written: list[str] = []
    for block in root:
        if block.tag == "definition":
            written.append(_definition(block))
        else:
            written.append(_checked(block, previous=written[-1] if written else ""))
    return "\n\n".join(part for part in written if part)


def _checked(block: HtmlElement, previous: str = "") -> str:
    """Write one block in the first way that reads back as what it is."""
    meant = block_signature(block)
    for style in _STYLES:
        try:
            text = _block(block, style, previous)
        except _StaysHtmlError:
            break
        if signature(_read_back(text)) == meant:
            return text
    return to_html(block)


def _read_back(text: str) -> HtmlElement:
    """The tree that `text` renders to; notes that it refers to stand elsewhere, and are left out."""
    labels = dict.fromkeys(re.findall(r"\[\^(\d+)\]", text))
    notes = "".join(f"\n\n[^{label}]: x" for label in labels)
    root = parse(markdown.to_html(text + notes))
    for note in root.xpath("//div[@class='footnote-definition']"):
        note.drop_tree()
    return root


def _definition(note: HtmlElement) -> str:
    """Write a footnote, its blocks in line with the first of them."""
    text = "\n\n".join(part for part in (_checked(block) for block in note) if part)
    return f"[^{note.get('label')}]: " + _indented(text or "…", 4)


def _block(block: HtmlElement, style: Style, previous: str) -> str:
    if set(block.attrib) - {"start", "class"}:
        raise _StaysHtmlError
    if block.tag in HEADINGS:
        return _heading(block, style)
    writer = _WRITERS.get(str(block.tag))
    if writer is None:
        raise _StaysHtmlError
    return writer(block, style, previous)


def _paragraph(block: HtmlElement, style: Style, _previous: str) -> str:
    if (
        len(block)
        and block[0].tag == "iframe"
        and is_blank(block.text)
        and (len(block) > 1 or not is_blank(block[0].tail))
    ):
        # The line would be a block of HTML, and what follows the frame no Markdown.
        raise _StaysHtmlError
    lines = inline(block, style).strip(" ").split("\n")
    return "\n".join(escape_start(line.strip(" ")) for line in lines)


def _heading(block: HtmlElement, style: Style) -> str:
    text = inline(block, Style(line_break="<br>", tags=style.tags)).strip(" ")
    return f"{'#' * int(str(block.tag)[1])} " + re.sub(r"(#+)$", r"\\\1", text)


def _quotation(block: HtmlElement, style: Style, _previous: str) -> str:
    text = _blocks(block, style)
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _blocks(parent: HtmlElement, style: Style, separator: str = "\n\n") -> str:
    """Write what `parent` holds: blocks, or running text alone."""
    if not any(_is_block(child) for child in parent):
        return _paragraph(parent, style, "")
    written: list[str] = []
    for child in parent:
        try:
            written.append(_block(child, style, written[-1] if written else ""))
        except _StaysHtmlError:
            written.append(to_html(child))
    return separator.join(part for part in written if part)


def _is_block(element: HtmlElement) -> bool:
    return element.tag in _WRITERS or element.tag in (*HEADINGS, *_NO_MARKDOWN)


def _list(block: HtmlElement, style: Style, previous: str) -> str:
    if block.get("reversed") is not None or block.get("type") or any(item.get("value") for item in block):
        raise _StaysHtmlError
    first = block.get("start", "1")
    if not re.fullmatch(r"\d{1,9}", first) or any(item.tag != "li" or item.attrib for item in block):
        raise _StaysHtmlError
    is_loose = any(_is_loose(item) for item in block)
    # Two lists in a row are one, unless their marks differ.
    bullet = "*" if previous.startswith("- ") else "-"
    sign = ")" if re.match(r"\d+\. ", previous) else "."
    items: list[str] = []
    for number, item in enumerate(block, int(first)):
        mark = f"{number}{sign} " if block.tag == "ol" else f"{bullet} "
        text = _blocks(item, style, "\n\n" if is_loose else "\n")
        items.append((mark + _indented(text, len(mark))).rstrip(" "))
    return ("\n\n" if is_loose else "\n").join(items)


def _is_loose(item: HtmlElement) -> bool:
    """Tell an item that is more than a text and the lists under it."""
    return any(child.tag not in {"ol", "ul"} for child in list(item)[1:] if _is_block(child)) or any(
        child.tag in {"ol", "ul"} and any(_is_loose(inner) for inner in child) for child in item
    )


def _indented(text: str, width: int) -> str:
    return "\n".join(" " * width + line if line and number else line for number, line in enumerate(text.split("\n")))


def _code(block: HtmlElement, _style: Style, _previous: str) -> str:
    inner = (
        block[0]
        if len(block) == 1 and block[0].tag == "code" and not (block.text or block[0].tail or "").strip()
        else block
    )
    if any(child.tag != "br" for child in inner):
        raise _StaysHtmlError
    text = (inner.text or "") + "".join("\n" + (child.tail or "") for child in inner)
    found = _LANGUAGE.search(inner.get("class", "") or block.get("class", ""))
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence}{found[1] if found else ''}\n{text.strip(chr(10))}\n{fence}"


def _table(block: HtmlElement, style: Style, _previous: str) -> str:
    written = table(block, style)
    if written is None:
        raise _StaysHtmlError
    return written


_WRITERS: Final[dict[str, Callable[[HtmlElement, Style, str], str]]] = {
    "blockquote": _quotation,
    "hr": lambda _block, _style, _previous: "***",
    "ol": _list,
    "p": _paragraph,
    "pre": _code,
    "table": _table,
    "ul": _list,
}
