"""WordPress's own shortcodes -> HTML; those of other programs stay as they stand, and are named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ATTRIBUTE: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'"\]]+))""")
_OWN: Final = re.compile(
    r"\[(?P<name>caption|wp_caption)\b(?P<attributes>[^\]]{0,2000})\](?P<inside>.{0,5000}?)\[/(?P=name)\]"
    r"|\[(?P<embed>embed|audio|video)\b(?P<options>[^\]]{0,2000})\](?:(?P<address>[^\[\]]{0,2000})\[/(?P=embed)\])?"
    r"|\[gallery\b(?P<pictures>[^\]]{0,2000})\]",
    re.DOTALL,
)
# Lengths are bounded: a bracket that is never closed must not be sought to the end of the text, each time anew.
# `[sic]` and `[1]` are text: a shortcode has values, an end, or a name that no word is.
_OTHER: Final = re.compile(
    r"\[([a-z][a-z0-9_-]*)(?:\s+[\w-]+\s*=[^\]]{0,2000})\]|\[([a-z]\w*[_-][\w-]*)\]|\[/([a-z][\w-]*)\]"
)
_FILES: Final = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav")


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file of the media library; `parent` is the number of the post that it was added to."""

    url: str
    alt: str = ""
    caption: str = ""
    parent: str = ""


@dataclass(frozen=True, kw_only=True)
class Library:
    """The media of a site by number, the post that is being read, and what was found in it that nothing replaces."""

    attachments: Mapping[str, Attachment]
    post: str
    missing: list[str] = field(default_factory=list)


def expand(text: str, library: Library) -> str:
    """Write captions, galleries and embeds of `text` as HTML, each on a line of its own."""
    return _OWN.sub(lambda found: _expanded(found, library), text)


def others(text: str) -> Sequence[str]:
    """The names of the other shortcodes in `text`, in order, once each."""
    return list(dict.fromkeys(name for found in _OTHER.finditer(text) for name in found.groups() if name))


def _expanded(found: re.Match[str], library: Library) -> str:
    if found["name"]:
        return _caption(found["inside"], _attributes(found["attributes"]))
    if found["embed"]:
        options = _attributes(found["options"])
        address = (found["address"] or "").strip() or next((options[name] for name in _FILES if name in options), "")
        link = f'<a href="{escape(unescape(address))}">{escape(unescape(address), quote=False)}</a>'
        return f"\n\n<p>{link}</p>\n\n" if address else found[0]
    return _gallery(_attributes(found["pictures"]), library) or found[0]


def _attributes(text: str) -> dict[str, str]:
    return {match[1].lower(): next(value or "" for value in match.groups()[1:] if value is not None)
            for match in _ATTRIBUTE.finditer(text)}  # fmt: skip


def _caption(inside: str, attributes: Mapping[str, str]) -> str:
    picture = re.match(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", inside, re.DOTALL)
    if picture is None:
        return inside
    caption = re.sub(r"\s+", " ", picture[2]).strip() or attributes.get("caption", "")
    legend = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"\n\n<figure>{picture[1]}{legend}</figure>\n\n"


def _gallery(attributes: Mapping[str, str], library: Library) -> str:
    named = [number.strip() for number in attributes.get("ids", attributes.get("include", "")).split(",")]
    numbers = [number for number in named if number] or [
        number for number, attachment in library.attachments.items() if attachment.parent == library.post
    ]
    library.missing.extend(number for number in numbers if number not in library.attachments)
    found = [library.attachments[number] for number in numbers if number in library.attachments]
    return "\n\n".join(["", *(_figure(attachment) for attachment in found), ""]) if found else ""


def _figure(attachment: Attachment) -> str:
    legend = f"<figcaption>{attachment.caption}</figcaption>" if attachment.caption else ""
    return f'<figure><img src="{escape(attachment.url)}" alt="{escape(attachment.alt)}">{legend}</figure>'
