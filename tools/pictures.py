"""Make the pictures of the README and of docs/: a terminal in use, as SVG, and the fragments in a page, as PNG.

    pictures.py update

The commands are run, in a terminal of 88 columns, on a copy of the sample site; the page is drawn by Chromium.
"""

from __future__ import annotations

import io
import os
import pty
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Route, sync_playwright
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "docs/pictures"
WIDTH: Final = 88
COLOURS: Final = 128
PUBLIC: Final = "/parccli/"
POST: Final = "posts/2026/2026-11-28-pont.md"
DRAFT: Final = """\
---
id: urn:uuid:6f0d7e52-5d0b-4c1e-9a57-1d6a2c3b4e5f
title: Le pont du Halage rouvre lundi
date: 2026-11-28
slug: pont
status: draft
summary: Les camions passent de nouveau.
categories: [Travau]
---

L'ouvrage porte 40 t : les camions passent de nouveau !
"""
COMMANDS: Final = (
    "parccli list --limit 4",
    f"parccli validate {POST}",
    f"parccli validate --fix --ignore P017 {POST}",
    "parccli publish pont",
    "parccli export",
)
PAGE: Final = """\
<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Le Parc</title>
<link rel="stylesheet" href="https://www.example.org/parccli/assets/parc.css">
<style>
body {{ margin: 0; font: 16px/1.5 "Liberation Sans", Arial, sans-serif; background: #eef2f6 }}
header {{ padding: 14px 32px; background: #0b3c5d; color: #fff; font-weight: bold }}
main {{ display: grid; grid-template-columns: 1fr 380px; gap: 24px; padding: 24px 32px; align-items: start }}
main > *, aside > * {{ padding: 20px 24px; background: #fff; border-radius: 6px }}
aside {{ padding: 0; background: none; display: grid; gap: 24px }}
.parc-article {{ max-height: 1440px; overflow: hidden; mask-image: linear-gradient(#000 90%, transparent) }}
</style></head><body>
<header>Parc d’activités des Trois-Canaux</header>
<main>{article}<aside>{latest}{newsletter}</aside></main></body></html>
"""


def main(arguments: list[str]) -> int:
    """Make them all."""
    if arguments != ["update"]:
        print(__doc__, file=sys.stderr)
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for language in ("fr", "en"):
            site = _copy(Path(folder) / language)
            (PICTURES / f"terminal.{language}.svg").write_text(_terminal(site, language), "utf-8")
        (PICTURES / "fragments.png").write_bytes(_page(Path(folder) / "fr/public"))
    return 0


def _copy(site: Path) -> Path:
    shutil.copytree(ROOT / "posts", site / "posts")
    shutil.copy(ROOT / "parccli.toml", site)
    (site / POST).write_text(DRAFT, "utf-8")
    return site


def _terminal(site: Path, language: str) -> str:
    """The commands and what they print, drawn."""
    _run("parccli --quiet export", site, language)
    screen = Console(width=WIDTH, record=True, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for command in COMMANDS:
        screen.print(Text.assemble(("$ ", "bold green"), (command, "bold")))
        screen.print(Text.from_ansi(_run(command, site, language).rstrip()))
        screen.print()
    # No fonts from elsewhere: a picture in a repository fetches nothing.
    start, end = CONSOLE_SVG_FORMAT.index("    @font-face"), CONSOLE_SVG_FORMAT.index("    .{unique_id}-matrix")
    code_format = CONSOLE_SVG_FORMAT[:start] + CONSOLE_SVG_FORMAT[end:]
    return screen.export_svg(title="parccli", code_format=code_format, unique_id="parccli")


def _run(command: str, site: Path, language: str) -> str:
    """What a command prints on a terminal, its colours included."""
    ours, theirs = pty.openpty()
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PARCCLI_LANG": language,
        "TERM": "xterm-256color",
        "COLUMNS": str(WIDTH),
        "HOME": str(site),
    }
    with subprocess.Popen(  # noqa: S602 -- the lines above, typed as a reader would
        command, shell=True, cwd=site, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        printed = b""
        try:
            while piece := os.read(ours, 65536):
                printed += piece
        except OSError:  # Linux says so when the other side has closed
            pass
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")


def _page(public: Path) -> bytes:
    """The three fragments in a page, few colours, as PNG."""
    fragments = public / "fragments"
    article = fragments / "articles/giratoire-des-ecluses-cinq-mois-de-travaux-pour-mieux-circuler.html"
    html = PAGE.format(
        article=article.read_text("utf-8"),
        latest=(fragments / "latest.html").read_text("utf-8"),
        newsletter=(fragments / "newsletter.html").read_text("utf-8"),
    )

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.removeprefix(PUBLIC)
        route.fulfill(path=public / path)

    with sync_playwright() as run:
        browser = run.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1200, "height": 1000})
        page.route("https://**/*", answer)
        page.set_content(html)
        page.wait_for_load_state("networkidle")
        picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
        browser.close()
    small = io.BytesIO()
    picture.convert("RGB").quantize(COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
