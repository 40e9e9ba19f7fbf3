"""A finished fragment → one that WordPress gives back unchanged, whatever it is pasted or included into.

`do_shortcode` would run `[gallery]` in a text; `wptexturize` would set quotes, dots and dashes by rules of its own,
`convert_smilies` draw faces, `autoembed` fetch an address that is a paragraph, `capital_P_dangit` correct
“Wordpress”. Each leaves a character reference alone; they have three digits, as `wp_kses` writes them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_TOKENS: Final = re.compile(r"(<[^>]*>)")
_CODE: Final = re.compile(r"<(/?)(code|pre)\b")
_NAME: Final = re.compile(r"(?<=[ >(])Wordpress")
# Each part begins with its sign, so that the engine leaps from one to the next: ten times quicker.
_REWRITTEN: Final = re.compile(
    r"""
    " | ' | `
    | -(?: (?=-) | (?<!\S-)(?!\S) )                                          # dashes
    | \.(?=\.\.) | \((?=tm\)) | x(?<=[\d.,]x)(?=\d)
    | :(?<!\S:)(?=\S) | ;(?<!\S;)(?=[-)]) | 8(?<!\S8)(?=-?[)O])               # faces
    | :(?i: (?<=http:) | (?<=https:) )(?=//)
    """,
    re.VERBOSE,
)


def protect(html: str, *, part: str = "") -> str:
    """Write as references what WordPress rewrites: shortcodes and its own name anywhere, the rest in text but code.

    `part` are the elements in it that stand in other fragments, too: they are worked on once for all, which halves
    the time that the fragments of a post take.
    """
    before, found, after = html.partition(part) if part else (html, "", "")
    protected = _whole_elements(part) if found else None
    # Text goes on past the part, or a tag around it, only where a template of the site's own has it so.
    if protected is not None and before.rfind("<") <= before.rfind(">"):
        beginning, inside = _protected_tokens(before)
        if not inside:
            return "".join((*beginning, protected, *_protected_tokens(after)[0]))
    return "".join(_protected_tokens(html)[0])


@lru_cache(maxsize=2)
def _whole_elements(html: str) -> str | None:
    """Protect what begins and ends with a tag, and leaves no code open; None if it is nothing such."""
    tokens, inside = _protected_tokens(html)
    return None if tokens[0] or tokens[-1] or inside else "".join(tokens)


def _protected_tokens(html: str) -> tuple[list[str], str]:
    """The texts and, between them, the tags; and the element of code that is still open at the end, if one is."""
    html = html.replace("[", "&#091;")
    if "Wordpress" in html:
        html = _NAME.sub("W&#111;rdpress", html)
    tokens = _TOKENS.split(html)
    if "<code" in html or "<pre" in html:
        return tokens, _protect_around_code(tokens)
    tokens[::2] = [_REWRITTEN.sub(_reference, text) for text in tokens[::2]]
    return tokens, ""


def _protect_around_code(tokens: list[str]) -> str:
    """Protect in place the texts that are no code; the element of it that is still open at the end."""
    # `convert_smilies` takes the first end tag for the end of code that holds code.
    inside = ""
    for place, token in enumerate(tokens):
        if place % 2:
            code = _CODE.match(token)
            if code and (not inside or code[2] == inside):
                inside = "" if code[1] else code[2]
        elif token and not inside:
            tokens[place] = _REWRITTEN.sub(_reference, token)
    return inside


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0]):03};"
