from __future__ import annotations

import json
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest

from parccli.folder import posts
from parccli.folder.reading import read_bytes
from parccli.rules import RULES

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site

GOOD = "---\nid: urn:uuid:1\ntitle: Portes ouvertes\ndate: 2021-02-26\nstatus: published\nsummary: Bref.\n---\n"
WARNED = GOOD.replace(":1", ":2").replace("Portes", "Rues").replace("summary: B", "couleur: bleu\nsummary: B")
BROKEN = GOOD.replace(":1", ":3").replace("Portes", "Voies").replace("2021-02-26", "2021-02-30")


@pytest.fixture(autouse=True)
def _posts(site: Site) -> None:
    site.write(bon=GOOD, couleur=WARNED, fevrier=BROKEN)


def test_text_shows_the_line_and_marks_the_place(call: Call) -> None:
    """File by file, with the remedy; the count goes to standard error, and an error answers no."""
    done = call("validate")
    assert done.exit_code == 1
    assert done.stdout == (
        "posts/couleur.md:6:1: warning: unknown key “couleur” [P002]\n"
        "    6 │ couleur: bleu\n"
        "      │ ^^^^^^^\n"
        "\n"
        "posts/fevrier.md:4:7: error: “2021-02-30” is a day that does not exist. That month ends on 28 February 2021: "
        "correct the day. [P008]\n"
        "    4 │ date: 2021-02-30\n"
        "      │       ^^^^^^^^^^\n"
    )
    assert done.stderr == "3 posts checked: 1 error, 1 warning\n"


@pytest.mark.parametrize("name", ["couleur", "urn:uuid:2", "posts/couleur.md"])
def test_a_post_is_named_as_everywhere_else(call: Call, name: str) -> None:
    """By its slug, its id or its path."""
    done = call("validate", name)
    assert (done.exit_code, done.stderr) == (0, "1 post checked: 1 warning\n")


def test_json_is_the_report_and_nothing_else(call: Call) -> None:
    """Every key of a finding is there; what has no fix and no page has null."""
    done = call("validate", "posts/couleur.md", "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "findings": [
            {
                "code": "P002",
                "name": "key_unknown",
                "severity": "warning",
                "path": "posts/couleur.md",
                "line": 6,
                "column": 1,
                "end_line": 6,
                "end_column": 8,
                "message": "unknown key “couleur”",
                "fix": None,
                "url": None,
            }
        ],
        "checked": 1,
        "fixed": 0,
    }


@pytest.mark.parametrize(
    ("arguments", "codes", "exit_code"),
    [
        (["--select", "P008"], ["P008"], 1),
        (["--select", "p0,A"], ["P002", "P008"], 1),
        (["--select", "P002,P016", "--select", "A1"], ["P002"], 0),
        (["--ignore", "P008"], ["P002"], 0),
        (["--ignore", "P008", "--strict"], ["P002"], 1),
        (["--ignore", "P"], [], 0),
        (["--select", "P", "--ignore", "P002"], ["P008"], 1),
    ],
)
def test_checks_are_chosen_by_code(call: Call, arguments: list[str], codes: list[str], exit_code: int) -> None:
    """By codes or their beginnings, in any case, repeated or with commas; --strict answers no to a warning."""
    done = call("validate", "--format", "json", *arguments)
    assert ([finding["code"] for finding in json.loads(done.stdout)["findings"]], done.exit_code) == (codes, exit_code)


@pytest.mark.parametrize(
    ("paths", "cwd", "checked"),
    [
        ([], ".", 3),
        (["."], ".", 3),
        (["posts"], ".", 3),
        (["posts/bon.md", "posts/bon.md"], ".", 1),
        (["bon.md", "couleur.md"], "posts", 2),
        ([".."], "posts", 3),
    ],
)
def test_paths_start_from_the_working_directory(
    call: Call, site: Site, paths: list[str], cwd: str, checked: int
) -> None:
    """Files or folders; each post is checked once."""
    done = call("validate", "--format", "json", *paths, cwd=site.root / cwd)
    assert json.loads(done.stdout)["checked"] == checked


