"""Edition -> the digest of its chosen posts for an e-mail: `newsletter/<date>.html`, the same as text, and as .eml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.exporters.target import Output
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.render.article import Edition

NAME: Final = "newsletter"
SUMMARY: Final = N_("e-mail digest of chosen posts, only when asked for")
DEFAULT: Final = False
LASTING: Final = True
"""A letter that was sent stays: its readers still open the one on the site."""

FOLDER: Final = "newsletter/"


def export(edition: Edition) -> Iterator[Output]:
    """Yield the three files, named for the edition's day; none when no post was chosen.

    Raises ParcError when a reader could not unsubscribe, and when a template of the site's own cannot be filled in.
    """
    if not edition.digest:
        return
    from parccli.exporters.newsletter import letter, message, page, plain  # noqa: PLC0415 -- an inliner of 2 MB

    digest = letter.of(edition)
    html, text = page.html_of(digest, edition), plain.text_of(digest)
    stem = FOLDER + digest.day.isoformat()
    yield Output(f"{stem}.html", html.encode())
    yield Output(f"{stem}.txt", text.encode())
    yield Output(f"{stem}.eml", message.eml_of(digest, text=text, html=html))


def owns(path: str) -> bool:
    """Tell whether `path` below public/ is a digest, of whatever day."""
    return path.startswith(FOLDER)
