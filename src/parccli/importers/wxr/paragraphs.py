"""Text of the classic editor -> HTML: blank lines part paragraphs and line ends are breaks, as WordPress shows it.

This is what `wpautop` is for, and not the letter of what it does: tags come out paired.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_BLOCKS: Final = (
    "address|article|aside|blockquote|caption|col|colgroup|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hgroup|hr|legend|li|main|menu|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
# What is never closed goes on to the end, as in HTML: to look for its end again at each beginning would take for ever.
_TOKEN: Final = re.compile(
    rf"(?P<opaque><(?P<name>pre|script|style|svg|textarea)\b.*?(?:</(?P=name)\s*>|\Z)|<!--.*?(?:-->|\Z))"
    rf"|(?P<tag></?(?P<block>{_BLOCKS})(?=[\s/>])[^<>]*>)",
    re.DOTALL | re.IGNORECASE,
)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|(?:<br\s*/?>\s*){2,}", re.IGNORECASE)
_LINE_END: Final = re.compile(r"<br\s*/?>(?:[ \t]*\n[ \t]*)?|(?<![ \t])[ \t]*\n[ \t]*", re.IGNORECASE)
_INNER_TAG: Final = re.compile(r"<[^<>]*>")
_HOLDERS: Final = re.compile(r"p|li|d[dt]|t[dh]|h[1-6]|caption|figcaption|figure|summary|legend")
"""Blocks that hold a single paragraph without more ado."""


@dataclass
class _Writer:
    written: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)

    def end_text(self) -> None:
        """Write the text so far as paragraphs."""
        paragraphs = [_with_breaks(part) for part in _BLANK_LINE.split("".join(self.text)) if part.strip()]
        self.text.clear()
        block = self.around[-1] if self.around else ""
        if block == "p":
            self.written.append("</p>\n<p>".join(paragraphs))
        elif len(paragraphs) == 1 and _HOLDERS.fullmatch(block):
            self.written += paragraphs
        else:
            self.written += (f"<p>{paragraph}</p>\n" for paragraph in paragraphs)

    def add_tag(self, tag: str, name: str) -> None:
        """Write the tag of a block, and keep in mind what it opens or closes."""
        self.end_text()
        self.written.append(tag if name not in {"p", "hr"} or not tag.startswith("</") else f"{tag}\n")
        if tag.startswith("</"):
            while name in self.around and self.around.pop() != name:
                pass
        elif name not in {"col", "hr"} and not tag.endswith("/>"):
            self.around.append(name)


def paragraphs(text: str) -> str:
    """Give `text` its paragraphs and line breaks."""
    # A line end within a tag is none of the text.
    plain = _INNER_TAG.sub(lambda tag: tag[0].replace("\n", " "), re.sub(r"\r\n?", "\n", text))
    writer, last = _Writer(), 0
    for token in _TOKEN.finditer(plain):
        writer.text.append(plain[last : token.start()])
        last = token.end()
        if token["tag"]:
            writer.add_tag(token["tag"], token["block"].lower())
        elif (token["name"] or "").lower() == "pre":
            writer.end_text()
            writer.written.append(f"{token[0]}\n")
        else:
            writer.text.append(token[0])
    writer.text.append(plain[last:])
    writer.end_text()
    return "".join(writer.written).strip("\n")


def _with_breaks(paragraph: str) -> str:
    return _LINE_END.sub("<br>\n", paragraph.strip(" \t\n"))
