"""Chromium, closed off from the network, and a page in it; pages as a site makes them around our fragments."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

from tests.samples.site import ROOT, sample_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

TOOLS: Final = ROOT / "node_modules"
HINT: Final = "`make test-browser` installs it"
WIDE: Final = 1280
NARROW: Final = 320
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_PUBLIC: Final = "https://www.example.org/parccli/"
_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

OpenPage = Callable[..., "Page"]


def program(name: str) -> str:
    """The path of a program that a test needs; without it the test is skipped."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is missing: {HINT}")
    return found


def tool(path: str) -> Path:
    """A file of an npm package that a test needs; without it the test is skipped."""
    found = TOOLS / path
    if not found.is_file():
        pytest.skip(f"node_modules/{path} is missing: {HINT}")
    return found


def document(body: str, *, head: str = "") -> str:
    """A minimal French page."""
    return (
        f'<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>Le parc</title>\n{head}</head>\n'
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def below_headings(html: str) -> str:
    """The fragment with the headings before it that a page has: those above the level of its first."""
    first = re.search(r"<h([2-6])", html)
    above = range(1, int(first[1])) if first else (1,)
    return "".join(f"<h{level}>Le parc</h{level}>\n" for level in above) + html


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    playwright = pytest.importorskip("playwright.sync_api", reason=f"playwright is missing: {HINT}")
    chromium = program("chromium")
    with playwright.sync_playwright() as run:
        launched = run.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open pages that reach this machine and the sample site's pictures, and nothing else."""
    contexts = []

    def open_(html: str | None = None, *, width: int = WIDE, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", locale="fr-FR"
        )
        contexts.append(context)
        context.route("**/*", _answer)
        page = context.new_page()
        if html is not None:
            page.set_content(html)
        return page

    yield open_
    for context in contexts:
        context.close()


def _answer(route: Route) -> None:
    address = urlsplit(route.request.url)
    data = sample_site().get(route.request.url.removeprefix(_PUBLIC)) if address.scheme == "https" else None
    if data is not None:
        route.fulfill(body=data)
    elif address.scheme in {"about", "blob", "data", "file"} or address.hostname in _LOOPBACK:
        route.continue_()
    else:
        route.abort()
