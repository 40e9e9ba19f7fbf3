"""A post's text -> the same, in which no provider of newsletters finds a tag of its own to fill in.

Brevo reads `{{ … }}` and `{% … %}`, Mailchimp `*|…|*`, Mailjet `[[…]]` wherever they stand in a message.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from parccli.render.sanitising import well_formed
from parccli.render.templates import markup

_MARKERS: Final = re.compile(r"\{(?=[{%#])|[}%#](?=\})|\*(?=\|)|\|(?=\*)|\[(?=\[)|\](?=\])")
# No text of a post can hold this noncharacter, which HTML forbids: `well_formed` has dropped it.
_GUARD: Final = "\ufdd0"
_GUARDED: Final = re.compile(f"(.){_GUARD}")


def apart(text: str) -> str:
    """Put a space into each marker of a plain text."""
    return _MARKERS.sub(lambda match: f"{match[0]} ", text)


def guarded(text: str) -> str:
    """Plain text as HTML in which each marker is guarded, until `unguarded` writes it."""
    return markup(_MARKERS.sub(lambda match: match[0] + _GUARD, escape(well_formed(text))))


def unguarded(html: str) -> str:
    """Write guarded markers as character references. Not sooner: inlining styles would write the characters again."""
    return _GUARDED.sub(lambda match: f"&#{ord(match[1])};", html)
