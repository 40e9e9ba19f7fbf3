"""A preview on a free port of this computer, asked as a browser asks, and as others would."""

from __future__ import annotations

import re
import socket
import time
from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError
from parccli.preview.server import serve

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.conftest import Served, Site

VU = "/post?path=posts/vu.md"


def seen(page: str) -> str:
    """The number of the look that a page comes from."""
    found = re.search(r'data-seen="(\d+)"', page)
    assert found
    return found[1]


def files_of(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, and when it was changed."""
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*") if path.is_file()}


def test_an_answer_has_what_keeps_other_sites_out(served: Served) -> None:
    """And nothing that lets one read it."""
    answer, page = served.ask("/")
    headers = {name.lower(): value for name, value in answer.getheaders()}
    assert answer.status == 200
    assert "Un titre vu" in page
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert not [name for name in headers if name.startswith("access-control-")]


@pytest.mark.parametrize("target", ["/", "/events?seen=0", "/feeds/feed.json"])
@pytest.mark.parametrize("host", ["evil.example.org", "evil.example.org:{port}", "127.0.0.1", ""])
def test_another_host_is_refused(served: Served, target: str, host: str) -> None:
    """A name that leads here is not ours: its pages could read the answer."""
    answer, text = served.ask(target, headers={"Host": host.format(port=served.port)})
    assert answer.status == 421
    assert "vu" not in text


@pytest.mark.parametrize("target", ["/", "/events?seen=0", "/feeds/feed.json"])
def test_a_request_of_another_site_is_refused(served: Served, target: str) -> None:
    """As the browser marks it."""
    answer, _text = served.ask(target, headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"})
    assert answer.status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_nothing_can_be_sent(served: Served, method: str) -> None:
    """There is nothing to change here."""
    answer, _text = served.ask("/", method=method)
    assert (answer.status, answer.getheader("Allow")) == (405, "GET, HEAD")


def test_head_has_no_body(served: Served) -> None:
    """The same headers, and nothing else."""
    answer, text = served.ask(VU, method="HEAD")
    assert (answer.status, text) == (200, "")
    assert int(answer.getheader("Content-Length") or 0) > 1000


@pytest.mark.parametrize(
    "target",
    ["/../parccli.toml", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/media/../parccli.toml", "//[", "//[::1"],
)
def test_no_path_leaves_the_folders(served: Served, target: str) -> None:
    """As written, with no browser to tidy it up."""
    answer, text = served.ask(target)
    assert answer.status == 404
    assert "root:" not in text
    assert "permalink" not in text


def test_what_is_no_http_is_refused(served: Served) -> None:
    """And harms nothing."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as connection:
        connection.sendall(b"\x16\x03\x01\x00\xff\r\n\r\n")
        assert b"Bad Request" in connection.recv(1000)
    assert served.ask("/")[0].status == 200


def test_it_answers_on_no_other_address(served: Served) -> None:
    """Not even under the computer's own name in its network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing
        address = probe.getsockname()[0]
    if address.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((address, served.port), timeout=5)


@pytest.mark.parametrize("path", ["posts/vu.md", "posts/2025/neuf.md", "templates/article.html", "parccli.toml"])
def test_a_page_hears_of_a_change_within_a_second(served: Served, site: Site, path: str) -> None:
    """Of a post, also a new one in a new folder; of a template, also the first; of the settings."""
    page = served.ask(VU)[1]
    with served.events(seen(page)) as events:
        assert events.getheader("Content-Type") == "text/event-stream"
        assert events.readline() == b"retry: 500\n"
        place = site.root / path
        old = place.read_text(encoding="utf-8") if place.exists() else "<p>{{ article.title }}</p>\n"
        start = time.monotonic()
        site.save(path, old + "\n")
        lines = events.read()
        assert time.monotonic() - start < 1
    assert b"event: change\n" in lines
    assert seen(served.ask(VU)[1]) != seen(page)


def test_a_page_that_missed_a_change_hears_at_once(served: Served) -> None:
    """It was being drawn while she saved; or it is left from an earlier preview."""
    with served.events("12") as events:
        assert b"event: change\n" in events.read()


def test_a_broken_post_is_shown_and_mended(served: Served, site: Site) -> None:
    """The page stays, under the same address."""
    for text, expected in (
        ("---\ntitle: a : b\n---\n", "<code>line 2, column 1</code>"),
        ("---\ntitle: Mieux\ndate: 2025-09-01\nid: urn:x:vu\nstatus: published\n---\n\nUn texte.\n", "Mieux"),
    ):
        with served.events(seen(served.ask(VU)[1])) as events:
            site.save("posts/vu.md", text)
            events.read()
        assert expected in served.ask(VU)[1]


def test_the_settings_may_break_too(served: Served, site: Site) -> None:
    """The error is shown, with its line, until they are mended."""
    settings = (site.root / "parccli.toml").read_text(encoding="utf-8")
    for text, expected in (("title =\n", "<code>parccli.toml:1</code>"), (settings, "Un titre vu")):
        with served.events(seen(served.ask("/")[1])) as events:
            site.save("parccli.toml", text)
            events.read()
        assert expected in served.ask("/")[1]


def test_it_writes_nothing(served: Served, site: Site) -> None:
    """Neither a file nor a folder, whatever is looked at."""
    before, folders = files_of(site.root), sorted(site.root.rglob("*"))
    for target in ("/", VU, "/latest", "/list", "/feeds/rss.xml", "/assets/parc.css", "/absent"):
        served.ask(target)
    assert files_of(site.root) == before
    assert sorted(site.root.rglob("*")) == folders


def test_a_port_that_is_taken_is_told(served: Served, site: Site) -> None:
    """With what to do."""
    with pytest.raises(ParcError, match=f"the port {served.port} cannot be used: another program") as caught:
        serve(site.setup(), served.port, print)
    assert "--port 0" in (caught.value.hint or "")
