"""Every fragment stands the Nu HTML checker, inside a page of the site (FRAGMENTS.md §13)."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parccli.config import NewsletterSettings, Provider
from tests.browser.conftest import below_headings, document, program, tool
from tests.samples.newsletter import digests
from tests.samples.posts import ELSEWHERE, SITE, edition, fragments, generated
from tests.samples.site import sample_fragments

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.browser

# RGAA 1.9 asks for it where the checker finds it needless.
EXCEPTED = "The “figure” role is unnecessary for element “figure”."


def complaints(folder: Path, pages: Iterable[tuple[str, str]]) -> list[str]:
    """What the checker says of pages by their names, in one run."""
    java, checker = program("java"), tool("vnu-jar/build/dist/vnu.jar")
    names: dict[str, str] = {}
    for number, (name, html) in enumerate(pages):
        file = folder / f"{number}.html"
        file.write_text(html, "utf-8")
        names[file.name] = name
    command = [java, "-Xss4m", "-jar", str(checker), "--format", "json", "--stdout", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        f"{names[Path(message['url'].removeprefix('file:')).name]}: {message['message']} {message.get('extract', '')}"
        for message in json.loads(done.stdout)["messages"]
        if (message["type"] != "info" or message.get("subType") == "warning") and message["message"] != EXCEPTED
    ]


def page(path: str, html: str, data: str) -> str:
    """The fragment at its place in a page, what machines read about it beside it."""
    if "/head/" not in path:
        return document(below_headings(html))
    machines = f'<script type="application/ld+json">\n{data}</script>\n' if data else ""
    return document("<h1>Le parc</h1>\n", head=html + machines)


def pages(files: dict[str, str], site: str) -> list[tuple[str, str]]:
    """Every fragment of an edition, each in a page of its own."""
    return [
        (f"{site}: {path}", page(path, html, files.get(path.replace(".html", ".jsonld"), "")))
        for path, html in files.items()
        if path.endswith(".html")
    ]


def forms() -> dict[str, str]:
    """The newsletter fragment of each provider."""
    config = replace(SITE, newsletter=None)
    return {
        f"{provider}.html": fragments(edition((), replace(config, newsletter=newsletter)))["fragments/newsletter.html"]
        for provider in Provider
        for newsletter in [
            NewsletterSettings(
                provider=provider, action="https://f.example.org/?u=1&id=2", privacy_policy="https://www.example.org/p"
            )
        ]
    }


def test_the_newsletter_is_valid(tmp_path: Path) -> None:
    """A digest is a document of its own: of the sample site's posts, and of generated ones by each provider."""
    assert complaints(tmp_path, digests().items()) == []


def test_every_fragment_is_valid(tmp_path: Path) -> None:
    """No error and no warning, on the sample site, 200 generated posts, an empty site and each newsletter form."""
    posts = generated(200)
    found = complaints(
        tmp_path,
        [
            *pages(sample_fragments(), "sample"),
            *pages(fragments(edition(posts[:150])), "generated"),
            *pages(fragments(edition(posts[150:], ELSEWHERE)), "elsewhere"),
            *pages(fragments(edition(())), "empty"),
            *pages(forms(), "form"),
        ],
    )
    assert found == []


def test_the_checker_sees_faults(tmp_path: Path) -> None:
    """A block in running text and an empty heading are told: the test above could fail."""
    found = complaints(tmp_path, [("faulty", document("<h1>a</h1><p><b><h2></h2></b></p>"))])
    assert len(found) > 1
