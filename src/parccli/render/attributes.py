"""Attributes whose values the sanitiser does not read: impossible ones go, and every class but the engine's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LANGUAGE: Final = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_MEDIA_TYPE: Final = r"[\w.+-]+/[\w.+-]+"
_VALUES: Final = {
    "class": r"language-[\w+#.-]+|footnote-reference|footnote-definition",
    "dir": "ltr|rtl|auto",
    "hreflang": _LANGUAGE,
    "id": r"\S+",
    "kind": "captions|subtitles|descriptions|chapters|metadata",
    "lang": _LANGUAGE,
    "srclang": _LANGUAGE,
    "start": r"-?\d{1,6}",
    "type": f"[1aAiI]|{_MEDIA_TYPE}",
    "value": r"-?\d{1,6}",
}
_PATTERNS: Final = {name: re.compile(pattern, re.ASCII) for name, pattern in _VALUES.items()}


def keep_valid(root: Element) -> None:
    """Remove the attributes that HTML would not take."""
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            pattern = _PATTERNS.get(str(name))
            if pattern and not pattern.fullmatch(str(value)):
                del element.attrib[name]
