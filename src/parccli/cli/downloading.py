"""An address -> the bytes there, within limits: the only place of parccli that asks the network.

Addresses of private networks are refused at the socket, after names are resolved and redirects followed: a source
must not make this machine fetch what only this machine can see.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from functools import partial
from typing import IO, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from parccli import __version__
from parccli.errors import ParcError
from parccli.folder.reading import MEGABYTE
from parccli.i18n import gettext as _

ONE_LIMIT: Final = 20 * MEGABYTE
ALL_LIMIT: Final = 200 * MEGABYTE
_SILENCE: Final = 10.0
_PATIENCE: Final = 60.0
"""Seconds without a byte, and in all, after which a server is given up."""
_CHUNK: Final = 1 << 16

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: Address) -> bool:
    """Tell whether an address is of the open Internet, and not of this machine or its network."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_global and not (mapped or address).is_multicast


class Downloads:
    """Fetch one address after the other; together they may have `all_limit` bytes, each of them `one_limit`."""

    def __init__(
        self,
        *,
        may_reach: Callable[[Address], bool] = is_public,
        one_limit: int = ONE_LIMIT,
        all_limit: int = ALL_LIMIT,
        silence: float = _SILENCE,
    ) -> None:
        self._opener = _opener(may_reach)
        self._one_limit = one_limit
        self._left = all_limit
        self._silence = silence

    def fetch(self, address: str) -> bytes:
        """Give the bytes at `address`; raises ParcError, without naming it."""
        limit = min(self._one_limit, self._left)
        try:
            request = Request(_encoded(address), headers={"User-Agent": f"parccli/{__version__}", "Accept": "image/*"})  # noqa: S310 -- http and https alone, here and after redirects
            with self._opener.open(request, timeout=self._silence) as response:
                data = _read(response, limit)
        except HTTPError as error:
            error.close()
            raise ParcError(_("the server answers {status}").format(status=error.code)) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            timed_out = isinstance(reason, TimeoutError)
            raise ParcError(_("the server is too slow") if timed_out else _("the server cannot be reached")) from error
        if len(data) > limit:
            is_last = limit < self._one_limit
            message = (
                _("all images together have more than {limit} MB") if is_last else _("it has more than {limit} MB")
            )
            raise ParcError(message.format(limit=(ALL_LIMIT if is_last else self._one_limit) // MEGABYTE))
        self._left -= len(data)
        return data


def _read(response: http.client.HTTPResponse, limit: int) -> bytes:
    data = bytearray()
    end = time.monotonic() + _PATIENCE
    while len(data) <= limit and (part := response.read1(_CHUNK)):
        data += part
        if time.monotonic() > end:
            raise TimeoutError
    return bytes(data)


def _encoded(address: str) -> str:
    """Write an address that a person may have typed in the letters that servers take (RFC 3986)."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path, query = (quote(part, safe="%/:=&?~+!$,;'@()*[]") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _opener(may_reach: Callable[[Address], bool]) -> OpenerDirector:
    # A proxy would resolve names itself, and could be made to ask the private network.
    return build_opener(ProxyHandler({}), _Plain(may_reach), _Secure(may_reach), _Redirects())


def _connect(may_reach: Callable[[Address], bool], host: str, port: int, timeout: float | None) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(place[0]).partition("%")[0] for *_rest, place in found]
    if not all(may_reach(ipaddress.ip_address(address)) for address in addresses):
        raise ParcError(_("its server is in a private network"))
    return socket.create_connection((addresses[0], port), timeout)


class _PlainConnection(http.client.HTTPConnection):
    def __init__(self, host: str, *, may_reach: Callable[[Address], bool], timeout: float | None = None) -> None:
        super().__init__(host, timeout=timeout)
        self._may_reach = may_reach

    def connect(self) -> None:
        self.sock = _connect(self._may_reach, self.host, self.port, self.timeout)


class _SecureConnection(http.client.HTTPSConnection):
    def __init__(self, host: str, *, may_reach: Callable[[Address], bool], timeout: float | None = None) -> None:
        super().__init__(host, timeout=timeout)
        self._may_reach = may_reach

    def connect(self) -> None:
        plain = _connect(self._may_reach, self.host, self.port, self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


class _Plain(HTTPHandler):
    def __init__(self, may_reach: Callable[[Address], bool]) -> None:
        super().__init__()
        self._connection = partial(_PlainConnection, may_reach=may_reach)

    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)


class _Secure(HTTPSHandler):
    def __init__(self, may_reach: Callable[[Address], bool]) -> None:
        super().__init__()
        self._connection = partial(_SecureConnection, may_reach=may_reach)

    def https_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)


class _Redirects(HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(  # noqa: PLR0917 -- the library's
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """Follow to the Web alone: the library would follow to FTP too."""
        if urlsplit(newurl).scheme not in {"http", "https"}:
            fp.close()
            raise ParcError(_("it is not on the web"))
        return super().redirect_request(req, fp, code, msg, headers, newurl)
