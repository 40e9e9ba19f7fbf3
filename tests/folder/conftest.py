"""A site to work in, and ways to run a piece of code in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from parccli.folder.lock import Hold, locked
from parccli.folder.site import SiteFolder, open_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SETTINGS = 'title = "Parc des Terrils"\nurl = "https://parc.example.org"\n'


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A site without posts."""
    root = tmp_path / "site"
    (root / "posts").mkdir(parents=True)
    (root / "parccli.toml").write_text(SETTINGS, encoding="utf-8")
    return open_site(root)


@pytest.fixture
def hold(site: SiteFolder) -> Iterator[Hold]:
    """The right to write in the site."""
    with locked(site) as hold:
        yield hold


@pytest.fixture
def add_post(site: SiteFolder) -> Callable[..., Path]:
    """Write a post as an editor would."""

    def add(path: str, *, slug: str = "", post_id: str = "", title: str = "Un titre") -> Path:
        place = site.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        keys = {"id": post_id, "title": title, "slug": slug}
        lines = "".join(f"{key}: {value}\n" for key, value in keys.items() if value)
        place.write_text(f"---\n{lines}---\n\nUn texte.\n", encoding="utf-8")
        return place

    return add


@pytest.fixture
def run_python() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a script in another process; `unprivileged` has it respect permissions, even under root."""

    def run(script: str, *arguments: str, unprivileged: bool = False) -> subprocess.CompletedProcess[str]:
        prefix: list[str] = []
        if unprivileged and os.geteuid() == 0:
            setpriv = shutil.which("setpriv")
            if setpriv is None:
                pytest.skip("root ignores permissions, and setpriv is not there to take that right away")
            prefix = [setpriv, "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
        return subprocess.run(
            [*prefix, sys.executable, "-c", script, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run
