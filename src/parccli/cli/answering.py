"""Addresses outside the site in, what each of them answers out: a few questions at a time, one to a host.

The one place of parccli that asks the network, and only for `validate --links`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit

from parccli import __version__
from parccli.i18n import gettext as _
from parccli.rules.rule import Answer

MOST: Final = 200
"""Addresses asked in one run."""
AT_ONCE: Final = 4
TIMEOUT: Final = 5.0
"""Seconds to wait for an answer."""

_AGENT: Final = f"parccli/{__version__} (link check)"
# What servers say that do not know, or refuse, a question for the head alone.
_REFUSED: Final = 400

Ask = Callable[[str], Answer]


def answers(addresses: Iterable[str], ask: Ask) -> Mapping[str, Answer]:
    """Ask the first 200 addresses, each once; the addresses of one host one after the other."""
    # Slow to import, as is what `_ask` needs, and only --links comes here.
    from concurrent.futures import ThreadPoolExecutor

    chosen = list(dict.fromkeys(addresses))[:MOST]
    by_host = [list(group) for _host, group in groupby(sorted(chosen, key=_host), key=_host)]
    found: dict[str, Answer] = {}
    with ThreadPoolExecutor(max_workers=AT_ONCE) as workers:
        for answered in workers.map(lambda group: [(address, ask(address)) for address in group], by_host):
            found.update(answered)
    return found


def ask_web(address: str) -> Answer:
    """Ask for the head of what an address of http or https leads to, and for all of it where the head is refused."""
    answer = _ask(address, "HEAD")
    return _ask(address, "GET") if answer.status is not None and answer.status >= _REFUSED else answer


def _ask(address: str, method: str) -> Answer:
    import urllib.request
    from http.client import HTTPException
    from urllib.error import HTTPError

    request = urllib.request.Request(address, method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})  # noqa: S310 -- of http and https, and a redirection leads to no file
    try:
        # What is answered is not read: its first line says all.
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310 -- likewise
            return Answer(status=response.status)
    except HTTPError as error:
        with error:
            return Answer(status=error.code)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(status=None, reason=_reason(getattr(error, "reason", error)))


def _reason(error: object) -> str:
    """Why there is no answer, in the interface's language."""
    import socket
    import ssl

    if isinstance(error, TimeoutError):
        return _("the server is too slow")
    if isinstance(error, ssl.SSLError):
        return _("its certificate is refused")
    if isinstance(error, socket.gaierror):
        return _("there is no such server")
    return _("the server cannot be reached")


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()
