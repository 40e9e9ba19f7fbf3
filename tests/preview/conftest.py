"""A site that is being written, seen without a server, or served on a free port until the test ends."""

from __future__ import annotations

import http.client
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError
from parccli.exporters import EXPORTERS
from parccli.preview.live import Look
from parccli.preview.routes import respond
from parccli.preview.server import serve
from parccli.preview.snapshot import Setup, take
from parccli.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parccli.preview.answers import Answer

SETTINGS = (
    'title = "Parc des Terrils"\nurl = "https://www.example.org"\npublic_url = "https://www.example.org/parccli"\n'
    'permalink = "/actualites/{slug}/"\ncategories = ["Travaux"]\n'
)
POST = "---\nid: urn:x:{slug}\ntitle: {title}\ndate: {date}\nslug: {slug}\nstatus: {status}\n{more}---\n\n{body}\n"
NOW = datetime(2025, 10, 1, 12, tzinfo=UTC)
ORIGIN = "http://127.0.0.1:8421"


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site folder, and what is seen of it."""

    root: Path

    def write(
        self,
        slug: str,
        *,
        title: str = "",
        date: str = "2025-09-01",
        status: str = "published",
        more: str = "",
        body: str = "Un texte.",
    ) -> Path:
        """Save a post."""
        text = POST.format(slug=slug, title=title or slug, date=date, status=status, more=more, body=body)
        return self.save(f"posts/{slug}.md", text)

    def save(self, path: str, data: str | bytes) -> Path:
        """Save a file."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data.encode() if isinstance(data, str) else data)
        return place

    def setup(self, page: Path | None = None) -> Setup:
        """What a preview of it starts from."""
        rules = tuple(RULES.values())
        return Setup(root=self.root, language="en", now=lambda: NOW, targets=EXPORTERS, rules=rules, page=page)

    def get(self, target: str, *, page: Path | None = None) -> Answer:
        """What a preview answers, without a server."""
        return respond(target, Look(7, take(self.setup(page), ORIGIN)), ORIGIN, "en")

    def text(self, target: str, *, page: Path | None = None) -> str:
        """The text of an answer."""
        return self.get(target, page=page).data.decode()


@dataclass(frozen=True, kw_only=True)
class Served:
    """A preview that runs."""

    port: int
    stop: threading.Event

    def ask(
        self, target: str, *, method: str = "GET", headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, str]:
        """Send a request, and read the answer to its end; the target goes out as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, target, skip_host=bool(headers and "Host" in headers))
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    @contextmanager
    def events(self, seen: str) -> Iterator[http.client.HTTPResponse]:
        """The stream of changes since a look."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", f"/events?seen={seen}")
        yield connection.getresponse()
        connection.close()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with one public post."""
    made = Site(root=tmp_path / "site")
    made.save("parccli.toml", SETTINGS)
    made.write("vu", title="Un titre vu")
    return made


@pytest.fixture
def served(site: Site) -> Iterator[Served]:
    """Its preview, which ends with the test."""
    stop, started = threading.Event(), Queue[str | BaseException]()

    def run() -> None:
        try:
            serve(site.setup(), 0, started.put, stop=stop)
        except ParcError as error:
            started.put(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    address = started.get(timeout=10)
    assert isinstance(address, str), address
    yield Served(port=int(address.rstrip("/").rpartition(":")[2]), stop=stop)
    stop.set()
    thread.join(timeout=5)
    assert not thread.is_alive()
