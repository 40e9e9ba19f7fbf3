"""What an export keeps from the one before: nothing that anybody could tell from what it would make anew."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PIL import Image

from parccli.build.hands import FEW
from parccli.build.request import Request
from parccli.build.retouching import retouch
from parccli.build.run import Means, Run
from parccli.build.standstill import Glance
from parccli.exporters import EXPORTERS
from parccli.folder.lock import locked
from parccli.folder.site import open_site

if TYPE_CHECKING:
    from parccli.build.request import Export

SETTINGS = 'title = "Parc"\nurl = "https://www.example.org"\ncategories = ["Travaux", "Emploi"]\n'
NOON = datetime(2025, 10, 1, 12, tzinfo=UTC)
AGAIN = Means()
ANEW = Means(cached=False)


def post(number: int, text: str = "Un texte.", **more: str) -> str:
    """A published post of that number."""
    values = {
        "id": f"urn:x:{number}",
        "title": f"Titre {number}",
        "date": f"2025-09-{number + 1:02}",
        "slug": f"billet-{number}",
        "status": "published",
        "categories": "[Travaux]",
    }
    lines = (f"{key}: {value}" for key, value in (values | more).items())
    return "\n".join(["---", *lines, "---", "", text, ""])


def make_site(root: Path, posts: int = 0) -> None:
    """A site with so many posts."""
    (root / "posts").mkdir(parents=True)
    (root / "parccli.toml").write_text(SETTINGS, encoding="utf-8")
    for number in range(posts):
        (root / f"posts/{number:03}.md").write_text(post(number % 28, id=f"urn:x:n{number}", slug=f"b-{number}"))


def export(
    root: Path,
    means: Means = AGAIN,
    *,
    at: datetime = NOON,
    out: str = "public",
    plan: bool = False,
    force: bool = False,
) -> Export:
    """Export a site, or tell what that would do; what is seen at a glance beforehand is handed on."""
    site = open_site(root)
    request = Request(at=at, out=root / out, targets=EXPORTERS, force=force)
    with Glance(site) as glance, nullcontext() if plan else locked(site) as hold:
        standing = glance.files_standing(at)
        is_usual = out == "public" and means.cached
        if is_usual and (done := retouch(site, glance, hold, force=force)):
            return done
        with Run(site, request, hold, replace(means, glance=glance)) as run:
            assert run.read() == []
            done = run.finish(run.public(()))
    if standing is not None and out == "public":
        assert (done.changes.add, done.changes.change, done.changes.remove) == ((), (), ())
        assert done.changes.unchanged == standing
    return done


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder: Path) -> dict[Path, int]:
    """When each file below a folder was written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_an_export_of_what_has_not_changed_writes_nothing(tmp_path: Path) -> None:
    """Nor does one after the files were touched, or the cache is gone."""
    make_site(tmp_path, 3)
    export(tmp_path)
    before = times(tmp_path / "public")
    for touched, lost in ((), ()), (("posts/001.md",), ()), ((), (".parccli/cache.sqlite",)):
        for path in touched:
            (tmp_path / path).touch()
        for path in lost:
            (tmp_path / path).unlink()
        done = export(tmp_path)
        assert (done.changes.add, done.changes.change, done.changes.remove) == ((), (), ())
        assert times(tmp_path / "public") == before


