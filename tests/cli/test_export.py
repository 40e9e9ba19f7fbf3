from __future__ import annotations

import json
from typing import TYPE_CHECKING

import feedparser
import pytest

from parccli.exporters import EXPORTERS, lasts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Call, Site

AT = ("--at", "2025-10-01T12:00")


def post(slug: str, /, **more: str) -> str:
    """A published post whose id is made of its slug."""
    values = {"id": f"urn:x:{slug}", "title": slug, "date": "2025-09-01", "slug": slug, "status": "published"} | more
    lines = (f"{key}: {value}" for key, value in values.items() if value)
    return "\n".join(["---", *lines, "---", "", f"Le texte de {slug}.", ""])


def files_of(root: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_is_public_is_exported_and_nothing_else(call: Call, site: Site) -> None:
    """Drafts, scheduled, expired, archived and unknown ones leave no trace in any file."""
    site.write(
        vu=post("vu"),
        brouillon=post("secret-1", status="draft"),
        futur=post("secret-2", date="2025-10-02"),
        passe=post("secret-3", expires="2025-09-30"),
        archive=post("secret-4", status="archived"),
        inconnu=post("secret-5", status="relire"),
        sans=post("secret-6", status=""),
    )
    done = call("export", *AT)
    assert (done.exit_code, done.stdout) == (0, "")
    made = files_of(site.root / "public")
    assert {"feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json", "manifest.json"} <= set(made)
    assert all(b"secret" not in data and "secret" not in path for path, data in made.items())
    assert b"urn:x:vu" in made["feeds/rss.xml"]


def test_the_feeds_parse_back_to_the_posts(call: Call, site: Site) -> None:
    """RSS, Atom and JSON tell the same posts in the same order."""
    site.write(a=post("a"), b=post("b", date="2025-09-02", title='"R&D <b> : 😀"', summary="Deux & deux"))
    assert call("export", *AT).exit_code == 0
    feeds = site.root / "public/feeds"
    parsed = [feedparser.parse((feeds / name).read_bytes()) for name in ("rss.xml", "atom.xml")]
    for feed in parsed:
        assert not feed.bozo
        assert [entry.id for entry in feed.entries] == ["urn:x:b", "urn:x:a"]
        assert feed.entries[1].title == "a"
    items = json.loads((feeds / "feed.json").read_text(encoding="utf-8"))["items"]
    assert [(item["id"], item["title"]) for item in items] == [("urn:x:b", "R&D <b>\u00a0: 😀"), ("urn:x:a", "a")]


def test_a_second_export_touches_nothing(call: Call, site: Site) -> None:
    """Not a byte, not a time of change: conditional requests go on working."""
    site.write(a=post("a"), b=post("b"))
    call("export", *AT)
    public = site.root / "public"
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*")}
    assert call("export", *AT).exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in public.rglob("*")} == before


def test_the_plan_tells_what_the_export_does(call: Call, site: Site) -> None:
    """Before it, in the same words; and it writes nothing."""
    site.write(a=post("a"), b=post("b"))
    call("export", *AT)
    site.write(b=post("b", status="draft"), c=post("c"))
    before = files_of(site.root / "public")
    planned = json.loads(call("export", *AT, "--dry-run", "--format", "json").stdout)
    assert files_of(site.root / "public") == before
    assert (planned["appearing"], planned["disappearing"]) == (["urn:x:c"], ["urn:x:b"])
    assert json.loads(call("export", *AT, "--format", "json").stdout) == planned
    after = files_of(site.root / "public")
    assert sorted(set(after) - set(before)) == planned["add"]
    assert sorted(set(before) - set(after)) == planned["remove"]
    changed = [path for path in after if path in before and after[path] != before[path]]
    assert sorted(set(changed) - {"manifest.json"}) == planned["change"]


def test_a_post_that_leaves_the_public_is_named(call: Call, site: Site) -> None:
    """On standard error, by its path."""
    site.write(a=post("a"), b=post("b"))
    call("export", *AT)
    site.write(b=post("b", status="draft"))
    assert " is public no longer" in call("export", *AT).stderr


def test_a_mistyped_status_takes_nothing_from_the_public(call: Call, site: Site) -> None:
    """A post that was never public is only not public; one that was stops the export."""
    site.write(a=post("a"), b=post("b"), c=post("c", status="relire"))
    assert call("export", *AT).exit_code == 0
    site.write(b=post("b", status="publihsed"))
    done = call("export", *AT)
    assert done.exit_code == 1
    assert "posts/b.md:6:9" in done.stderr
    assert (site.root / "public/fragments/articles/b.html").exists()


