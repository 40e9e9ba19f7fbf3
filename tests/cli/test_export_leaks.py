"""Nothing leaks, and nothing depends on the machine: whole exports of a site with pictures and documents."""

from __future__ import annotations

import base64
import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Process, Site

AT = ("--at", "2025-10-01T12:00")
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HIDDEN = {
    "draft": "status: draft\ndate: 2025-09-01",
    "scheduled": "status: published\ndate: 2025-10-01T12:00:01",
    "expired": "status: published\ndate: 2025-09-01\nexpires: 2025-09-30",
    "archived": "status: archived\ndate: 2025-09-01",
    "unknown": "status: relire\ndate: 2025-09-01",
    "undated": "date: 2025-09-01",
}


def fill(site: Site) -> None:
    """Write a public post and one of each kind that is not, each with a picture, a document and a category."""
    media = site.root / "posts/media"
    media.mkdir()
    header = "id: urn:x:{0}\ntitle: '{0}'\nslug: {0}\ncategories: [cat-{0}]\nimage: media/{0}.png\nimage_alt: alt-{0}"
    for name, fate in {"temoin": "status: published\ndate: 2025-09-01", **HIDDEN}.items():
        word = name if name == "temoin" else f"secret-{name}"
        for suffix, data in (("png", PIXEL), ("body.png", PIXEL), ("pdf", b"%PDF-1.4 " + word.encode())):
            (media / f"{word}.{suffix}").write_bytes(data)
        body = f"![dedans](media/{word}.body.png) et [un document](media/{word}.pdf) de {word}.\n"
        site.write(**{word: f"---\n{header.format(word)}\n{fate}\n---\n\n{body}"})
    linking = (
        "---\nid: urn:x:b\ntitle: b\nslug: b\nstatus: published\ndate: 2025-09-02\n---\n\n[vers un brouillon]({})\n"
    )
    site.write(b=linking.format("secret-draft.md"))


def tree(root: Path) -> dict[str, bytes]:
    """Every file below `root`."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_no_trace_of_what_is_not_public(run: Process, site: Site) -> None:
    """Neither in a file's name nor in a byte, its pictures, documents and categories included."""
    fill(site)
    done = run("export", *AT)
    assert done.exit_code == 0, done.stderr
    made = tree(site.root / "public")
    assert {"media/media/temoin.png", "media/media/temoin.pdf", "media/media/temoin.body.png"} <= set(made)
    assert [path for path, data in made.items() if "secret" in path or b"secret" in data] == []


def test_what_leaves_the_public_takes_its_files_along(run: Process, site: Site) -> None:
    """The next export removes the fragments, the pictures and the documents."""
    fill(site)
    run("export", *AT)
    post = site.root / "posts/temoin.md"
    post.write_text(post.read_text(encoding="utf-8").replace("published", "draft"), encoding="utf-8")
    run("export", *AT)
    assert [path for path, data in tree(site.root / "public").items() if "temoin" in path or b"temoin" in data] == []


@pytest.mark.parametrize(
    "env",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "2", "PARCCLI_LANG": "fr"},
    ],
)
def test_another_machine_makes_the_same_bytes(run: Process, site: Site, tmp_path: Path, env: dict[str, str]) -> None:
    """Another time zone, locale, hash seed, umask, order of files, and language of the interface."""
    fill(site)
    run("export", *AT, env={"TZ": "UTC", "PYTHONHASHSEED": "0"})
    other = tmp_path / "other"
    other.mkdir()
    (other / "parccli.toml").write_bytes((site.root / "parccli.toml").read_bytes())
    # Written in the opposite order: a folder lists its files as it got them.
    for path in sorted((site.root / "posts").rglob("*"), reverse=True):
        place = other / path.relative_to(site.root)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            shutil.copy(path, place)
    before = os.umask(0o077)
    try:
        done = run("export", *AT, cwd=other, env=env)
    finally:
        os.umask(before)
    assert done.exit_code == 0, done.stderr
    assert tree(other / "public") == tree(site.root / "public")
