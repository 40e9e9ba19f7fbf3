from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Process, Site

# A shell lets what it starts in the background ignore Ctrl-C, and with it all that this starts in turn.
HEEDING_CTRL_C = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from parccli.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C goes to a whole console there")
def test_it_prints_its_address_and_ends_at_ctrl_c(run: Process, site: Site) -> None:
    """At once, and with success: there is no other way to end it."""
    site.write(vu="---\ntitle: Un titre vu\n---\n\nTexte.\n")
    command = [sys.executable, "-c", HEEDING_CTRL_C, "preview", "--port", "0"]
    with (
        subprocess.Popen(
            command, cwd=run.cwd, env=run.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process,
        ExitStack() as at_the_end,
    ):
        at_the_end.callback(process.kill)
        assert process.stdout
        address = process.stdout.readline().strip()
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 -- the address is our own
            page = answer.read().decode()
        seen = page.partition('data-seen="')[2].partition('"')[0]
        # As a browser does, which waits for the next change.
        with urllib.request.urlopen(f"{address}events?seen={seen}", timeout=10):  # noqa: S310
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=5)
    assert address.startswith("http://127.0.0.1:")
    assert "Un titre vu" in page
    assert (process.returncode, out) == (0, "")
    assert err == "Only this computer can see it. Ctrl-C stops it.\n"
    assert sorted(path.name for path in run.cwd.iterdir()) == ["parccli.toml", "posts"]


@pytest.mark.usefixtures("site")
def test_a_page_without_the_marker_is_a_mistake(call: Call) -> None:
    """Told before anything is served."""
    (call.cwd / "page.html").write_text("<main></main>", encoding="utf-8")
    done = call("preview", "--port", "0", "--page", "page.html")
    assert done.exit_code == 2
    assert "page.html: the marker “<!-- parccli -->” must be there once" in done.stderr


def test_outside_a_site_there_is_nothing_to_see(call: Call) -> None:
    """As for every command."""
    assert call("preview", "--port", "0").exit_code == 2
