"""What only has other words in it is put in its places; whatever may be more is left to a whole export."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from parccli.build import standstill
from parccli.build.retouching import retouch
from parccli.build.standstill import MOST, Glance
from parccli.folder.lock import locked
from parccli.folder.site import open_site
from parccli.folder.stamps import UNSURE
from parccli.folder.walking import walk
from tests.build.test_run import ANEW, NOON, export, files, make_site, post, times
from tests.build.test_standstill import LONG_AGO, glance, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from parccli.build.request import Export

OTHER = post(1, id="urn:x:n1", slug="b-1", text="Un autre texte.")


def retouched(root: Path, *, plan: bool = False, at: datetime = NOON) -> Export | None:
    """Export a site in which only texts have changed; None where more has, or nothing."""
    site = open_site(root)
    # What was written this very moment is not believed the next time.
    while UNSURE in walk(root, stamped=True).stamps.values():
        time.sleep(0.005)
    with Glance(site) as seen, nullcontext() if plan else locked(site) as hold:
        assert seen.files_standing(at) is None
        return retouch(site, seen, hold)


def write(root: Path, path: str, data: str | bytes | None) -> None:
    """Write a file some time ago, or delete it."""
    place = root / path
    place.parent.mkdir(exist_ok=True)
    if data is None:
        place.unlink()
    else:
        place.write_bytes(data.encode() if isinstance(data, str) else data)
        os.utime(place, ns=(LONG_AGO + 1, LONG_AGO + 1))


def as_made_anew(root: Path) -> bool:
    """Whether public/ holds what an export that keeps nothing would make."""
    export(root, ANEW, out="fresh")
    return files(root / "public") == files(root / "fresh")


def test_other_words_change_what_shows_them_and_nothing_else(tmp_path: Path) -> None:
    """The files are those that a whole export would make; the next one sees at a glance that nothing is to be done."""
    settled(tmp_path)
    before = times(tmp_path / "public")
    write(tmp_path, "posts/001.md", OTHER)
    done = retouched(tmp_path)
    assert done is not None
    assert (done.changes.add, done.changes.remove, done.appearing, done.disappearing) == ((), (), (), ())
    assert done.changes.change == (
        "feeds/archive/2025.xml",
        "feeds/atom.xml",
        "feeds/feed.json",
        "feeds/rss.xml",
        "feeds/travaux/atom.xml",
        "feeds/travaux/feed.json",
        "feeds/travaux/rss.xml",
        "fragments/articles/b-1.body.html",
        "fragments/articles/b-1.html",
        "fragments/head/b-1.html",
        "fragments/head/b-1.jsonld",
        "fragments/latest.html",
        "fragments/list/page-1.html",
        "fragments/list/travaux/page-1.html",
    )
    after = times(tmp_path / "public")
    touched = {path.relative_to(tmp_path / "public").as_posix() for path in after if before[path] != after[path]}
    assert touched == {*done.changes.change, "manifest.json"}
    assert len(files(tmp_path / "public")) - 1 == len(done.changes.change) + done.changes.unchanged
    assert as_made_anew(tmp_path)
    assert glance(tmp_path) == len(after) - 1


def test_a_whole_export_goes_on_from_there(tmp_path: Path) -> None:
    """It has all that it would have, had it been there itself."""
    settled(tmp_path)
    write(tmp_path, "posts/001.md", OTHER)
    assert retouched(tmp_path)
    write(tmp_path, "posts/002.md", post(2, expires="2026-01-01"))
    assert retouched(tmp_path) is None
    assert "feeds/archive/2025.xml" in export(tmp_path).changes.change
    assert as_made_anew(tmp_path)


def test_several_at_once_and_again(tmp_path: Path) -> None:
    """Each with a text of its own, one of them with a link and a document."""
    settled(tmp_path)
    for turn in range(3):
        for number in range(3):
            words = f"[Voir](00{turn}.md) [le plan](plan.pdf) {number} {turn}."
            write(tmp_path, f"posts/00{number}.md", post(number, id=f"urn:x:n{number}", slug=f"b-{number}", text=words))
        write(tmp_path, "posts/plan.md", post(20, f"Voir [le plan](plan.pdf), {turn} fois."))
        # The first time, the three get a document.
        assert (retouched(tmp_path) is None) is (turn == 0)
        export(tmp_path)
        assert as_made_anew(tmp_path)


def test_another_title_is_another_text_where_no_post_links_to_it(tmp_path: Path) -> None:
    """A link to a post may say its title: then the post that it stands in changes, too."""
    settled(tmp_path)
    write(tmp_path, "posts/001.md", post(1, id="urn:x:n1", slug="b-1", title="Autre"))
    done = retouched(tmp_path)
    assert done is not None
    assert {"feeds/rss.xml", "fragments/latest.html", "fragments/head/b-1.jsonld"} <= {*done.changes.change}
    assert done.unread_again == ()
    assert as_made_anew(tmp_path)
    write(tmp_path, "posts/002.md", post(2, "[Voir](001.md).", id="urn:x:n2", slug="b-2"))
    assert retouched(tmp_path) is not None
    write(tmp_path, "posts/001.md", post(1, id="urn:x:n1", slug="b-1", title="Encore autre"))
    assert retouched(tmp_path) is None
    export(tmp_path)
    assert as_made_anew(tmp_path)


def test_a_draft_changes_nothing(tmp_path: Path) -> None:
    """But is what it is now the next time."""
    settled(tmp_path)
    write(tmp_path, "posts/brouillon.md", post(9, status="draft"))
    while glance(tmp_path) is None:
        export(tmp_path)
    before = times(tmp_path / "public")
    write(tmp_path, "posts/brouillon.md", post(9, "Autre.", status="draft"))
    done = retouched(tmp_path)
    assert done is not None
    assert done.changes.change == ()
    assert times(tmp_path / "public") == before
    assert glance(tmp_path) is not None


def test_a_file_that_was_touched_is_read_and_no_more(tmp_path: Path) -> None:
    """It holds what it did."""
    settled(tmp_path)
    os.utime(tmp_path / "posts/001.md", ns=(LONG_AGO + 9, LONG_AGO + 9))
    done = retouched(tmp_path)
    assert done is not None
    assert done.changes.change == ()
    assert glance(tmp_path) is not None


def test_a_plan_writes_nothing(tmp_path: Path) -> None:
    """It tells what the export then does."""
    settled(tmp_path)
    write(tmp_path, "posts/001.md", OTHER)
    before = times(tmp_path / "public")
    planned = retouched(tmp_path, plan=True)
    assert times(tmp_path / "public") == before
    assert planned == retouched(tmp_path)


def test_more_than_words_takes_a_whole_export(tmp_path: Path) -> None:
    """Another slug, id, status, date, category or end, a document, or what cannot be read."""
    settled(tmp_path)
    before = times(tmp_path / "public")
    for values in (
        {"slug": "autre"},
        {"id": "urn:x:autre"},
        {"status": "draft"},
        {"date": "2025-09-05"},
        {"categories": "[Emploi]"},
        {"expires": "2025-12-31"},
        {"text": "[Le plan](plan.pdf)"},
        {"text": "![Une halle](absente.png)"},
        {"text": "```", "lang": "en", "title": "[", "slug": ""},
    ):
        write(tmp_path, "posts/001.md", post(1, **({"id": "urn:x:n1", "slug": "b-1"} | values)))
        assert retouched(tmp_path) is None, values
    for data in (b"\xff", b"---\ntitle: Sans fin\n"):
        write(tmp_path, "posts/001.md", data)
        assert retouched(tmp_path) is None
    assert times(tmp_path / "public") == before
    write(tmp_path, "posts/001.md", OTHER)
    assert retouched(tmp_path) is not None


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("posts/neuf.md", post(21)),
        ("posts/002.md", None),
        ("posts/plan.pdf", b"%PDF-1"),
        ("public/feeds/rss.xml", b"<rss/>"),
        ("public/fragments/latest.html", None),
        ("public/.parccli-export.json", b""),
        ("public/manifest.json", b'{"version": 1, "files": {}}'),
        ("templates/card.html", "<p>{{ article.title }}</p>\n"),
    ],
)
def test_whatever_else_has_changed_takes_a_whole_export(tmp_path: Path, path: str, data: str | bytes | None) -> None:
    """A post that comes or goes, a document, what was made, a template."""
    settled(tmp_path)
    write(tmp_path, "posts/001.md", OTHER)
    write(tmp_path, path, data)
    before = times(tmp_path / "public")
    assert retouched(tmp_path) is None
    assert times(tmp_path / "public") == before


def test_another_instant_takes_a_whole_export(tmp_path: Path) -> None:
    """Another post is public then."""
    settled(tmp_path)
    write(tmp_path, "posts/001.md", OTHER)
    assert retouched(tmp_path, at=NOON - timedelta(days=20)) is None


def test_what_another_program_does_before_the_lock_is_seen(tmp_path: Path) -> None:
    """A post that comes, and a file that goes."""
    settled(tmp_path)
    site = open_site(tmp_path)
    for path, data in (("posts/neuf.md", post(21)), ("public/feeds/rss.xml", None)):
        write(tmp_path, "posts/001.md", OTHER + path)
        with Glance(site) as seen:
            assert seen.files_standing(NOON) is None
            write(tmp_path, path, data)
            with locked(site) as hold:
                assert retouch(site, seen, hold) is None
        while glance(tmp_path) is None:
            export(tmp_path)


def test_many_posts_take_a_whole_export(tmp_path: Path) -> None:
    """It is as quick."""
    make_site(tmp_path, MOST + 1)
    for place in (tmp_path / "posts").iterdir():
        os.utime(place, ns=(LONG_AGO, LONG_AGO))
    while glance(tmp_path) is None:
        export(tmp_path)
    for place in sorted((tmp_path / "posts").iterdir())[1:]:
        place.write_bytes(place.read_bytes() + b"Plus.\n")
    assert retouched(tmp_path) is not None
    for place in (tmp_path / "posts").iterdir():
        place.write_bytes(place.read_bytes() + b"Encore.\n")
    assert retouched(tmp_path) is None


def drop(kind: str, name: str = "%") -> Callable[[sqlite3.Connection], object]:
    """Lose texts of the cache."""
    return lambda cache: cache.execute("DELETE FROM texts WHERE kind = ? AND name LIKE ?", (kind, name))


@pytest.mark.parametrize(
    "damage",
    [
        drop("index"),
        drop("ledger"),
        drop("ledger public"),
        drop("article"),
        drop("body"),
        *(drop(standstill.KIND, name) for name in standstill.beside("public")),
    ],
)
def test_a_cache_that_has_lost_something_only_costs_time(
    tmp_path: Path, damage: Callable[[sqlite3.Connection], object]
) -> None:
    """Then all posts are looked at."""
    settled(tmp_path)
    with sqlite3.connect(tmp_path / ".parccli/cache.sqlite") as cache:
        damage(cache)
    write(tmp_path, "posts/001.md", OTHER)
    assert retouched(tmp_path) is None
    export(tmp_path)
    assert as_made_anew(tmp_path)
