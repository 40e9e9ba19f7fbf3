"""The raw HTML that a Markdown text passes by: tags in, whether the text between them is to be left alone out."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_LANGUAGE: Final = re.compile(r"(?<!\S)lang\s*=\s*[\"']?([A-Za-z]*)", re.IGNORECASE)
_AS_WRITTEN: Final = frozenset({"code", "kbd", "pre", "samp", "script", "style", "svg", "textarea", "var"})
_VOID: Final = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


class Markup:
    """The elements that are open: code and texts in another language than French hide what they hold.

    One that is never closed goes on to the end of the body, as it may in a browser.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []

    @property
    def hides(self) -> bool:
        """Whether the text that follows is to be left alone."""
        return bool(self._open) and self._open[-1][1]

    def read(self, html: str) -> None:
        """Pass the tags of `html`."""
        for closing, tag, attributes in _TAG.findall(html):
            name = tag.lower()
            if closing:
                self._close(name)
            elif name not in _VOID and not attributes.endswith("/"):
                self._open.append((name, self._hidden(name, attributes)))

    def _hidden(self, name: str, attributes: str) -> bool:
        if name in _AS_WRITTEN:
            return True
        language = _LANGUAGE.search(attributes)
        return language[1].lower() != "fr" if language else self.hides

    def _close(self, name: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                del self._open[index:]
                return
