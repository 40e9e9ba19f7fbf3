"""An export that changes nothing is told at a glance, and only then."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from parccli.build.request import Request
from parccli.build.run import Means, Run
from parccli.build.standstill import Glance
from parccli.exporters import EXPORTERS
from parccli.folder.lock import locked
from parccli.folder.site import open_site
from tests.build.test_run import NOON, export, files, make_site, post

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = 1_700_000_000_000_000_001
"""In nanoseconds: whole seconds are believed after two of them only."""


def settled(root: Path) -> None:
    """A site that was exported some time after its files were written."""
    make_site(root, 3)
    (root / "posts/plan.pdf").write_bytes(b"%PDF")
    (root / "posts/plan.md").write_text(post(20, "Voir [le plan](plan.pdf)."))
    for path in (root / "posts").iterdir():
        os.utime(path, ns=(LONG_AGO, LONG_AGO))
    # What was written this very moment is not believed.
    while glance(root) is None:
        export(root)


def glance(root: Path, at: datetime = NOON) -> int | None:
    """What is seen of a site."""
    with Glance(open_site(root)) as seen:
        return seen.files_standing(at)


def test_nothing_changed(tmp_path: Path) -> None:
    """All files of the export are counted."""
    settled(tmp_path)
    assert glance(tmp_path) == len(files(tmp_path / "public")) - 1  # but for the manifest


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("posts/000.md", post(0, "Autre.").encode()),
        ("posts/neuf.md", post(21).encode()),
        ("posts/001.md", None),
        ("posts/plan.pdf", b"%PDF-1"),
        ("posts/plan.pdf", None),
        ("parccli.toml", b'title = "Autre"\nurl = "https://www.example.org"\n'),
        ("templates/card.html", b"<p>{{ article.title }}</p>\n"),
        ("public/feeds/rss.xml", b"<rss/>"),
        ("public/fragments/latest.html", None),
        ("public/manifest.json", b"{}"),
        ("public/.parccli-export.json", b""),
        (".parccli/cache.sqlite", None),
    ],
)
def test_something_changed(tmp_path: Path, path: str, data: bytes | None) -> None:
    """A post, a file that one shows, the settings, a template, or what was made."""
    settled(tmp_path)
    place = tmp_path / path
    place.parent.mkdir(exist_ok=True)
    if data is None:
        place.unlink()
    else:
        place.write_bytes(data)
    assert glance(tmp_path) is None


def test_time_goes_by(tmp_path: Path) -> None:
    """Until the instant at which another post is public, and back to the one before."""
    make_site(tmp_path)
    (tmp_path / "posts/a.md").write_text(post(1, date="2025-10-01T10:00", expires="2025-10-01T16:00"))
    (tmp_path / "posts/b.md").write_text(post(2, date="2025-10-01T15:00"))
    while glance(tmp_path) is None:
        export(tmp_path)
    hours = [hour for hour in range(-6, 7) if glance(tmp_path, NOON + timedelta(hours=hour)) is not None]
    assert hours == [-4, -3, -2, -1, 0]  # in Paris it is two hours later


def test_what_is_warned_of_is_told_each_time(tmp_path: Path) -> None:
    """A file that is not there is named again."""
    make_site(tmp_path)
    (tmp_path / "posts/a.md").write_text(post(1, "![Une halle](absente.png)"))
    os.utime(tmp_path / "posts/a.md", ns=(LONG_AGO, LONG_AGO))
    for _time in range(2):
        assert [warning.path for warning in export(tmp_path).warnings] == ["posts/a.md"]
        assert glance(tmp_path) is None


def test_what_another_parccli_does_before_the_lock_is_seen(tmp_path: Path) -> None:
    """A post that gets another name after the glance is exported as it is, not as it was."""
    settled(tmp_path)
    site = open_site(tmp_path)
    request = Request(at=NOON, out=site.output, targets=EXPORTERS)
    with Glance(site) as seen:
        assert seen.files_standing(NOON + timedelta(days=999)) is not None
        (tmp_path / "posts/000.md").rename(tmp_path / "posts/neuf.md")
        (tmp_path / "public/feeds/rss.xml").unlink()
        with locked(site) as hold, Run(site, request, hold, Means(glance=seen)) as run:
            assert run.read() == []
            done = run.finish(run.public(()))
    assert "neuf" in (tmp_path / "public/manifest.json").read_text()
    assert done.changes.add == ("feeds/rss.xml",)