def test_an_id_that_changed_is_told_of_as_unread_again(call: Call, site: Site) -> None:
    """Its URL stood in the feed under another id."""
    site.write(a=post("a"))
    call("export", *AT)
    site.write(a=post("a", id="urn:x:autre"))
    planned = json.loads(call("export", *AT, "--dry-run", "--format", "json").stdout)
    assert planned["unread_again"] == ["urn:x:autre"]


@pytest.mark.parametrize(
    "broken",
    [
        "---\ntitle: a : b\n---\n",
        "",
        post("x", date="2025-02-30"),
        post("x", date=""),
        post("x", id=""),
        post("x", expires="demain"),
        post("x", slug="../x"),
        post("x", draft="oui"),
        post("x", id="urn:x:a"),
        post("x", slug="a"),
        post("x", id="urn:x:a", status="draft"),
    ],
)
def test_a_post_that_cannot_be_judged_stops_the_export(call: Call, site: Site, broken: str) -> None:
    """Nothing is written; `--skip-broken` goes on without it, and keeps the post that it stands against."""
    site.write(a=post("a", date="2025-08-01"), casse=broken)
    done = call("export", *AT)
    assert done.exit_code == 1
    assert "posts/casse.md:" in done.stderr
    assert not (site.root / "public").exists()
    assert call("export", *AT, "--skip-broken").exit_code == 0
    assert b"urn:x:a<" in (site.root / "public/feeds/rss.xml").read_bytes()


@pytest.mark.parametrize("harmless", [post("x", status="draft", date="2025-02-30"), post("x", status="draft", id="")])
def test_a_draft_that_is_not_ready_stops_nothing(call: Call, site: Site, harmless: str) -> None:
    """It is not public whatever its date is."""
    site.write(a=post("a"), x=harmless)
    assert call("export", *AT).exit_code == 0


def test_what_is_not_public_yet_needs_a_folder_of_its_own(call: Call, site: Site) -> None:
    """Drafts, and a future instant."""
    site.write(a=post("a", status="draft"), b=post("b", date="2999-01-01"))
    for arguments in (("--drafts",), ("--at", "2999-02-01"), ("--drafts", "--out", "public")):
        assert call("export", *arguments).exit_code == 2
    assert call("export", "--drafts", "--out", "apercu").exit_code == 0
    assert b"urn:x:a" in (site.root / "apercu/feeds/rss.xml").read_bytes()
    assert call("export", "--at", "2999-02-01", "--out", "futur").exit_code == 0
    assert b"urn:x:b" in (site.root / "futur/feeds/rss.xml").read_bytes()


def test_one_target_touches_only_its_own_files(call: Call, site: Site) -> None:
    """What the others made stays, although its post is gone."""
    site.write(a=post("a"), b=post("b"))
    call("export", *AT)
    before = files_of(site.root / "public")
    site.write(b=post("b", status="draft"))
    planned = json.loads(call("export", "rss", *AT, "--format", "json").stdout)
    assert planned["change"] == ["feeds/rss.xml"]
    assert planned["remove"] == []
    after = files_of(site.root / "public")
    assert {path for path in before if after.get(path) != before[path]} <= {"feeds/rss.xml", "manifest.json"}
    assert json.loads(call("export", *AT, "--format", "json").stdout)["disappearing"] == ["urn:x:b"]


def test_leftovers_go_and_strangers_stay(call: Call, site: Site) -> None:
    """Only what the last manifest lists is removed; an empty folder of ours goes with it."""
    site.write(a=post("a", categories="[Autre]"))
    call("export", *AT)
    stranger = site.root / "public/a-elle.txt"
    stranger.write_text("x", encoding="utf-8")
    site.write(a=post("a"))
    call("export", *AT)
    assert not (site.root / "public/feeds/autre").exists()
    assert stranger.exists()


def test_a_wordpress_export_made_once_shows_no_post_that_was_withdrawn(call: Call, site: Site) -> None:
    """It is made only when asked for; from then on every export makes it again, and says so before."""
    site.write(a=post("a"), b=post("b"))
    call("export", *AT)
    assert not (site.root / "public/wxr").exists()
    call("export", "wxr", *AT)
    assert b"urn:x:b<" in (site.root / "public/wxr/posts.xml").read_bytes()
    site.write(b=post("b", status="draft"))
    assert "wxr/posts.xml" in json.loads(call("export", *AT, "--dry-run", "--format", "json").stdout)["change"]
    assert call("export", *AT).exit_code == 0
    left = (site.root / "public/wxr/posts.xml").read_bytes()
    assert b"urn:x:a<" in left
    assert b"urn:x:b<" not in left
    assert json.loads(call("export", *AT, "--format", "json").stdout)["change"] == []


