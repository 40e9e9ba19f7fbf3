"""What a check keeps from the one before: nothing that anybody could tell from what it would find anew."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PIL import Image

from parccli import i18n
from parccli.build.checking import Check
from parccli.build.hands import FEW
from parccli.build.inspecting import BY_HEAD, BY_TEXT
from parccli.build.sheets import sheet_of
from parccli.cli.report import Layout
from parccli.folder.files import facts
from parccli.folder.posts import read_posts
from parccli.folder.site import open_site
from parccli.rules import RULES, SiteRule, check_posts, chosen, survey
from parccli.rules.rule import LastExport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parccli.build.sheets import LayOut, Sheet
    from parccli.findings import Finding
    from parccli.folder.posts import Posts
    from parccli.rules import Site
    from parccli.source import Source

SETTINGS = 'title = "Parc"\nurl = "https://www.example.org"\ncategories = ["Travaux", "Emploi"]\n'
NOON = datetime(2025, 10, 1, 12, tzinfo=UTC)


PIPE = Layout()
SCREEN = Layout(width=60, colour=True)


class Before(NamedTuple):
    """A post as it was published."""

    updated: datetime
    content: str


AVANT = Before(datetime(2025, 9, 2, 10, 0, 6, tzinfo=UTC), "<p>Avant.</p>")
LAST = LastExport(
    by_path={"posts/p1.md": "urn:x:1", "posts/p2.md": "urn:x:99"},
    by_slug={"billet-3": "urn:x:3"},
    shown=lambda _path, post_id: AVANT if post_id == "urn:x:1" else None,
)


def post(number: int, text: str = "Un texte.", **more: str) -> str:
    """A published post of that number."""
    values = {
        "id": f"urn:x:{number}",
        "title": f"Titre {number}",
        "date": f"2025-09-{number % 28 + 1:02}",
        "slug": f"billet-{number}",
        "status": "published",
        "categories": "[Travaux]",
    }
    lines = (f"{key}: {value}" for key, value in (values | more).items() if value)
    return "\n".join(["---", *lines, "---", "", text, ""])


def make_site(root: Path, posts: int = 0, *, cache: bool = True) -> None:
    """A site with so many posts."""
    (root / "posts").mkdir(parents=True)
    if cache:
        (root / ".parccli").mkdir()
    (root / "parccli.toml").write_text(SETTINGS, encoding="utf-8")
    for number in range(posts):
        text = f"L'heure : [l’autre](p{number + 1}.md), [rien](p{number}x.md), [plan](plan.pdf)"
        (root / f"posts/p{number}.md").write_text(post(number, text), encoding="utf-8")


def known_of(root: Path, posts: Posts, at: datetime) -> Site:
    """What the rules may know."""
    config = open_site(root).config
    return replace(survey(posts.files, config, at, look_up=facts(root), last=LAST), new_id=lambda: "urn:x:new")


def anew(root: Path, *, at: datetime = NOON, select: Sequence[str] = ()) -> list[Finding]:
    """What the rules find in a site."""
    posts = read_posts(open_site(root))
    return list(check_posts(posts.files, known_of(root, posts, at), RULES.values(), select=select))


def check(root: Path, *, at: datetime = NOON, select: Sequence[str] = (), processes: int = 1) -> list[Finding]:
    """What a check finds there."""
    site = open_site(root)
    rules = chosen(RULES.values(), site.config, select=select)
    with Check(site, rules, at=at, processes=processes) as kept:
        posts = kept.read()
        return list(kept.findings(posts.files, known_of(root, posts, at), posts.files))


def drawn_anew(root: Path, *, at: datetime = NOON, select: Sequence[str] = (), lay_out: Layout) -> list[Sheet]:
    """The findings of each file of a site, laid out."""
    sources = {file.path: file.source for file in read_posts(open_site(root)).files}
    by_file = groupby(anew(root, at=at, select=select), lambda finding: finding.path)
    return [sheet_of(list(found), sources[path], lay_out) for path, found in by_file]


def drawn(
    root: Path, *, at: datetime = NOON, select: Sequence[str] = (), lay_out: Layout, processes: int = 1
) -> list[Sheet]:
    """The sheets that a check gives."""
    site = open_site(root)
    rules = chosen(RULES.values(), site.config, select=select)
    with Check(site, rules, at=at, lay_out=lay_out, processes=processes) as kept:
        posts = kept.read()
        return list(kept.sheets(posts.files, known_of(root, posts, at), posts.files))


def test_every_rule_is_kept_or_run_each_time() -> None:
    """A rule that asks about the site has its place in one of the two lists: BY_TEXT is kept, BY_HEAD has no body."""
    of_the_site = sorted(code for code, rule in RULES.items() if isinstance(rule, SiteRule))
    assert sorted((*BY_TEXT, *BY_HEAD)) == of_the_site


def test_what_has_not_changed_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one file, and the findings are the same."""
    make_site(tmp_path)
    (tmp_path / "posts/a.md").write_text(post(7, "L'heure : [l’autre](b.md)", date="2025-10-01"), encoding="utf-8")
    (tmp_path / "posts/b.md").write_text(post(8, "L'heure.", date="2025-10-01"), encoding="utf-8")
    wanted = anew(tmp_path)
    time.sleep(0.05)  # the disk's clock goes on, and the files' times are believed
    check(tmp_path)
    reads = "parccli.build.inspecting.read_bytes", "parccli.folder.posts.read_bytes"
    for read in reads:
        monkeypatch.setattr(read, lambda place, *_more, **_limit: pytest.fail(place))
    again = check(tmp_path)
    assert again == wanted
    assert [finding.code for finding in again if finding.code != "P016"] == ["T104", "T102", "T104"]


