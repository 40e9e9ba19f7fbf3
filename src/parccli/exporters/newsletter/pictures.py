"""A post's main picture -> whether an e-mail shows it, and which of its sizes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from parccli.render.article import Picture

WIDTH: Final = 536
"""In pixels: 600 less the margins."""


def shows(picture: Picture) -> bool:
    """Tell whether mail programs show it: they fetch none but by https."""
    return picture.url.startswith("https://")


def sharp(picture: Picture) -> str:
    """The address of its smallest copy that is sharp on a screen of twice the density, else its own."""
    candidates = re.findall(r"(\S+) (\d+)w", picture.srcset or "")
    wide = [(int(width), url) for url, width in candidates if int(width) >= 2 * WIDTH]
    return min(wide)[1] if wide else picture.url
