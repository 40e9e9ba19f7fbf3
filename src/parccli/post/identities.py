"""What an id of a post may be: an absolute IRI, which no two in the world share (RFC 4287, section 4.2.6)."""

from __future__ import annotations

import re
from typing import Final

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[^\s<>\"{}|\\^`]+")


def is_iri(text: str) -> bool:
    """Tell an id that is unique in the world from one that only counts within its source."""
    return _IRI.fullmatch(text) is not None