def test_what_has_not_changed_is_not_laid_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is it read; another layout is another matter, and so is the post that changed."""
    make_site(tmp_path)
    for number in range(3):
        text = post(number + 5, f"L'heure : [l’autre](p{(number + 1) % 3}.md)")
        (tmp_path / f"posts/p{number}.md").write_text(text, encoding="utf-8")
    wanted = {lay_out: drawn_anew(tmp_path, lay_out=lay_out) for lay_out in (PIPE, SCREEN)}
    assert [sheet.severities for sheet in wanted[PIPE]] == [(0, 3, 1), (1, 3, 1), (1, 3, 1)]
    assert wanted[PIPE][0].text != wanted[SCREEN][0].text
    time.sleep(0.05)  # the disk's clock goes on, and the files' times are believed
    laid_out: list[str] = []

    def spied(found: Sequence[Finding], source: Source | None, lay_out: LayOut) -> Sheet:
        laid_out.append(found[0].path)
        return sheet_of(found, source, lay_out)

    monkeypatch.setattr("parccli.build.sheets.sheet_of", spied)
    every = ["posts/p0.md", "posts/p1.md", "posts/p2.md"]
    for lay_out, expected in ((PIPE, every), (PIPE, []), (SCREEN, every), (SCREEN, []), (PIPE, every)):
        laid_out.clear()
        assert drawn(tmp_path, lay_out=lay_out) == wanted[lay_out]
        assert sorted(set(laid_out)) == expected
    (tmp_path / "posts/p1.md").write_text(post(6, "Un autre : texte."), encoding="utf-8")
    laid_out.clear()
    assert drawn(tmp_path, lay_out=PIPE) == drawn_anew(tmp_path, lay_out=PIPE)
    # The first leads to it.
    assert sorted(set(laid_out)) == ["posts/p0.md", "posts/p1.md"]


def test_time_alone_changes_what_is_found(tmp_path: Path) -> None:
    """A link leads to a post that is public until the first of October and no longer."""
    make_site(tmp_path)
    (tmp_path / "posts/a.md").write_text(post(7, "Voir [l’autre](b.md)."), encoding="utf-8")
    (tmp_path / "posts/b.md").write_text(post(8, expires="2025-10-01"), encoding="utf-8")
    for at, linked in ((NOON, 0), (NOON + timedelta(days=1), 1), (NOON, 0), (NOON - timedelta(days=24), 1)):
        found = check(tmp_path, at=at)
        assert found == anew(tmp_path, at=at)
        assert sum(finding.code == "L005" for finding in found) == linked


def test_processes_find_the_same(tmp_path: Path) -> None:
    """Whatever their number, with a cache or without."""
    make_site(tmp_path, FEW + 10, cache=False)
    wanted = anew(tmp_path)
    assert len(wanted) > 2 * FEW
    assert check(tmp_path, processes=2) == wanted
    (tmp_path / ".parccli").mkdir()
    assert check(tmp_path, processes=3) == wanted
    assert check(tmp_path) == wanted
    (tmp_path / ".parccli/cache.sqlite").unlink()
    assert drawn(tmp_path, processes=3, lay_out=PIPE) == drawn_anew(tmp_path, lay_out=PIPE)
    assert drawn(tmp_path, lay_out=PIPE) == drawn_anew(tmp_path, lay_out=PIPE)


def test_a_narrower_choice_spoils_nothing(tmp_path: Path) -> None:
    """Neither does one that is wider than the settings'."""
    make_site(tmp_path, 3)
    (tmp_path / "posts/p0.md").write_text(post(7, "L'heure : [l’autre](p1.md)"), encoding="utf-8")
    (tmp_path / "parccli.toml").write_text(SETTINGS + '[rules]\nselect = ["T", "L"]\n', encoding="utf-8")
    for select in ([], ["T104"], [], ["P", "T"], ["L"], []):
        assert check(tmp_path, select=select) == anew(tmp_path, select=select)
        assert drawn(tmp_path, select=select, lay_out=PIPE) == drawn_anew(tmp_path, select=select, lay_out=PIPE)


