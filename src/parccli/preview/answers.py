"""What goes back to the browser: status, bytes, their type, and what the browser may do with them."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from importlib import resources
from typing import Final

ASSETS: Final = resources.files("parccli.preview") / "assets"
SCRIPT: Final = (ASSETS / "preview.js").read_text("utf-8")
_HASH: Final = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
# The site's own page may fetch its styles and pictures from where they are; of scripts, only ours runs.
_PAGE: Final = (
    f"default-src 'none'; script-src 'sha256-{_HASH}'; connect-src 'self';"
    " style-src 'self' 'unsafe-inline' http: https:; img-src 'self' data: http: https:;"
    " font-src 'self' data: http: https:; media-src 'self' http: https:;"
    " form-action 'none'; frame-ancestors 'none'"
)
_FILE: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
COMMON: Final = (
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)
"""No other site may read, embed or be told of what is shown here."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer; `policy` is its Content-Security-Policy."""

    status: HTTPStatus = HTTPStatus.OK
    data: bytes
    media_type: str
    policy: str
    location: str | None = None

    @property
    def headers(self) -> list[tuple[str, str]]:
        """All headers, in order."""
        own = [
            ("Content-Type", self.media_type),
            ("Content-Length", str(len(self.data))),
            ("Content-Security-Policy", self.policy),
        ]
        return [*own, *COMMON, *([("Location", self.location)] if self.location else [])]


def page(data: bytes, *, utf_8: bool = True, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A page with our script; one that is not UTF-8 says itself what it is."""
    media_type = "text/html; charset=utf-8" if utf_8 else "text/html"
    return Answer(status=status, data=data, media_type=media_type, policy=_PAGE)


def file(data: bytes, media_type: str) -> Answer:
    """A file as it is. Where a browser would run what is in it, in HTML and SVG, it may not."""
    # Browsers show no PDF in a sandbox.
    policy = _FILE if media_type == "application/pdf" else f"{_FILE}; sandbox"
    return Answer(data=data, media_type=media_type, policy=policy)


def plain(status: HTTPStatus, text: str) -> Answer:
    """A line of text, for what no person asks for."""
    return Answer(status=status, data=f"{text}\n".encode(), media_type="text/plain; charset=utf-8", policy=_FILE)


def redirect(location: str) -> Answer:
    """Go there instead."""
    answer = plain(HTTPStatus.FOUND, location)
    return Answer(
        status=answer.status, data=answer.data, media_type=answer.media_type, policy=answer.policy, location=location
    )