@pytest.mark.parametrize("name", [name for name, target in EXPORTERS.items() if not lasts(target)])
def test_every_target_can_be_named(call: Call, site: Site, name: str) -> None:
    """And gives something; of a newsletter's posts more must be said."""
    site.write(a=post("a"))
    assert call("export", name, *AT, "--out", "x").exit_code == 0
    assert (site.root / "x/manifest.json").exists()


@pytest.mark.usefixtures("site")
def test_an_unknown_target_is_a_mistake(call: Call) -> None:
    """With the nearest one."""
    done = call("export", "atm")
    assert done.exit_code == 2
    assert "Did you mean “atom”?" in done.stderr


def test_fragments_can_lead_from_the_sites_root_and_feeds_never_do(call: Call, site: Site) -> None:
    """`links = "root"` suits a site that is reached under two names; a feed is read far from it."""
    with (site.root / "parccli.toml").open("a", encoding="utf-8") as settings:
        settings.write('[fragments]\nlinks = "root"\n')
    site.write(a=post("a"))
    call("export", *AT)
    made = files_of(site.root / "public")
    assert b'href="/a/"' in made["fragments/latest.html"]
    assert b'href="https://www.example.org/a/"' in made["fragments/head/a.html"]
    assert b"<link>https://www.example.org/a/</link>" in made["feeds/rss.xml"]


def test_an_export_that_would_empty_the_site_stops_and_asks(call: Call, site: Site) -> None:
    """posts/ was renamed, or is not all there: nothing is written, unless it is meant."""
    names = ("un", "deux", "trois", "quatre", "cinq")
    site.write(**{name: post(name) for name in names})
    assert call("export", *AT).exit_code == 0
    before = files_of(site.root / "public")
    for name in names[:3]:
        (site.root / "posts" / f"{name}.md").unlink()
    refused = call("export", *AT)
    assert (refused.exit_code, files_of(site.root / "public")) == (1, before)
    assert "take 3 of 5 public posts off the site" in refused.stderr
    assert "--force" in refused.stderr
    assert call("export", *AT, "--dry-run").exit_code == 0
    assert call("export", *AT, "--force").exit_code == 0
    assert "fragments/articles/un.html" not in files_of(site.root / "public")


@pytest.mark.parametrize("names", [("un",), ("un", "deux")])
def test_posts_that_are_not_there_do_not_empty_a_small_site(call: Call, site: Site, names: tuple[str, ...]) -> None:
    """posts/ was moved away, or a share is not connected: what readers see stays, unless it is meant."""
    site.write(**{name: post(name) for name in names})
    call("export", *AT)
    before = files_of(site.root / "public")
    (site.root / "posts").rename(site.root / "ailleurs")
    for gone in (call("export", *AT), call("export", *AT, "--no-cache")):
        assert (gone.exit_code, files_of(site.root / "public")) == (1, before)
        assert "no longer in posts/" in gone.stderr
        assert "--force" in gone.stderr
    assert call("export", *AT, "--force").exit_code == 0
    assert "fragments/articles/un.html" not in files_of(site.root / "public")


def test_the_only_public_post_may_be_withdrawn_or_deleted(call: Call, site: Site) -> None:
    """As a draft, as an expired post, or by deleting its file among others: each time it is said."""
    for leaving in ({"status": "draft"}, {"expires": "2025-09-15"}):
        site.write(un=post("un"))
        call("export", *AT)
        site.write(un=post("un", **leaving))
        done = call("export", *AT)
        assert (done.exit_code, "posts/un.md is public no longer" in done.stderr) == (0, True)
    site.write(un=post("un"), deux=post("deux", status="draft"))
    call("export", *AT)
    (site.root / "posts/un.md").unlink()
    done = call("export", *AT)
    assert (done.exit_code, "posts/un.md is public no longer" in done.stderr) == (0, True)


def test_a_few_posts_may_leave_together(call: Call, site: Site) -> None:
    """Two of two, or half of many."""
    site.write(un=post("un"), deux=post("deux"))
    call("export", *AT)
    site.write(un=post("un", status="draft"), deux=post("deux", status="archived"))
    assert call("export", *AT).exit_code == 0
    site.write(**{f"p{number}": post(f"p{number}") for number in range(6)})
    call("export", *AT)
    site.write(**{f"p{number}": post(f"p{number}", status="draft") for number in range(3)})
    assert call("export", *AT).exit_code == 0


@pytest.mark.slow
def test_a_person_sees_how_far_it_has_come(call: Call, site: Site) -> None:
    """On a terminal only, of many posts, and wiped before what is said."""
    site.write(**{f"post-{number}": post(f"post-{number}") for number in range(600)})
    shown = call("export", *AT, typed="", env={"TERM": "xterm"}).stderr
    assert shown.startswith("\rExporting ")
    assert "%\r\x1b[Kpublic: " in shown
    assert "Exporting" not in call("export", *AT, "--out", "x").stderr