def test_it_makes_no_folder(tmp_path: Path) -> None:
    """A check leaves a site as it is."""
    make_site(tmp_path, 3, cache=False)
    assert check(tmp_path) == anew(tmp_path)
    assert not (tmp_path / ".parccli").exists()


def spoil(cache: Path, change: str, *of: str) -> None:
    """Change what a cache holds, but not the digests."""
    with sqlite3.connect(cache) as database:
        for kind in of:
            database.execute("DELETE FROM texts WHERE kind LIKE ? AND name = 'posts/p1.md'", (kind,))
        condition = " AND kind LIKE 'found%'" if of else ""
        database.execute(change + condition)


@pytest.mark.parametrize(
    "damage",
    [
        lambda cache: cache.write_bytes(b""),
        lambda cache: cache.write_bytes(b"no database at all " * 500),
        lambda cache: cache.write_bytes(cache.read_bytes()[: cache.stat().st_size // 2]),
        lambda cache: spoil(cache, "UPDATE texts SET text = (SELECT max(text) FROM texts WHERE kind LIKE 'found%')"),
        lambda cache: spoil(cache, "UPDATE texts SET text = zeroblob(100)"),
        lambda cache: spoil(cache, "UPDATE texts SET name = 'posts/p1.md' WHERE name = 'posts/p2.md'", "found%"),
        lambda cache: (cache.unlink(), cache.mkdir()),
        lambda cache: cache.chmod(0),
        lambda cache: cache.chmod(0o444),
    ],
)
def test_a_damaged_cache_only_costs_time(tmp_path: Path, damage: object) -> None:
    """What it holds is not believed."""
    make_site(tmp_path, 3)
    check(tmp_path)
    assert callable(damage)
    damage(tmp_path / ".parccli/cache.sqlite")
    (tmp_path / "posts/p1.md").write_text(post(1, "Un autre : texte."), encoding="utf-8")
    assert drawn(tmp_path, lay_out=PIPE) == drawn_anew(tmp_path, lay_out=PIPE)
    assert check(tmp_path) == anew(tmp_path)


def test_a_cache_that_another_holds_only_costs_time(tmp_path: Path) -> None:
    """The check does without."""
    make_site(tmp_path, 3)
    wanted = check(tmp_path)
    with sqlite3.connect(tmp_path / ".parccli/cache.sqlite", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert check(tmp_path) == wanted
        other.execute("ROLLBACK")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    i18n.bind("en", environ={})


class Checks(RuleBasedStateMachine):
    """A site that people and programs change in every way between two checks."""

    numbers = st.integers(0, 4)

    @initialize()
    def begin(self) -> None:
        """Start with posts, one with a picture and links."""
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name) / "site"
        self.at = NOON
        make_site(self.root, 3)
        self.draw(100)
        self.edit(0, "![Une halle](photo.png) [l’autre](p1.md) [plan (PDF, 2 Mo)](plan.pdf)", "image: photo.png")

    def teardown(self) -> None:
        """Leave nothing."""
        i18n.bind("en", environ={})
        self.folder.cleanup()

    @rule(
        number=numbers,
        text=st.sampled_from(
            ["Un.", "L'autre : [un](p1.md#suite) [x](pi.md)", "## Suite", "![Une halle](photo.png)", "[p](plan.pdf)"]
        ),
        more=st.sampled_from(
            ["image: photo.png", "image: ../../x.png", "tags: [x]", "couleur: bleu", "ignore: [L001]"]
        ),
    )
    def edit(self, number: int, text: str, more: str) -> None:
        """Write a post anew."""
        key, _colon, value = more.partition(": ")
        (self.root / f"posts/p{number}.md").write_text(post(number, text, **{key: value}), encoding="utf-8")

    @rule(
        number=numbers,
        key=st.sampled_from(
            ["id: urn:x:1", "id: ", "title: Titre 1", "slug: billet-1", "status: draft", "status: publie"]  # noqa: RUF005
            + ["expires: 2025-10-02", "expires: 2025-09-30", "date: 2025-10-02", "date: 2027-10-02", "date: demain"]
        ),
    )
    def settle(self, number: int, key: str) -> None:
        """Give a post what another has, or another time."""
        name, _colon, value = key.partition(": ")
        text = post(number, "Voir [l’autre](p2.md).", **{name: value})
        (self.root / f"posts/p{number}.md").write_text(text, encoding="utf-8")

    @rule(number=numbers)
    def delete(self, number: int) -> None:
        """Delete a post."""
        (self.root / f"posts/p{number}.md").unlink(missing_ok=True)

    @rule(number=numbers, other=numbers)
    def rename(self, number: int, other: int) -> None:
        """Give a post another name."""
        place = self.root / f"posts/p{number}.md"
        if place.exists():
            place.rename(self.root / f"posts/p{other}.md")

    @rule(number=numbers, data=st.sampled_from([b"\xff\xfe", b"---\ntitle: [\n---\n", b"", b"---\nid: 1\n"]))
    def spoil(self, number: int, data: bytes) -> None:
        """Make a post unreadable."""
        (self.root / f"posts/p{number}.md").write_bytes(data)

    @rule(width=st.sampled_from([100, 5000]))
    def draw(self, width: int) -> None:
        """Change the picture."""
        Image.new("L", (width, 1)).save(self.root / "posts/photo.png")

    @rule(which=st.sampled_from(["photo.png", "plan.pdf"]))
    def lose(self, which: str) -> None:
        """Delete a picture or document."""
        (self.root / "posts" / which).unlink(missing_ok=True)

    @rule(size=st.sampled_from([1, 2_000_000]))
    def attach(self, size: int) -> None:
        """Write the document."""
        (self.root / "posts/plan.pdf").write_bytes(b"0" * size)

    @rule(days=st.sampled_from([-800, -1, 1, 2, 400]))
    def wait(self, days: int) -> None:
        """Check as of another day."""
        self.at += timedelta(days=days)

    @rule(
        more=st.sampled_from(["", "timezone = 'Pacific/Auckland'\n", "[rules]\nignore = ['T']\n", "language = 'en'\n"])
    )
    def configure(self, more: str) -> None:
        """Change the settings."""
        (self.root / "parccli.toml").write_text(SETTINGS + more, encoding="utf-8")

    @rule(language=st.sampled_from(["en", "fr"]))
    def speak(self, language: str) -> None:
        """Use another language."""
        i18n.bind(language, environ={})

    @rule(select=st.sampled_from([["P"], ["L005", "T1"]]))
    def narrow(self, select: list[str]) -> None:
        """Check by some rules."""
        assert check(self.root, at=self.at, select=select) == anew(self.root, at=self.at, select=select)

    @rule()
    def forget(self) -> None:
        """Delete the cache."""
        shutil.rmtree(self.root / ".parccli")
        (self.root / ".parccli").mkdir()

    @invariant()
    def finds_what_it_would_find_anew(self) -> None:
        """The findings of a check that keeps what it can are those of one that keeps nothing, and stay so."""
        wanted = anew(self.root, at=self.at)
        assert check(self.root, at=self.at) == wanted
        assert check(self.root, at=self.at) == wanted

    @invariant()
    def lays_out_what_it_would_lay_out_anew(self) -> None:
        """Of sheets the same is true."""
        wanted = drawn_anew(self.root, at=self.at, lay_out=PIPE)
        assert drawn(self.root, at=self.at, lay_out=PIPE) == wanted
        assert drawn(self.root, at=self.at, lay_out=PIPE) == wanted


TestChecks = Checks.TestCase
TestChecks.settings = settings(
    max_examples=15, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)