def test_one_changed_post_changes_what_shows_it_and_nothing_else(tmp_path: Path) -> None:
    """Its own four files, its feeds, its archive, and the lists with its card."""
    make_site(tmp_path, 3)
    export(tmp_path)
    (tmp_path / "posts/001.md").write_text(post(1, id="urn:x:n1", slug="b-1", text="Un autre texte."))
    assert export(tmp_path).changes.change == (
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


def test_many_processes_make_the_same_files(tmp_path: Path) -> None:
    """Byte for byte, whatever their number, with a cache or without."""
    make_site(tmp_path, FEW + 10)
    made = {}
    for out, means in (
        ("one", Means(processes=1)),
        ("two", Means(processes=2)),
        ("three", Means(processes=3, cached=False)),
    ):
        export(tmp_path, means, out=out)
        made[out] = files(tmp_path / out)
        shutil.rmtree(tmp_path / ".parccli")
    assert made["one"] == made["two"] == made["three"]
    assert len(made["one"]) > 4 * FEW


def test_many_processes_make_the_same_pictures(tmp_path: Path) -> None:
    """Few posts with many pictures are as much work as many posts."""
    make_site(tmp_path)
    for number in range(FEW // 40):
        Image.effect_noise((900, 600), 40).save(tmp_path / f"posts/{number}.jpg")
        (tmp_path / f"posts/{number}.md").write_text(post(number, image=f"{number}.jpg"))
    for out, means in (("one", Means(processes=1)), ("two", Means(processes=2))):
        export(tmp_path, means, out=out)
        shutil.rmtree(tmp_path / ".parccli")
    made = files(tmp_path / "one")
    assert made == files(tmp_path / "two")
    assert len([path for path in made if path.endswith(".webp")]) == 2 * FEW // 40


@pytest.mark.parametrize(
    "damage",
    [
        lambda cache: cache.write_bytes(b""),
        lambda cache: cache.write_bytes(b"no database at all " * 500),
        lambda cache: cache.write_bytes(cache.read_bytes()[: cache.stat().st_size // 2]),
        lambda cache: cache.write_bytes(cache.read_bytes().replace(b"Un texte", b"Un autre")),
        lambda cache: cache.write_bytes(cache.read_bytes().replace(b"published", b"pub\0ished")),
        lambda cache: (cache.unlink(), cache.mkdir()),
        lambda cache: cache.chmod(0),
    ],
)
def test_a_damaged_cache_only_costs_time(tmp_path: Path, damage: object) -> None:
    """What it holds is not believed, and the next export works."""
    make_site(tmp_path, 3)
    export(tmp_path)
    before = files(tmp_path / "public")
    assert callable(damage)
    damage(tmp_path / ".parccli/cache.sqlite")
    (tmp_path / "posts/003.md").write_text(post(20))
    export(tmp_path)
    after = files(tmp_path / "public")
    export(tmp_path, ANEW, out="fresh")
    assert after == files(tmp_path / "fresh") != before


def test_a_cache_that_another_holds_only_costs_time(tmp_path: Path) -> None:
    """The export does without, and waits for nobody."""
    make_site(tmp_path, 3)
    export(tmp_path)
    with sqlite3.connect(tmp_path / ".parccli/cache.sqlite", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        (tmp_path / "posts/003.md").write_text(post(20))
        assert "fragments/articles/billet-20.html" in export(tmp_path).changes.add
        other.execute("ROLLBACK")


def test_the_same_size_and_time_do_not_hide_a_change(tmp_path: Path) -> None:
    """A program that sets the time back cannot set back the disk's own."""
    make_site(tmp_path)
    place = tmp_path / "posts/a.md"
    place.write_text(post(1, "Un texte."))
    os.utime(place, ns=(1, 1))
    export(tmp_path)
    place.write_text(post(1, "Un taxte."))
    os.utime(place, ns=(1, 1))
    export(tmp_path)
    assert b"taxte" in (tmp_path / "public/fragments/articles/billet-1.html").read_bytes()


def test_a_plan_keeps_to_what_is_there(tmp_path: Path) -> None:
    """It tells what the export then does, and leaves no file behind."""
    make_site(tmp_path, 3)
    planned = export(tmp_path, plan=True)
    assert not (tmp_path / "public").exists()
    done = export(tmp_path)
    assert (planned.changes, planned.appearing) == (done.changes, done.appearing)


class Exports(RuleBasedStateMachine):
    """A site that people and programs change in every way between two exports."""

    numbers = st.integers(0, 5)

    @initialize()
    def begin(self) -> None:
        """Start with two posts, one with a picture and a link to the other."""
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name) / "site"
        self.at = NOON
        make_site(self.root)
        self.draw(0)
        self.write(0, "Voir [l’autre](p1.md).", "image: photo.png\nimage_alt: Une halle")
        self.write(1, "Un texte.", "")

    def teardown(self) -> None:
        """Leave nothing."""
        self.folder.cleanup()

    @rule(number=numbers, text=st.sampled_from(["Un.", "Deux.", "[l’autre](p1.md)", "![Une halle](photo.png)"]))
    def edit(self, number: int, text: str) -> None:
        """Write a post anew."""
        self.write(number, text, "")

    @rule(
        chosen=st.sets(numbers, min_size=1),
        title=st.sampled_from(["", "Le "]),
        text=st.sampled_from(["Mot.", "[l’autre](p1.md)", "# Un titre", "<b>"]),
    )
    def reword(self, chosen: set[int], title: str, text: str) -> None:
        """Add to the text of posts that have stood as they are for a moment, or to their titles."""
        time.sleep(0.03)
        export(self.root, at=self.at, force=True)
        for place in sorted((self.root / "posts").rglob("p*.md")):
            if int(place.stem[1:]) in chosen:
                place.write_text(f"{place.read_text().replace('title: ', f'title: {title}')}\n{text}\n")

    @rule(number=numbers, key=st.sampled_from(["status: draft", "expires: 2025-09-30", "date: 2025-10-02", "lang: en"]))
    def settle(self, number: int, key: str) -> None:
        """Take a post off the site, or change what is around it."""
        name = key.partition(":")[0]
        text = post(number).replace(f"\n{name}: ", f"\nsource: {{}}\n# {name}: ").replace("\nslug", f"\n{key}\nslug", 1)
        self.put(number, text)

    @rule(number=numbers)
    def delete(self, number: int) -> None:
        """Delete a post, but not the only one: an export refuses to take the last off a site whose posts/ is empty."""
        if len(list((self.root / "posts").rglob("*.md"))) > 1:
            (self.root / f"posts/p{number}.md").unlink(missing_ok=True)

    @rule(number=numbers, folder=st.sampled_from(["2024", "2025"]))
    def move(self, number: int, folder: str) -> None:
        """Put a post into a folder."""
        place = self.root / f"posts/p{number}.md"
        if place.exists():
            (self.root / "posts" / folder).mkdir(exist_ok=True)
            place.rename(self.root / "posts" / folder / f"p{number}.md")

    @rule(number=numbers, when=st.sampled_from([0, 1_000_000_000, 4_000_000_000]))
    def set_time(self, number: int, when: int) -> None:
        """Give a post another time."""
        place = self.root / f"posts/p{number}.md"
        if place.exists():
            os.utime(place, (when, when))

    @rule(shade=st.integers(0, 2))
    def draw(self, shade: int) -> None:
        """Change the picture, or its size."""
        Image.new("L", (20 + shade // 2, 10), shade).save(self.root / "posts/photo.png")

    @rule()
    def lose_picture(self) -> None:
        """Delete the picture."""
        (self.root / "posts/photo.png").unlink(missing_ok=True)

    @rule(days=st.integers(-3, 3))
    def wait(self, days: int) -> None:
        """Export as of another day."""
        self.at += timedelta(days=days)

    @rule(text=st.sampled_from(["<p>{{ article.title }}</p>\n", "<p>{{ article.excerpt }}</p>\n", ""]))
    def template(self, text: str) -> None:
        """Write a template of the site's own, or take it away."""
        place = self.root / "templates/card.html"
        place.parent.mkdir(exist_ok=True)
        if text:
            place.write_text(text)
        else:
            place.unlink(missing_ok=True)

    @rule(more=st.sampled_from(["", "permalink = '/{year}/{slug}/'\n", "[feeds]\nitems = 1\n", "language = 'en'\n"]))
    def configure(self, more: str) -> None:
        """Change the settings."""
        (self.root / "parccli.toml").write_text(SETTINGS + more, encoding="utf-8")

    @rule(which=st.integers(0, 40), data=st.sampled_from([b"", b"<p>autre</p>\n", None]))
    def spoil(self, which: int, data: bytes | None) -> None:
        """Change or delete one of the files that were made."""
        made = sorted(path for path in (self.root / "public").rglob("*") if path.is_file())
        if made and data is None:
            made[which % len(made)].unlink()
        elif made and made[which % len(made)].name != "manifest.json":
            made[which % len(made)].write_bytes(data or b"")

    @rule()
    def forget(self) -> None:
        """Delete the cache."""
        (self.root / ".parccli/cache.sqlite").unlink(missing_ok=True)

    @invariant()
    def makes_what_it_would_make_anew(self) -> None:
        """The files of an export that keeps what it can are those of one that keeps nothing."""
        shutil.rmtree(self.root / "fresh", ignore_errors=True)
        # What leaves the site is meant to, all of it too.
        export(self.root, ANEW, at=self.at, out="fresh", force=True)
        export(self.root, at=self.at, force=True)
        assert files(self.root / "public") == files(self.root / "fresh")
        again = export(self.root, at=self.at).changes
        assert (again.add, again.change, again.remove) == ((), (), ())

    def write(self, number: int, text: str, more: str) -> None:
        """Write the post of that number."""
        before = post(number, text).replace("\nslug", f"\n{more}\nslug", 1) if more else post(number, text)
        self.put(number, before)

    def put(self, number: int, text: str) -> None:
        """Write its file, and leave it nowhere else: two posts with one id stop an export."""
        (self.root / f"posts/p{number}.md").write_text(text)
        for folder in ("2024", "2025"):
            (self.root / "posts" / folder / f"p{number}.md").unlink(missing_ok=True)


TestExports = Exports.TestCase
TestExports.settings = settings(
    max_examples=12, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)
