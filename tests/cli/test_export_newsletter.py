"""`export newsletter`: which posts it takes, what it refuses, and that a digest once made stays."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_export import files_of, post

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site

AT = ("--at", "2025-10-01T12:00")
LETTER = '\n[newsletter]\nprovider = "brevo"\naction = "https://forms.example.org/a"\n'
LETTER += 'privacy_policy = "https://www.example.org/p"\n'


@pytest.fixture
def park(site: Site) -> Site:
    """A site with a newsletter, two public posts, and others that are not."""
    with (site.root / "parccli.toml").open("a", encoding="utf-8") as settings:
        settings.write(LETTER)
    site.write(
        un=post("un", date="2025-08-30", summary="Premier."),
        deux=post("deux", date="2025-09-20", summary="Deuxième."),
        brouillon=post("secret-1", status="draft", date="2025-09-20"),
        futur=post("secret-2", date="2025-10-02"),
        passe=post("secret-3", date="2025-09-20", expires="2025-09-30"),
    )
    return site


def titles(site: Site, day: str = "2025-10-01") -> list[str]:
    """Those of a digest, in its order."""
    lines = (site.root / f"public/newsletter/{day}.txt").read_text("utf-8").splitlines()
    return [line for line, under in pairwise(lines) if set(under) == {"-"} and len(under) < 72]


def test_posts_since_a_day(call: Call, park: Site) -> None:
    """Public ones, newest first; nothing of the others is in any of the three files."""
    done = call("export", "newsletter", "--since", "2025-08-30", *AT)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "Newsletter of 1 October 2025: 2 posts\npublic: 3 files added\n"
    assert titles(park) == ["deux", "un"]
    assert not any(b"secret" in data for data in files_of(park.root / "public").values())
    assert call("export", "newsletter", "--since", "31/08/2025", *AT).exit_code == 0
    assert titles(park) == ["deux"]


def test_posts_by_name_come_in_the_order_given(call: Call, park: Site) -> None:
    """By slug, id or path; those since a day follow, and none comes twice."""
    assert call("export", "newsletter", "--post", "un", "--post", "urn:x:deux", *AT).exit_code == 0
    assert titles(park) == ["un", "deux"]
    assert call("export", "newsletter", "--post", "posts/un.md", "--since", "2025-01-01", *AT).exit_code == 0
    assert titles(park) == ["un", "deux"]


@pytest.mark.parametrize(
    ("slug", "hint"),
    [
        ("secret-1", "  Publish it: parccli publish secret-1\n"),
        ("secret-2", "  It is from 2 October 2025 on.\n"),
        ("secret-3", ""),
    ],
)
def test_a_post_that_is_not_public_is_refused(call: Call, park: Site, slug: str, hint: str) -> None:
    """Draft, scheduled or expired: nothing is written."""
    done = call("export", "newsletter", "--post", slug, *AT)
    assert done.exit_code == 1
    assert done.stderr.endswith(f": it is not public, and a newsletter shows public posts only\n{hint}")
    assert not (park.root / "public").exists()


def test_a_later_export_leaves_digests_alone(call: Call, park: Site) -> None:
    """Neither a plain export, nor that of another day's digest, changes or removes one; both are listed."""
    assert call("export", "newsletter", "--since", "2025-08-01", *AT).exit_code == 0
    before = files_of(park.root / "public/newsletter")
    (park.root / "posts/un.md").write_text(post("un", status="draft"), "utf-8")
    assert call("export", "--at", "2025-10-01T13:00").exit_code == 0
    assert files_of(park.root / "public/newsletter") == before
    assert call("export", "newsletter", "--since", "2025-09-01", "--at", "2025-11-01").exit_code == 0
    after = files_of(park.root / "public/newsletter")
    assert {path: after[path] for path in before} == before
    assert sorted(after) == [f"2025-{day}.{ending}" for day in ("10-01", "11-01") for ending in ("eml", "html", "txt")]
    assert b'"newsletter/2025-10-01.eml"' in files_of(park.root / "public")["manifest.json"]


@pytest.mark.parametrize(
    ("arguments", "exit_code", "told"),
    [
        (("newsletter",), 2, "Choose them: --since 2025-09-01, or --post SLUG"),
        (("--since", "2025-09-01"), 2, "parccli export newsletter"),
        (("rss", "--post", "un"), 2, "parccli export newsletter"),
        (("newsletter", "--since", "2025-09-30"), 1, "nothing to send"),
        (("newsletter", "--since", "hier"), 2, "hier"),
        (("newsletter", "--post", "deu"), 2, "deux"),
    ],
)
def test_what_cannot_be_chosen(call: Call, park: Site, arguments: tuple[str, ...], exit_code: int, told: str) -> None:
    """The message says how to go on, and nothing is written."""
    done = call("export", *arguments, *AT)
    assert done.exit_code == exit_code
    assert told in done.stderr
    assert not (park.root / "public").exists()


def test_the_last_digest_is_offered_as_the_beginning(call: Call, park: Site) -> None:
    """That of another day: today's is about to be made again."""
    assert park.root.is_dir()
    for day in ("2025-09-01", "2025-10-01"):
        assert call("export", "newsletter", "--post", "un", "--at", f"{day}T12:00").exit_code == 0
    done = call("export", "newsletter", *AT)
    assert "The last one is of 1 September 2025.\n  Choose them: --since 2025-09-01" in done.stderr


def test_a_long_digest_is_refused(call: Call, park: Site) -> None:
    """What Gmail would cut is not written unless forced; what comes near it is warned of."""
    letter = park.root / "public/newsletter/2025-10-01.html"
    export = ("export", "newsletter", "--since", "2025-09-01", *AT)
    for number in range(130):
        (park.root / f"posts/long-{number}.md").write_text(post(f"long-{number}", summary="x" * 500), "utf-8")
        if number == 94:
            done = call(*export)
            assert (done.exit_code, 90 * 1024 < letter.stat().st_size < 102 * 1024) == (0, True)
            assert "newsletter/2025-10-01.html: warning: this newsletter weighs 99 KB" in done.stderr
    near = letter.read_bytes()
    done = call(*export)
    assert (done.exit_code, letter.read_bytes()) == (1, near)
    assert "newsletter/2025-10-01.html: this newsletter weighs 13" in done.stderr
    assert call(*export, "--force").exit_code == 0
    assert letter.stat().st_size > 102 * 1024


def test_a_picture_without_https_is_left_out_and_named(call: Call, park: Site) -> None:
    """Mail programs would show a broken one."""
    park.write(vue=post("vue", image="http://images.example.org/a.jpg", image_alt="Le quai"))
    done = call("export", "newsletter", "--post", "vue", *AT)
    assert done.exit_code == 0
    assert "posts/vue.md: warning: the picture is left out of the newsletter" in done.stderr


def test_drafts_can_be_looked_at_elsewhere(call: Call, park: Site) -> None:
    """With --drafts, and a folder that is not public/."""
    done = call("export", "newsletter", "--post", "secret-1", "--drafts", "--out", "essai", *AT)
    assert done.exit_code == 0
    assert (park.root / "essai/newsletter/2025-10-01.html").is_file()
    assert not (park.root / "public").exists()
