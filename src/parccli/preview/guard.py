"""Which requests are let in: those of a person at this computer, and none that another site makes her browser send.

A page anywhere on the web can ask a browser for an address of this computer. It names another host when it had its own
name lead here (DNS rebinding); and the browser says by itself when a request comes from another site.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from parccli.preview import answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parccli.preview.answers import Answer

ADDRESS: Final = "127.0.0.1"
_ALIASES: Final = ("localhost", "[::1]")


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a browser asks for, in its words: `hosts` are all its Host headers, `site` and `mode` its Sec-Fetch ones."""

    target: str
    hosts: Sequence[str] = field(default_factory=list)
    site: str = "none"
    mode: str = "navigate"


def origin_of(port: int) -> str:
    """The address of the preview, without a slash at its end."""
    return f"http://{ADDRESS}{_suffix(port)}"


def refusal(request: Request, port: int) -> Answer | None:
    """The answer to a request that is not let in, or that goes by another name of this computer; None to the others."""
    if not request.target.startswith("/"):
        return answers.plain(HTTPStatus.BAD_REQUEST, "the address must start with /")
    host = request.hosts[0].lower() if len(request.hosts) == 1 else ""
    if host not in {f"{name}{_suffix(port)}" for name in (ADDRESS, *_ALIASES)}:
        return answers.plain(HTTPStatus.MISDIRECTED_REQUEST, "this server answers only at its own address")
    if request.site not in {"none", "same-origin"} and request.mode != "navigate":
        return answers.plain(HTTPStatus.FORBIDDEN, "no other site may read this")
    if host != f"{ADDRESS}{_suffix(port)}":
        return answers.redirect(f"{origin_of(port)}/{request.target.lstrip('/')}")
    return None


def _suffix(port: int) -> str:
    # Browsers leave out the port that http has anyway.
    return "" if port == 80 else f":{port}"  # noqa: PLR2004