def test_a_post_checked_alone_is_still_compared_with_all(call: Call, site: Site) -> None:
    """Its slug is another's, whichever files are named."""
    site.write(copie=GOOD.replace("urn:uuid:1", "urn:uuid:4\nslug: bon"))
    done = call("validate", "posts/bon.md")
    assert (done.exit_code, done.stderr) == (1, "1 post checked: 1 error\n")
    assert "[P012]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["posts/absent.md"], "posts/absent.md: there is no such file or folder"),
        (["parccli.toml"], "parccli.toml: there is no post of this site"),
        (["--select", "P0188"], "parccli: there is no check “P0188”\n  Did you mean “P018”?"),
        (["--ignore", "X"], "parccli: there is no check “X”\n  The codes are A101"),
        (["--explain", "P12"], "parccli: there is no check “P12”\n  Did you mean “P012”?"),
    ],
)
def test_what_is_not_there_is_said(call: Call, arguments: list[str], message: str) -> None:
    """Exit 2, nothing on standard output, and the nearest code."""
    done = call("validate", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(message)


def test_an_unreadable_post_is_a_finding(call: Call, site: Site) -> None:
    """It says which byte on which line; the others are checked."""
    (site.root / "posts" / "latin.md").write_bytes("---\ntitle: Été\n---\n".encode("latin-1"))
    done = call("validate", "--select", "P001")
    assert (done.exit_code, done.stderr) == (1, "4 posts checked: 1 error\n")
    assert done.stdout.startswith("posts/latin.md:2:1: error: the file is not UTF-8 text (byte 0xc9)")


def test_what_is_left_out_of_posts_is_named(call: Call, site: Site) -> None:
    """A person may take a conflict copy for a post; what her programs leave there is told on demand only."""
    site.write(**{"bon (conflicted copy)": GOOD})
    (site.root / "posts" / "~$lettre.docx").write_bytes(b"")
    done = call("validate", "--select", "P001")
    assert done.exit_code == 0
    assert done.stderr.startswith("posts/bon (conflicted copy).md: warning: it is a conflict copy")
    assert "~$lettre.docx" not in done.stderr
    assert "posts/~$lettre.docx: " in call("--verbose", "validate").stderr


def test_a_good_site_is_silent_but_for_the_count(call: Call, site: Site) -> None:
    """Nothing on standard output; --quiet says nothing at all."""
    for name in ("couleur", "fevrier"):
        (site.root / "posts" / f"{name}.md").unlink()
    assert call("validate") == call("validate", "posts")
    done = call("validate")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "1 post checked: nothing to report\n")
    assert call("--quiet", "validate").stderr == ""


@pytest.mark.parametrize("code", RULES)
def test_every_check_explains_itself(call: Call, code: str) -> None:
    """Without a site, in any case, in lines of 80 characters but for examples."""
    done = call("validate", "--explain", code.lower(), cwd=call.cwd.parent)
    assert (done.exit_code, done.stderr) == (0, "")
    title, blank, *page = done.stdout.splitlines()
    assert title.startswith(f"{code} {RULES[code].name} (")
    assert blank == ""
    assert all(len(line) <= 80 for line in page if not line.startswith(" "))
    examples = [line for line in RULES[code].page.splitlines() if line.startswith(" ")]
    assert [line for line in page if line.startswith(" ")] == examples


def test_a_person_sees_how_far_it_has_come(call: Call, site: Site) -> None:
    """On a terminal only, and wiped before the findings."""
    site.write(**{f"post-{number}": "---\ntitle: A\n---\n" for number in range(60)})
    assert "\rChecking  50 %\r" in call("validate", typed="", env={"TERM": "xterm"}).stderr
    assert "Checking" not in call("validate").stderr


def test_one_post_of_many_is_checked_against_the_others(
    call: Call, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those that have not changed only the front matter that is known, and what the rules ask for, is looked at."""
    (site.root / ".parccli").mkdir(exist_ok=True)
    for number in range(220):
        site.write(**{f"n{number}": a_post(number, f"## Partie {number}")})
    links = "[un](n5.md#partie-5) [deux](n6.md#partie-5) [trois](n7.md)"
    site.write(bon=a_post(8, links), n9=a_post(9, "Un texte.", title="Titre 8", slug="bon"))
    time.sleep(0.05)  # the disk's clock goes on, and the files' times are believed
    found = call("validate", "posts/bon.md").stdout
    codes = [line.rpartition("[")[2] for line in found.splitlines() if line.startswith("posts/bon.md:")]
    assert codes == ["P012]", "L011]"]
    read: list[str] = []

    def noted(place: str, path: str, **limit: int) -> bytes:
        read.append(path)
        return read_bytes(place, path, **limit)

    monkeypatch.setattr(posts, "read_bytes", noted)
    assert call("validate", "posts/bon.md").stdout == found
    # What is named, and what it leads to.
    assert sorted({*read}) == ["posts/bon.md", "posts/n5.md", "posts/n6.md"]
    site.write(n6=a_post(6, "## Partie 5"))
    assert "L011" not in call("validate", "posts/bon.md").stdout


def test_a_name_may_be_that_of_two_files(call: Call, site: Site) -> None:
    """Where the disk tells a letter with its accent from one that has it beside, both are meant, whichever is typed."""
    names = [unicodedata.normalize(form, "été") for form in ("NFC", "NFD")]
    for number, name in enumerate(names):
        site.write(**{name: a_post(number, "Un texte.")})
    there = len(list((site.root / "posts").glob("*t*.md")))
    for name in names:
        assert call("validate", f"posts/{name}.md").stderr.startswith(f"{there} post")


def a_post(number: int, text: str, **more: str) -> str:
    """A published post of that number."""
    values = {"id": f"urn:x:{number}", "title": f"Titre {number}", "date": "2025-09-01", "slug": f"n{number}", **more}
    lines = [f"{key}: {value}" for key, value in {**values, "status": "published", "summary": "Bref."}.items()]
    return "\n".join(["---", *lines, "---", "", text, ""])
