from __future__ import annotations

import io
import ipaddress
import json
import threading
from datetime import UTC, date, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from parccli.cli import imported
from parccli.cli.console import Console
from parccli.cli.downloading import Downloads, is_public
from parccli.cli.invocation import Invocation
from parccli.config import Config
from parccli.errors import ParcError
from parccli.folder.lock import locked
from parccli.folder.site import open_site
from parccli.importers import IMPORTERS, Intake, Material, Options, Outline, Row, Spool, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Call, Site

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
JPEG = b"\xff\xd8\xff\xe0" + bytes(100)


class _Server(BaseHTTPRequestHandler):
    """Pictures, and what servers do that have none."""

    asked: list[str]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.asked.append(path)  # type: ignore[attr-defined]
        if path.startswith("/rebond/"):
            steps = int(path.rpartition("/")[2])
            self._answer(302, b"", location=f"/rebond/{steps - 1}" if steps else "/canal.png")
        elif path == "/ailleurs":
            self._answer(302, b"", location="ftp://127.0.0.1/canal.png")
        elif path == "/lent.png":
            self.server.stopped.wait(10)  # type: ignore[attr-defined]
        elif path == "/page.png":
            self._answer(200, b"<!DOCTYPE html><p>Absente</p>")
        elif path == "/dessin.svg":
            self._answer(200, b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
        elif path == "/gros.png":
            self._answer(200, PNG + bytes(5_000))
        elif path.endswith((".png", ".jpg")) and "absent" not in path:
            self._answer(200, PNG if path.endswith(".png") else JPEG)
        else:
            self._answer(404, b"")

    def _answer(self, status: int, data: bytes, *, location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_parts: object) -> None:
        """Say nothing."""


class Web(ThreadingHTTPServer):
    """A web server on this machine alone."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Server)
        self.asked: list[str] = []
        self.stopped = threading.Event()
        self.root = f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def web() -> Iterator[Web]:
    """Serve until the test is over."""
    server = Web()
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
    thread.start()
    yield server
    server.stopped.set()
    server.shutdown()
    thread.join()
    server.server_close()


def reaching(**limits: float) -> Callable[[str], bytes]:
    """Give downloads that may reach this machine, for want of another."""
    return Downloads(may_reach=lambda _address: True, **limits).fetch  # type: ignore[arg-type]


def test_a_private_network_is_never_asked(call: Call, site: Site, web: Web) -> None:
    """The post comes in all the same, its image where it was, and the import says why."""
    (site.root / "l.csv").write_text(f"Titre;Date;Image\nCanal;2025-09-01;{web.root}/canal.png\n", encoding="utf-8")
    done = call("import", "l.csv", "--download")
    assert done.exit_code == 0
    assert "private network" in done.stderr
    assert f"{web.root}/canal.png" in (site.root / "posts/2025/2025-09-01-canal.md").read_text(encoding="utf-8")
    assert web.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 -- an address that is refused
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("fd00::1", False),
        ("fe80::1", False),
        ("1.1.1.1", True),
        ("2606:4700::1111", True),
    ],
)
def test_which_addresses_are_of_the_open_internet(address: str, public: bool) -> None:
    """Neither this machine nor its network."""
    assert is_public(ipaddress.ip_address(address)) is public


def test_nothing_is_asked_unless_told_to(call: Call, site: Site, web: Web) -> None:
    """Without `--download`, an address is an address; nor does a plan ask."""
    (site.root / "l.csv").write_text(f"Titre;Date;Image\nCanal;2025-09-01;{web.root}/canal.png\n", encoding="utf-8")
    assert call("import", "l.csv", "--download", "--dry-run").exit_code == 0
    assert call("import", "l.csv").exit_code == 0
    assert web.asked == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/absent.png", "answers 404"),
        ("/page.png", "not a picture"),
        ("/dessin.svg", "not a picture"),
        ("/gros.png", "more than"),
        ("/lent.png", "too slow"),
        ("/rebond/5", "answers 302"),
        ("/ailleurs", "not on the web"),
    ],
)
def test_what_is_no_picture_stays_where_it_is(site: Site, web: Web, path: str, words: str) -> None:
    """And the row says why."""
    text = f'{{"title": "Canal", "image": "{web.root}{path}"}}'
    [found] = located(site, text, reaching(one_limit=2_000, silence=0.3))
    assert [found.post] == [row.post for row in rows_of(text)]
    assert words in found.messages[-1].message


def test_a_server_that_is_not_there(site: Site, web: Web) -> None:
    """A port that nobody serves, an address that is none."""
    web.server_close()
    addresses = [f"{web.root}/canal.png", "http://[", "http:///canal.png"]
    text = "\n".join(f'{{"title": "Canal", "image": "{address}"}}' for address in addresses)
    found = located(site, text, reaching())
    assert ["cannot be reached" in row.messages[-1].message for row in found] == [True] * 3


def test_all_images_together_have_a_limit(web: Web) -> None:
    """One more is refused, however small."""
    fetch = reaching(all_limit=250)
    assert fetch(f"{web.root}/un.png") == fetch(f"{web.root}/deux.png") == PNG
    with pytest.raises(ParcError, match="all images together"):
        fetch(f"{web.root}/trois.png")


BODY = """\
![Le canal]({root}/canal.png "Vu du pont") et [le plan]({root}/plan.png), [![]({root}/rebond/4)]({root}/photo.jpg)

<figure>
<img
 alt="" src='{root}/photo.jpg?w=300&amp;h=200'></figure>

    ![du code]({root}/code.png)

![Encore][canal] ![Absent]({root}/absent.png)

[canal]: <{root}/canal.png>
"""


def test_images_come_beside_the_post(call: Call, site: Site, web: Web) -> None:
    """Whoever wrote them, in Markdown or HTML: links, code and what cannot be had stay, and each is asked for once."""
    bring(site, web, reaching())
    text = (site.root / POST).read_text(encoding="utf-8")
    canal, bounced, photo = (_name(site, stem) for stem in ("canal", "4", "photo"))
    assert f"image: {canal}" in text
    assert text.endswith(
        BODY.format(root=web.root)
        .replace(f'({web.root}/canal.png "', f'({canal} "')
        .replace(f"<{web.root}/canal.png>", f"<{canal}>")
        .replace(f"{web.root}/rebond/4", bounced)
        .replace(f"{web.root}/photo.jpg?w=300&amp;h=200", photo)
    )
    assert (site.root / POST).with_name(photo).read_bytes() == JPEG
    assert photo.endswith(".jpg")
    assert sorted(set(web.asked)) == sorted(
        [*(f"/rebond/{n}" for n in range(5)), "/absent.png", "/canal.png", "/photo.jpg"]
    )
    assert web.asked.count("/photo.jpg") == 1
    assert call("validate", "--select", "P").exit_code == 0


def test_a_second_import_finds_them_there(call: Call, site: Site, web: Web) -> None:
    """With `--download` or without, nothing changes and nothing more is asked of the images that came."""
    bring(site, web, reaching())
    before = _files(site)
    web.asked.clear()
    assert "1 unchanged" in call("import", "l.jsonl").stderr
    assert web.asked == []
    bring(site, web, reaching())
    assert web.asked == ["/absent.png"]
    assert _files(site) == before


def test_they_go_with_the_posts(call: Call, site: Site, web: Web) -> None:
    """`--undo` takes back the images that the import brought."""
    bring(site, web, reaching())
    assert call("import", "--undo").exit_code == 0
    assert _files(site) == {}


def test_what_stands_there_is_never_overwritten(site: Site, web: Web) -> None:
    """A file of that name with other bytes stays as it is."""
    bring(site, web, reaching())
    place = (site.root / POST).with_name(_name(site, "canal"))
    (site.root / POST).unlink()
    place.write_bytes(JPEG)
    bring(site, web, reaching())
    assert place.read_bytes() == JPEG
    assert (site.root / POST).exists()


POST = "posts/2025/2025-09-01-canal.md"


def rows_of(text: str) -> list[Row]:
    """Read JSON Lines."""
    config = open_config()
    return list(read([(IMPORTERS["jsonl"], Material.of("l.jsonl", text.encode()))], config, _OPTIONS))


def located(site: Site, text: str, fetch: Callable[[str], bytes]) -> list[Row]:
    """Read JSON Lines, and fetch their images."""
    return list(imported.localised(open_site(site.root), rows_of(text), fetch))


def bring(site: Site, web: Web, fetch: Callable[[str], bytes]) -> None:
    """Import a post with images, as the command does."""
    values = {"title": "Canal", "date": "2025-09-01", "image": f"{web.root}/canal.png", "image_alt": "Le canal"}
    text = json.dumps(values | {"body": BODY.format(root=web.root)}, ensure_ascii=False)
    (site.root / "l.jsonl").write_text(text, encoding="utf-8")
    rows = located(site, text, fetch)
    folder = open_site(site.root)
    with locked(folder) as hold, Intake(rows, _OPTIONS) as intake, Spool[Outline]() as told:
        imported.carry_out(_invocation(site), hold, intake, _OPTIONS, told)


_OPTIONS = Options(today=date(2026, 1, 15))


def open_config() -> Config:
    """Give settings that reading JSON does not look at."""
    return Config(title="Le Parc", url="https://www.example.org")


def _invocation(site: Site) -> Invocation:
    console = Console(out=io.StringIO(), err=io.StringIO(), input=io.StringIO(), environ={})
    return Invocation(
        cwd=site.root,
        directory=site.root,
        environ={},
        language="en",
        console=console,
        stdin=io.BytesIO(),
        now=lambda: datetime(2026, 1, 15, tzinfo=UTC),
        new_id=lambda: "urn:example:1",
    )


def _name(site: Site, stem: str) -> str:
    [place] = (site.root / "posts/2025").glob(f"{stem}-*")
    return place.name


def _files(site: Site) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (site.root / "posts").rglob("*") if path.is_file()}
