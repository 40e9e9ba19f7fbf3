"""HTML as it is pasted into WordPress 6.1 → as WordPress prints it, for what its documentation says of its filters.

Written anew from that, for tests: paragraphs (`wpautop`), quotes and dashes (`wptexturize`), faces
(`convert_smilies`), its own name (`capital_P_dangit`), addresses on their own (`autoembed`) and shortcodes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_BLOCK_NAMES: Final = (
    "address area article aside blockquote caption col colgroup dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li map menu nav ol p pre section style summary table "
    "tbody td tfoot th thead tr ul"
)
_BLOCK: Final = rf"(?:{'|'.join(_BLOCK_NAMES.split())})(?=[\s/>])"
_BLOCK_TAG: Final = re.compile(rf"</?{_BLOCK}[^>]*>")
_MARKUP: Final = re.compile(r"(<!--.*?-->|<[^>]*>?)", re.DOTALL)
_UNTOUCHED: Final = {"pre", "code", "kbd", "style", "script", "tt"}
_NO_FACES: Final = {"pre", "code", "style", "script", "textarea"}
_COCKNEY: Final = "tain't|twere|twas|tis|twill|til|bout|nuff|round|cause|em"
_FACES: Final = (
    ":mrgreen: :neutral: :twisted: :arrow: :shock: :smile: :???: :cool: :evil: :grin: :idea: :oops: :razz: :roll: "
    ":wink: :cry: :eek: :lol: :mad: :sad: 8-) 8-O :-( :-) :-? :-D :-P :-o :-x :-| ;-) 8O :( :) :? :D :P :o :x :| ;) "
    ":!: :?:"
)
_FACE: Final = re.compile(
    rf"(?<![^\s\u00a0])(?:{'|'.join(map(re.escape, sorted(_FACES.split(), key=len, reverse=True)))})(?![^\s\u00a0])"
)
_SHORTCODE: Final = re.compile(r"\[\[?/?[\w-]+[^\]]*\]")
_LINES: Final = re.IGNORECASE | re.MULTILINE
_ALONE: Final = re.compile(r"^\s*https?://[^\s<>\"]+\s*$|<p(?: [^>]*)?>\s*https?://[^\s<>\"]+\s*</p>", _LINES)
_LETTERS: Final = (
    (r"\.\.\.", "&#8230;"),
    ("``", "&#8220;"),
    ("''", "&#8221;"),
    (r" \(tm\)", " &#8482;"),
    (rf"'(?=(?:{_COCKNEY})\b)", "&#8217;"),
    (r"'(?=\d\d(?![%\d]))", "&#8217;"),
    (r"(?<=\d)'", "&#8242;"),
    (r'(?<=\d)"', "&#8243;"),
    (r"(?<![^\s\u00a0(\[{\"-])'", "&#8216;"),
    ("'", "&#8217;"),
    (r'(?<![^\s\u00a0(\[{;-])"', "&#8220;"),
    ('"', "&#8221;"),
    ("---", "&#8212;"),
    (r"(?<![^\s\u00a0])--(?![^\s\u00a0])", "&#8212;"),
    ("(?<!xn)--", "&#8211;"),
    (r"(?<![^\s\u00a0])-(?![^\s\u00a0])", "&#8211;"),
    (r"\b((?:0[\d.,]+|[1-9][\d.,]*))x(?=\d)", r"\1&#215;"),
    (r"&(?!#(?:\d+|x[a-f\d]+);|[a-zA-Z1-4]{1,8};)", "&#038;"),
)


def the_content(html: str) -> str:
    """Print a post: the filters in their order."""
    return capital_p(wpautop(convert_smilies(wptexturize(html))))


def shortcodes(html: str) -> list[str]:
    """What would be run, were it registered."""
    return _SHORTCODE.findall(html)


def autoembedded(html: str) -> list[str]:
    """The addresses that would be asked for something to embed."""
    return _ALONE.findall(html)


def wptexturize(html: str) -> str:
    """Set quotes, apostrophes, primes, dashes, dots and products in the texts, but not in code."""
    return _in_texts(html, _UNTOUCHED, _typeset)


def convert_smilies(html: str) -> str:
    """Draw each face that stands between spaces."""
    return _in_texts(html, _NO_FACES, lambda text: _FACE.sub('<img class="wp-smiley">', text))


def capital_p(html: str) -> str:
    """Write the product's name as its makers do."""
    return re.sub(r"(?<=[ >(])Wordpress", "WordPress", html)


def wpautop(html: str) -> str:
    """Make a paragraph of what stands between blank lines and blocks, a break of each line end in one."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"<pre kept-{len(kept) - 1}></pre>"

    text = re.sub(r"<pre\b.*?</pre>", keep, html, flags=re.DOTALL)
    text = re.sub(r"<[^<>]*\n[^<>]*>", lambda match: match[0].replace("\n", "\0"), text)
    text = re.sub(r"<br\s*/?>\s*<br\s*/?>", "\n\n", text)
    text = re.sub(r"\s*(<figcaption[^>]*>|<(?:source|track)[^>]*>|</(?:audio|video)>)", r"\1", _spaced(text))
    text = re.sub(r"(</figcaption>|<(?:source|track)[^>]*>|<(?:audio|video)[^>]*>)\s*", r"\1", text)
    paragraphs = "\n".join(_paragraph(part.strip("\n")) for part in re.split(r"\n\s*\n", text) if part.strip())
    paragraphs = re.sub(r"<pre kept-(\d+)></pre>", lambda match: kept[int(match[1])], paragraphs)
    return paragraphs.replace("\0", "\n")


def _spaced(text: str) -> str:
    """Put a blank line before each block that opens and after each that closes."""
    text = re.sub(rf"(<{_BLOCK})", r"\n\n\1", text)
    return re.sub(rf"(</{_BLOCK}>|<hr[^>]*>)", r"\1\n\n", text)


def _paragraph(part: str) -> str:
    """Mark up a part as a paragraph, on the sides where no block's tag stands."""
    tags = [(match.start(), match.end()) for match in _BLOCK_TAG.finditer(part)]
    opens = not (tags and tags[0][0] == 0)
    closes = not (tags and tags[-1][1] == len(part.rstrip()))
    if part.startswith("<li"):
        closes = False
    if part.startswith("<blockquote") and closes:
        part = re.sub("^(<blockquote[^>]*>)", r"\1<p>", part)
    text = re.sub(r"<br\s*/?>", "<br />", part)
    text = re.sub(r"(?<!<br />)[ \t]*\n", "<br />\n", text)
    text = re.sub(rf"(</?{_BLOCK}[^>]*>)\s*<br />", r"\1", text)
    text = re.sub(r"<br />(\s*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)(?=[\s>])[^>]*>)", r"\1", text)
    return f"{'<p>' if opens else ''}{text}{'</p>' if closes else ''}"


def _typeset(text: str) -> str:
    for pattern, replacement in _LETTERS:
        text = re.sub(pattern, replacement, text)
    return text


def _in_texts(html: str, untouched: set[str], change: Callable[[str], str]) -> str:
    """Change the texts between tags, but not those in the elements `untouched`."""
    inside: list[str] = []
    parts = _MARKUP.split(html)
    for place, part in enumerate(parts):
        name = re.match(r"<(/?)(\w+)", part)
        if place % 2 and name and name[2] in untouched:
            if not name[1]:
                inside.append(name[2])
            elif inside and inside[-1] == name[2]:
                inside.pop()
        elif not place % 2 and not inside:
            parts[place] = change(part)
    return "".join(parts)
