"""HTML as a person wrote or pasted it → HTML with nothing that acts: what may stand in an article, and no more.

The lists below are what `serialising` writes, too: a second parser that reads the sanitised text otherwise than
the first one cannot bring anything back.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import nh3

from parccli.render.nesting import require_shallow

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_MARKS: Final = ("abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp")
_MORE_MARKS: Final = ("small", "span", "strong", "sub", "sup", "u", "var")
INLINE: Final = frozenset({"a", "audio", "br", "img", "source", "track", "video", *_MARKS, *_MORE_MARKS})
_LISTS: Final = ("dd", "dl", "dt", "li", "ol", "ul")
_TABLES: Final = ("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
_TEXTS: Final = ("blockquote", "details", "div", "figcaption", "figure", "hr", "p", "pre", "section", "summary")
BLOCKS: Final = frozenset({*HEADINGS, *_LISTS, *_TABLES, *_TEXTS})
SECTIONS: Final = frozenset(
    {"address", "article", "aside", "center", "footer", "form", "header", "hgroup", "main", "nav", "section"}
)
"""Blocks of a whole page: they come in with a pasted text, and leave as paragraphs."""
EMBEDS: Final = frozenset({"iframe"})
"""Pages within the page: they leave as links."""

ATTRIBUTES: Final = {
    "*": frozenset({"dir", "id", "lang"}),
    "a": frozenset({"href", "hreflang", "title", "type"}),
    "abbr": frozenset({"title"}),
    "audio": frozenset({"src"}),
    "code": frozenset({"class"}),
    "dfn": frozenset({"title"}),
    "div": frozenset({"class"}),
    "iframe": frozenset({"src", "title"}),
    "img": frozenset({"alt", "height", "sizes", "src", "srcset", "title", "width"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "source": frozenset({"src", "type"}),
    "sup": frozenset({"class"}),
    "td": frozenset({"colspan", "rowspan", "style"}),
    "th": frozenset({"colspan", "rowspan", "scope", "style"}),
    "track": frozenset({"kind", "label", "src", "srclang"}),
    "video": frozenset({"height", "poster", "src", "width"}),
}

# Controls, surrogates and noncharacters: not allowed in XML (feeds), or by the HTML standard.
_HIGHER_PLANES: Final = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))
_ILLEGAL: Final = re.compile(f"[^\t\n\r -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_HIGHER_PLANES}]")


def well_formed(text: str) -> str:
    """`text` without the characters that neither HTML nor XML can hold."""
    return text if text.isascii() and text.isprintable() else _ILLEGAL.sub("", text)


def sanitised(html: str) -> str:
    """Keep what the lists above name, with addresses of SCHEMES or without a scheme; comments go.

    Raises ParcError for what nests so deeply that to find out would take too long.
    """
    require_shallow(html)
    clean = _cleaner().clean(well_formed(html))
    # Only a reference can have brought such a character back.
    return well_formed(clean) if "&#" in html else clean


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=INLINE | BLOCKS | SECTIONS | EMBEDS,
        attributes=ATTRIBUTES,
        filter_style_properties={"text-align"},
        url_schemes=SCHEMES,
        # Nothing opens a new window here, and a `rel` would stand on links within the page too.
        link_rel=None,
    )
