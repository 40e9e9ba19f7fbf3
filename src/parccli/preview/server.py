"""A preview served on the loopback addresses of this computer, IPv4 and, where there is one, IPv6."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import ExitStack, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from parccli.errors import ParcError
from parccli.folder import failures
from parccli.folder.site import open_site
from parccli.i18n import gettext as _
from parccli.preview import answers, guard
from parccli.preview.live import Live
from parccli.preview.routes import respond
from parccli.preview.snapshot import take
from parccli.preview.watching import changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.preview.answers import Answer
    from parccli.preview.snapshot import Setup, Snapshot

_HEARTBEAT: Final = 15.0
"""Seconds after which a silent stream of events shows whether its browser is still there."""
_POLL: Final = 0.1


def serve(setup: Setup, port: int, announce: Callable[[str], object], *, stop: Event | None = None) -> None:
    """Serve until `stop` is set, or KeyboardInterrupt comes; `announce` gets the address once it answers.

    Port 0 takes any that is free. A ParcError when the port is taken, or the site cannot be read.
    """
    ended = stop or Event()
    site = open_site(setup.root)
    with ExitStack() as stack:
        first = stack.enter_context(_Server(guard.ADDRESS, port, setup))
        servers = [first, *(stack.enter_context(server) for server in _sixth(first.server_port, setup, first.live))]

        pages = [setup.page] if setup.page else []
        for turn, _change in enumerate(changes(site.root, pages, output=site.config.output, stop=ended)):
            first.live.refresh()
            if turn == 0:
                for server in servers:
                    Thread(target=server.serve_forever, args=(_POLL,), daemon=True).start()
                    stack.callback(server.shutdown)
                announce(f"{guard.origin_of(first.server_port)}/")


class _Server(ThreadingHTTPServer):
    """One address; a thread a request, none of which keeps the process from ending."""

    # On Windows, another program could otherwise take the same port.
    allow_reuse_address = os.name != "nt"
    daemon_threads = True

    def __init__(self, address: str, port: int, setup: Setup, live: Live[Snapshot | ParcError] | None = None) -> None:
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            super().__init__((address, port), _Handler)
        except OSError as error:
            raise _taken(port, error) from error
        self.setup = setup
        self.live = live or Live(lambda: take(setup, guard.origin_of(self.server_port)))

    def server_bind(self) -> None:
        """Bind, and ask no name server what this address is called, as HTTPServer does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = guard.ADDRESS, self.socket.getsockname()[1]

    def handle_error(self, *_request: object) -> None:
        """Say nothing: a browser that goes away in the middle of an answer is no fault."""


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: _Server
    server_version = "parccli"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        self._reply(with_body=False)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Refuse what is no GET nor HEAD, or no HTTP."""
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        self._send(answers.plain(status, status.phrase), with_body=True)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401
        """Say nothing."""

    def _reply(self, *, with_body: bool) -> None:
        request = guard.Request(
            target=self.path,
            hosts=self.headers.get_all("Host", []),
            site=self.headers.get("Sec-Fetch-Site", "none"),
            mode=self.headers.get("Sec-Fetch-Mode", "navigate"),
        )
        refused = guard.refusal(request, self.server.server_port)
        if refused is None and with_body and self.path.partition("?")[0] == "/events":
            self._tell_of_changes()
        else:
            self._send(refused or self._answer(), with_body=with_body)

    def _answer(self) -> Answer:
        setup, live = self.server.setup, self.server.live
        try:
            return respond(self.path, live.look, guard.origin_of(self.server.server_port), setup.language)
        except Exception as error:  # noqa: BLE001 -- our bug, and the preview goes on
            text = _("parccli itself has failed here: {error}").format(error=repr(error))
            return answers.plain(HTTPStatus.INTERNAL_SERVER_ERROR, text)

    def _send(self, answer: Answer, *, with_body: bool) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        if with_body:
            self.wfile.write(answer.data)

    def _tell_of_changes(self) -> None:
        """Server-sent events: one, as soon as there is a newer look than the page's; before it, signs of life."""
        seen = parse_qs(self.path.partition("?")[2]).get("seen", [""])[0]
        number = int(seen) if seen.isascii() and seen.isdigit() else -1
        self.send_response(HTTPStatus.OK)
        for name, value in (("Content-Type", "text/event-stream"), *answers.COMMON):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")
        while not self.server.live.is_newer(number, patience=_HEARTBEAT):
            self.wfile.write(b":\n\n")
        self.wfile.write(b"event: change\ndata:\n\n")


def _sixth(port: int, setup: Setup, live: Live[Snapshot | ParcError]) -> list[_Server]:
    """The same on IPv6, to which “localhost” leads in some browsers; not everywhere is there one."""
    with suppress(ParcError):
        return [_Server("::1", port, setup, live)]
    return []


def _taken(port: int, error: OSError) -> ParcError:
    taken = error.errno == errno.EADDRINUSE
    reason = _("another program listens there already") if taken else failures.in_words(error)
    return ParcError(
        _("the port {port} cannot be used: {reason}").format(port=port, reason=reason),
        hint=_("Perhaps a preview is running already. “--port 0” takes a port that is free."),
    )
