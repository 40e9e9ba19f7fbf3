from __future__ import annotations

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from parccli.cli import answering
from parccli.cli.answering import AT_ONCE, MOST, answers, ask_web
from parccli.rules.rule import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Call, Site

STATUSES = {"/la": 200, "/perdu": 404, "/panne": 503, "/sans-tete": 405, "/ailleurs": 301}


class Handler(BaseHTTPRequestHandler):
    """Answers by path, and writes down what it was asked."""

    asked: list[tuple[str, str, str]]

    def do_HEAD(self) -> None:
        """Answer with a status alone."""
        self._answer(STATUSES[self.path])

    def do_GET(self) -> None:
        """Answer what refuses a question for the head."""
        self._answer(200 if self.path == "/sans-tete" else STATUSES[self.path])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the inherited name
        """Keep standard error clean."""

    def _answer(self, status: int) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        self.send_response(status)
        self.send_header("Content-Length", "0")
        if status == 301:
            self.send_header("Location", "/la")
        self.end_headers()


@pytest.fixture
def server() -> Iterator[str]:
    """Give the address of a server on this machine, which stops by itself."""
    Handler.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


@pytest.mark.parametrize(
    ("path", "status", "methods"),
    [
        ("/la", 200, ["HEAD"]),
        ("/perdu", 404, ["HEAD", "GET"]),
        ("/panne", 503, ["HEAD", "GET"]),
        ("/sans-tete", 200, ["HEAD", "GET"]),
    ],
)
def test_the_head_is_asked_for_and_all_of_it_only_then(server: str, path: str, status: int, methods: list[str]) -> None:
    """Some servers know no HEAD; the question says who asks."""
    assert ask_web(server + path).status == status
    assert [method for method, _path, _agent in Handler.asked] == methods
    assert all(agent.startswith("parccli/") for _method, _path, agent in Handler.asked)


def test_a_redirection_is_followed(server: str) -> None:
    """What counts is where it leads."""
    assert ask_web(f"{server}/ailleurs").status == 200
    assert [path for _method, path, _agent in Handler.asked] == ["/ailleurs", "/la"]


def test_an_address_without_server_has_a_reason_and_no_status() -> None:
    """Nobody listens on a port that was just given back."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    answer = ask_web(f"http://127.0.0.1:{port}/")
    assert answer.status is None
    assert answer.reason


def test_a_server_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few seconds are all it gets."""
    monkeypatch.setattr(answering, "TIMEOUT", 0.1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = monotonic()
        answer = ask_web(f"http://127.0.0.1:{silent.getsockname()[1]}/")
    assert answer.status is None
    assert monotonic() - began < 2


def test_no_host_is_asked_two_things_at_a_time() -> None:
    """Nor are more than four hosts."""
    busy: list[str] = []
    most: list[int] = []

    def ask(address: str) -> Answer:
        host = address.split("/")[2]
        assert host not in busy
        busy.append(host)
        most.append(len(busy))
        sleep(0.005)
        busy.remove(host)
        return Answer(status=200)

    addresses = [f"https://{host}.example.org/{page}" for page in range(4) for host in range(8)]
    assert set(answers(addresses, ask)) == set(addresses)
    assert max(most) <= AT_ONCE


def test_no_more_than_two_hundred_addresses_are_asked() -> None:
    """Each of them once."""
    asked: list[str] = []

    def ask(address: str) -> Answer:
        asked.append(address)
        return Answer(status=200)

    answers([f"https://example.org/{number // 2}" for number in range(1_000)], ask)
    assert len(asked) == len(set(asked)) == MOST


def test_links_are_asked_only_when_wanted(call: Call, site: Site, server: str) -> None:
    """Without --links nothing goes out; with it, dead addresses are named."""
    body = f"Voir [la page]({server}/la#x), [le rapport]({server}/perdu) et [l’été]({server}/panne)."
    site.write(a=f"---\ntitle: Titre\ndate: 2021-02-26\nid: urn:uuid:1\nsummary: Bref.\n---\n{body}\n")
    quiet = call("validate", "--select", "L009")
    assert (quiet.stdout, Handler.asked) == ("", [])
    loud = call("validate", "--select", "L009", "--links", "--format", "json")
    findings = json.loads(loud.stdout)["findings"]
    places = [(finding["severity"], finding["line"], finding["column"]) for finding in findings]
    columns = [body.index(f"{server}{path}") + 1 for path in ("/perdu", "/panne")]
    assert places == [("error", 7, columns[0]), ("warning", 7, columns[1])]
    assert loud.exit_code == 1


def test_what_is_beyond_the_limit_is_said(call: Call, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody believes then that all was looked at."""
    monkeypatch.setattr(answering, "ask_web", lambda _address: Answer(status=200))
    links = " ".join(f"[n° {number}](https://example.org/{number})" for number in range(MOST + 3))
    site.write(a=f"---\ntitle: Titre\ndate: 2021-02-26\nid: urn:uuid:1\nsummary: Bref.\n---\n{links}\n")
    done = call("validate", "--select", "L009", "--links")
    assert "3 addresses were not asked: one run asks 200 at most" in done.stderr
