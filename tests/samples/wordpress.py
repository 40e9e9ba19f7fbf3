"""HTML as it is pasted into WordPress 6.1 → as WordPress prints it, for tests that have no PHP.

Written anew from what its documentation says: paragraphs (`wpautop`), quotes and dashes (`wptexturize`), faces
(`convert_smilies`), its own name (`capital_P_dangit`), addresses on their own (`autoembed`) and shortcodes. The
slow tests hold the first two against the real ones (real_wordpress.py).
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
_BLOCK: Final = f"(?:{'|'.join(_BLOCK_NAMES.split())})"
_BLOCK_TAG: Final = f"</?{_BLOCK}[^>]*>"
_SPACES: Final = [
    (re.compile(pattern, re.ASCII), replacement)
    for pattern, replacement in (
        (r"\Z", "\n"),
        (r"<br\s*/?>\s*<br\s*/?>", "\n\n"),
        (rf"(<{_BLOCK}[\s/>])", r"\n\n\1"),
        (rf"(</{_BLOCK}>|<hr\s*?/?>)", r"\1\n\n"),
    )
]
_FILM: Final = re.compile(
    r"(<(?:audio|video)[^>]*>)\s*|\s*(</(?:audio|video)>)|\s*(<(?:source|track)[^>]*>)\s*", re.ASCII
)
_CAPTION: Final = re.compile(r"\s*(<figcaption[^>]*>)|(</figcaption>)\s*", re.ASCII)
_PARAGRAPHS: Final = [
    (re.compile(pattern, re.ASCII), replacement)
    for pattern, replacement in (
        (r"<p>\s*</p>", ""),
        (r"<p>([^<]+)(?=</(?:div|address|form)>)", r"<p>\1</p>"),
        (rf"<p>\s*({_BLOCK_TAG})\s*</p>", r"\1"),
        (r"<p>(<li[^\n]+?)</p>", r"\1"),
        (r"<p><blockquote([^>]*)>", r"<blockquote\1><p>"),
        (r"</blockquote></p>", "</p></blockquote>"),
        (rf"<p>\s*({_BLOCK_TAG})", r"\1"),
        (rf"({_BLOCK_TAG})\s*</p>", r"\1"),
        (r"<br\s*/?>", "<br />"),
        (r"(?<!<br />)\s*\n", "<br />\n"),
        (rf"({_BLOCK_TAG})\s*<br />", r"\1"),
        (r"<br />(\s*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)[^>]*>)", r"\1"),
        (r"\n</p>(?=\n?\Z)", "</p>"),
    )
]
"""What is taken back once every part has become a paragraph: paragraphs around blocks, and breaks beside them."""
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
    (r"\b((?:0[\d.,]+|[1-9][\d.,]*))x(?=\d[\d.,]*\b)", r"\1&#215;"),
)
_AMPERSAND: Final = re.compile(r"&(?!#(?:\d+|x[a-f\d]+);|[a-zA-Z1-4]{1,8};)", re.IGNORECASE)


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
    return _MARKUP.sub(lambda tag: _ampersands(tag[0]), _in_texts(html, _UNTOUCHED, _typeset))


def convert_smilies(html: str) -> str:
    """Draw each face that stands between spaces."""
    return _in_texts(html, _NO_FACES, lambda text: _FACE.sub('<img class="wp-smiley">', text))


def capital_p(html: str) -> str:
    """Write the product's name as its makers do."""
    return re.sub(r"(?<=[ >(])Wordpress", "WordPress", html)


def wpautop(html: str) -> str:
    """Make a paragraph of what stands between blank lines and blocks, a break of each line end in one."""
    if not html.strip(" \t\r\n\0\v"):
        return ""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"<pre kept-{len(kept) - 1}></pre>"

    text = _spaced(re.sub(r"<pre\b.*?</pre>", keep, html, flags=re.DOTALL))
    parts = (part.strip("\n") for part in re.split(r"\n\s*\n", text, flags=re.ASCII) if part)
    text = "".join(f"<p>{part}</p>\n" for part in parts)
    for pattern, replacement in _PARAGRAPHS:
        text = pattern.sub(replacement, text)
    text = re.sub(r"<pre kept-(\d+)></pre>", lambda match: kept[int(match[1])], text)
    return text.replace("\0", "\n")


def _spaced(text: str) -> str:
    """Put blank lines between blocks, none in a tag or around the parts of a film."""
    for pattern, replacement in _SPACES:
        text = pattern.sub(replacement, text)
    if "<source" in text or "<track" in text:
        text = _FILM.sub(r"\1\2\3", text)
    if "<figcaption" in text:
        text = _CAPTION.sub(r"\1\2", text)
    return re.sub(r"<[^>]*>", lambda match: match[0].replace("\n", "\0"), text)


def _typeset(text: str) -> str:
    for pattern, replacement in _LETTERS:
        text = re.sub(pattern, replacement, text)
    return _ampersands(text)


def _ampersands(text: str) -> str:
    """Write a reference for each that begins none."""
    return _AMPERSAND.sub("&#038;", text)


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
